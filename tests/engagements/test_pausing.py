"""A pause that is over is seen, and a trial stays a trial."""

from datetime import date, datetime, time, timedelta

import pytest

import people
from app_fixtures import StandingClock
from databases import Database
from engagement_makers import a_trial
from incident_makers import report
from makers import BERLIN, NOW, OFFICE, a_city, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.core.german import show_day_short
from mittendrin.core.refusal import Refused
from mittendrin.engagements.engaging import Meeting, begin_trial, keep_on, plan_first_meeting
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.pausing import go_on_after_pause, pause
from mittendrin.engagements.quiet import QuietLine, pauses_over
from mittendrin.engagements.rules import Plan, Rhythm, left_of_trial, trial_end
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits, say_cannot
from mittendrin.outbox.calls import open_calls, open_calls_for
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Engagement, Offer
from visitor import Visitor

THE_OFFICE = Voice(OFFICE)
UNTIL = date(2027, 1, 31)


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=BERLIN)


async def test_a_pause_that_is_over_stands_in_a_list_until_it_goes_on(database: Database) -> None:
    engagement = await a_trial()
    await pause(engagement, UNTIL, THE_OFFICE, NOW)
    assert await pauses_over(on(UNTIL)) == []
    later = on(date(2027, 2, 1))
    line = QuietLine(f"einsaetze/{engagement}", "Demo-Person Hilfe", "Demo-Person Suche", UNTIL)
    assert await pauses_over(later) == [line]
    await go_on_after_pause(engagement, THE_OFFICE, later)
    assert await pauses_over(later) == []


@pytest.mark.parametrize(
    "back", [pytest.param(date(2027, 1, 20), id="early"), pytest.param(date(2027, 4, 5), id="late")]
)
async def test_a_trial_goes_on_as_a_trial_for_what_was_left_of_it(database: Database, back: date) -> None:
    engagement = await a_trial()
    await pause(engagement, UNTIL, THE_OFFICE, NOW)
    await go_on_after_pause(engagement, THE_OFFICE, on(back))
    assert await Engagement.select(Engagement.status, Engagement.trial_ends_on) == [
        {"status": "trial", "trial_ends_on": date.fromordinal(back.toordinal() + 28)}
    ]


async def test_what_ran_runs_again(database: Database) -> None:
    engagement = await a_trial()
    await keep_on(engagement, THE_OFFICE, NOW)
    await pause(engagement, date(2027, 1, 15), THE_OFFICE, NOW)
    await go_on_after_pause(engagement, THE_OFFICE, on(date(2027, 1, 16)))
    assert await Engagement.select(Engagement.status) == [{"status": "running"}]


async def test_nobody_is_called_about_a_meeting_that_has_been(database: Database) -> None:
    engagement, _proposal = await an_engagement()
    await plan_first_meeting(engagement, Meeting(on(date(2027, 1, 12)), "Café Beispiel"), THE_OFFICE, NOW)
    await begin_trial(engagement, THE_OFFICE, on(date(2027, 1, 13)))
    assert [one.purpose for one in await open_calls(None) if one.purpose == "first_meeting"] == []


async def test_a_shorter_pause_says_that_nothing_comes_back_by_itself(database: Database) -> None:
    engagement = await a_trial()
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 4), THE_OFFICE, NOW)
    said = []
    for until in (date(2027, 2, 2), date(2027, 1, 15), date(2027, 1, 14)):
        await pause(engagement, until, THE_OFFICE, NOW)
        said.append(
            [one.script.count("Was danach schon abgesagt ist") for one in await open_calls_for("paused")]
        )
    assert said == [[0, 0], [1, 1], [0, 0]]


@pytest.mark.parametrize(
    ("ends", "new_end"),
    [(date(2027, 1, 20), date(2027, 2, 9)), (date(2027, 1, 10), date(2027, 2, 1))],
    ids=["nine days are left", "it should have ended already"],
)
def test_a_trial_runs_on_after_the_pause(ends: date, new_end: date) -> None:
    assert trial_end(ends, UNTIL, today=NOW.date()) == new_end


@pytest.mark.parametrize(
    ("ends", "left"), [(date(2027, 2, 9), timedelta(days=9)), (date(2027, 1, 20), None), (None, None)]
)
def test_a_pause_keeps_what_was_left(ends: date | None, left: timedelta | None) -> None:
    assert left_of_trial(ends, UNTIL) == left


async def test_a_pause_that_is_over_is_called_so_and_the_rest_of_the_trial_is_named(
    visitor: Visitor, clock: StandingClock
) -> None:
    await a_city()
    engagement = await a_trial()
    await pause(engagement, UNTIL, THE_OFFICE, NOW)
    desk, theirs = f"/buero/hilfe/einsaetze/{engagement}", (await pair(engagement)).path(Side.REQUESTER)
    await people.sign_in(visitor, await people.a_clerk())
    await visitor.get(desk)
    assert "Pause bis Sonntag, 31. Januar 2027" in visitor.page.text
    assert "Nach der Pause geht die Probezeit weiter: noch 28 Tage." in visitor.page.text
    clock.now = on(date(2027, 2, 1))
    await people.sign_in(visitor, await people.a_clerk())
    for path in (desk, theirs):
        await visitor.get(path)
        assert "Pause war bis Sonntag, 31. Januar 2027" in visitor.page.text


async def test_an_offer_names_no_pause_that_is_over(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    offer = (await pair(await a_trial())).offer_id
    await Offer.update({Offer.paused_until: UNTIL}).where(Offer.id == offer)
    for day, said in ((date(2027, 1, 30), True), (UNTIL, False)):
        clock.now = on(day)
        await people.sign_in(visitor, await people.a_clerk())
        await visitor.get(f"/buero/hilfe/angebote/{offer}")
        assert ("Pause bis Sonntag, 31. Januar 2027" in " ".join(visitor.page.text.split())) is said


@pytest.mark.parametrize("until", [date(2027, 2, 20), date(2027, 1, 20)])
async def test_a_pause_becomes_longer_or_shorter_and_keeps_what_is_left_of_the_trial(
    database: Database, until: date
) -> None:
    engagement = await a_trial()
    await pause(engagement, UNTIL, THE_OFFICE, NOW)
    await pause(engagement, until, THE_OFFICE, NOW)
    assert await Engagement.select(Engagement.status, Engagement.paused_until, Engagement.trial_ends_on) == [
        {"status": "paused", "paused_until": until, "trial_ends_on": date.fromordinal(until.toordinal() + 28)}
    ]
    assert {(one.name, one.headline) for one in await open_calls_for("paused")} == {
        ("Demo-Person Suche", f"Eine Pause bis {show_day_short(until)}")
    }


async def test_what_falls_out_in_a_longer_pause_is_told_together(database: Database) -> None:
    """Of the shorter one nobody had told them."""
    engagement = await a_trial()
    await plan_visits(engagement, Plan(date(2027, 1, 26), time(10), Rhythm.WEEKLY, 3), THE_OFFICE, NOW)
    await pause(engagement, UNTIL, Voice(OFFICE, Side.VOLUNTEER), NOW)
    await pause(engagement, date(2027, 2, 2), Voice(OFFICE, Side.VOLUNTEER), NOW)
    (call,) = await open_calls_for("paused")
    assert [day in call.script for day in ("26. Januar", "2. Februar", "9. Februar")] == [True, True, False]


async def test_what_waits_to_be_said_of_a_visit_after_the_pause_is_still_said(database: Database) -> None:
    engagement = await a_trial()
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 3), THE_OFFICE, NOW)
    last = (await Visit.select(Visit.id).order_by(Visit.starts_at, Visit.id))[-1]["id"]
    await say_cannot(last, Voice(VISITOR, Side.VOLUNTEER), NOW)
    await pause(engagement, date(2027, 1, 20), THE_OFFICE, NOW)
    assert [one.part for one in await open_calls(None) if one.purpose == "visit_helper_cannot"] == [
        f"visit:{last}"
    ]


async def test_while_it_rests_for_an_incident_no_pause_changes(database: Database) -> None:
    engagement = await a_trial()
    await report("Demo-Person Hilfe")
    with pytest.raises(Refused, match="klärt gerade etwas"):
        await pause(engagement, UNTIL, THE_OFFICE, NOW)


async def test_the_page_offers_to_change_a_pause(visitor: Visitor) -> None:
    engagement = await a_trial()
    await pause(engagement, UNTIL, THE_OFFICE, NOW)
    path = (await pair(engagement)).path(Side.VOLUNTEER)
    await visitor.get(path)
    await visitor.submit("Pause eintragen", **{"bis-tag": "20", "bis-monat": "2", "bis-jahr": "2072"})
    assert "Wählen Sie bitte einen Tag in den nächsten zwölf Monaten." in visitor.page.text
    await visitor.submit("Pause eintragen", **{"bis-tag": "20", "bis-monat": "2", "bis-jahr": "2027"})
    assert (await pair(engagement)).paused_until == date(2027, 2, 20)


async def test_a_visit_with_a_mistyped_year_is_refused(database: Database) -> None:
    far = Plan(date(2072, 1, 12), time(10), Rhythm.WEEKLY, 3)
    with pytest.raises(Refused, match="in den nächsten zwölf Monaten"):
        await plan_visits(await a_trial(), far, THE_OFFICE, NOW)
