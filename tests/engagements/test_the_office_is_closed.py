"""Nobody at the office can call before the visit: a mail goes at once, and the page asks to say it oneself."""

from datetime import date, datetime, time
from typing import Any

import pytest

from app_fixtures import StandingClock
from engagement_makers import a_trial
from makers import BERLIN, NOW, OFFICE, a_city, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.engaging import Meeting, plan_first_meeting
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import call_off, plan_visits, say_cannot
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import Person
from mittendrin.places.queries import nobody_calls_before
from mittendrin.volunteering.sides import Side
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
HELPER = Voice(VISITOR, Side.VOLUNTEER)
# The office is open on Mondays and Tuesdays until 16, on Fridays until 12.
FRIDAY = datetime(2027, 1, 15, 11, 20, tzinfo=BERLIN)
SATURDAY = datetime(2027, 1, 16, 9, tzinfo=BERLIN)
VISIT = datetime(2027, 1, 16, 15, tzinfo=BERLIN)
YOURSELF = "Bis dahin ist das Seniorenbüro geschlossen. Sagen Sie bitte selbst Bescheid: 0171 39 20 032"
WE_CALL = "Wir rufen an, damit niemand umsonst wartet."


async def on_saturday(*, mail: str) -> tuple[int, int]:
    """The engagement and the visit. Whoever is visited has a telephone too."""
    await a_city()
    engagement = await a_trial()
    said: dict[Any, Any] = {Person.email: mail}
    await Person.update(said).where(Person.name == "Demo-Person Suche")
    await plan_visits(engagement, Plan(VISIT.date(), time(15), Rhythm.ONCE), Voice(OFFICE), NOW)
    row = await Visit.select(Visit.id).first()
    assert row
    return engagement, row["id"]


async def told() -> tuple[list[Any], list[Any]]:
    """Mails and calls about it."""
    cannot = "visit_helper_cannot"
    mails = await Mail.select(Mail.recipient, Mail.body).where(Mail.purpose == cannot)
    calls = await CallTask.select(CallTask.due_at).where(CallTask.purpose == cannot)
    return [(one["recipient"], "geschlossen" in one["body"]) for one in mails], [
        one["due_at"] for one in calls
    ]


@pytest.mark.parametrize(
    ("mail", "now", "expected"),
    [
        ("suche@example.org", SATURDAY, ([("suche@example.org", True)], [])),
        ("suche@example.org", FRIDAY, ([], [FRIDAY])),
        ("", SATURDAY, ([], [SATURDAY])),
    ],
)
async def test_a_mail_goes_at_once_where_nobody_can_call_before(
    mail: str, now: datetime, expected: object
) -> None:
    _engagement, visit = await on_saturday(mail=mail)
    await say_cannot(visit, HELPER, now)
    assert await told() == expected


async def test_minutes_before_it_closes_are_not_enough_to_call_somebody() -> None:
    await a_city()
    late = datetime(2027, 1, 15, 11, 31, tzinfo=BERLIN)
    tuesday = datetime(2027, 1, 19, 10, tzinfo=BERLIN)
    assert await nobody_calls_before([VISIT, tuesday], late) == frozenset({VISIT})
    assert await nobody_calls_before([VISIT], FRIDAY) == frozenset()


async def test_the_page_asks_the_helper_to_say_it_before_and_after(
    visitor: Visitor, clock: StandingClock
) -> None:
    engagement, _visit = await on_saturday(mail="")
    clock.now = SATURDAY
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    assert YOURSELF in visitor.page.text
    assert WE_CALL not in visitor.page.text
    await visitor.submit("Heute kann ich nicht Samstag, 16. Januar, 15 Uhr")
    assert YOURSELF in visitor.page.text
    assert "Wir suchen eine Vertretung" not in visitor.page.text
    await visitor.get((await pair(engagement)).path(Side.REQUESTER))
    assert "16. Januar, 15 Uhr abgesagt" in visitor.page.text
    assert "Bis dahin ist das Seniorenbüro geschlossen." in visitor.page.text
    assert "selbst Bescheid" not in visitor.page.text


async def test_while_somebody_can_call_the_page_promises_it(visitor: Visitor, clock: StandingClock) -> None:
    engagement, _visit = await on_saturday(mail="")
    clock.now = FRIDAY
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    assert WE_CALL in visitor.page.text
    assert "geschlossen" not in visitor.page.text


async def test_of_a_first_meeting_the_page_says_the_same(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    engagement, _proposal = await an_engagement()
    await plan_first_meeting(engagement, Meeting(VISIT, "Café Beispiel"), Voice(OFFICE), NOW)
    clock.now = SATURDAY
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    assert YOURSELF in visitor.page.text
    assert WE_CALL not in visitor.page.text


async def test_all_visits_to_come_are_shown_however_many_fall_out(
    visitor: Visitor, clock: StandingClock
) -> None:
    await a_city()
    engagement = await a_trial()
    weekly = Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 26)
    await plan_visits(engagement, weekly, HELPER, NOW)
    first: dict[Any, Any] = {Visit.state: "called_off", Visit.slot: None}
    spring = datetime(2027, 4, 15, tzinfo=BERLIN)
    await Visit.update(first).where(Visit.starts_at < spring)
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    assert visitor.page.text.count("verabredet") == 12
    assert visitor.page.text.count("fällt aus") == 12


NEXT = f"Samstag, 16. Januar, 15 Uhr: {YOURSELF}"


@pytest.mark.parametrize(("now", "before"), [(SATURDAY, (2, 0)), (FRIDAY, (0, 1))])
async def test_whoever_pauses_or_ends_reads_before_that_nobody_says_it_for_them(
    visitor: Visitor, clock: StandingClock, now: datetime, before: tuple[int, int]
) -> None:
    engagement, _visit = await on_saturday(mail="")
    clock.now = now
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    assert (visitor.page.text.count(NEXT), visitor.page.text.count("Wir sagen Bescheid.")) == before


@pytest.mark.parametrize(("now", "said"), [(SATURDAY, True), (FRIDAY, False)])
async def test_whoever_has_ended_on_the_day_reads_it_still(
    visitor: Visitor, clock: StandingClock, now: datetime, said: bool
) -> None:
    engagement, _visit = await on_saturday(mail="")
    clock.now = now
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    await visitor.submit("Ja, wir hören auf")
    assert "Ihr Einsatz ist beendet" in visitor.page.text
    assert (NEXT in visitor.page.text) is said


UNTIL = {"bis-tag": "1", "bis-monat": "2", "bis-jahr": "2027"}
ON_SUNDAY = f"Samstag, 16. Januar, 15 Uhr; Sonntag, 17. Januar, 15 Uhr: {YOURSELF}"


async def on_both_days() -> int:
    engagement, _visit = await on_saturday(mail="")
    sunday = Plan(date(2027, 1, 17), time(15), Rhythm.ONCE)
    await plan_visits(engagement, sunday, Voice(OFFICE), NOW)
    return engagement


async def test_whoever_has_paused_reads_it_of_each_visit_that_fell_out(
    visitor: Visitor, clock: StandingClock
) -> None:
    engagement = await on_both_days()
    clock.now = SATURDAY
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    assert ON_SUNDAY in visitor.page.text
    await visitor.submit("Pause eintragen", **UNTIL)
    assert f"Sonntag, 17. Januar, 15 Uhr fällt aus {YOURSELF}" in visitor.page.text
    assert visitor.page.text.count(f"abgesagt {YOURSELF}") == 0
    await visitor.get((await pair(engagement)).path(Side.REQUESTER))
    assert "selbst Bescheid" not in visitor.page.text


@pytest.mark.parametrize(("side", "said"), [(Side.VOLUNTEER, ON_SUNDAY), (Side.REQUESTER, "0171 39 20 031")])
async def test_whoever_has_ended_reads_it_of_all_of_them_and_the_other_does_not(
    visitor: Visitor, clock: StandingClock, side: Side, said: str
) -> None:
    engagement = await on_both_days()
    clock.now = SATURDAY
    await visitor.get((await pair(engagement)).path(side))
    await visitor.submit("Ja, wir hören auf")
    assert "Samstag, 16. Januar, 15 Uhr; Sonntag, 17. Januar, 15 Uhr: Bis dahin" in visitor.page.text
    assert said in visitor.page.text
    (other,) = [one for one in Side if one is not side]
    await visitor.get((await pair(engagement)).path(other))
    assert "selbst Bescheid" not in visitor.page.text


async def test_what_was_called_off_before_is_not_said_again_with_the_pause(
    visitor: Visitor, clock: StandingClock
) -> None:
    """By whoever is visited: of that the helper tells nobody."""
    engagement = await on_both_days()
    sunday = await Visit.select(Visit.id).order_by(Visit.id, ascending=False).first()
    assert sunday
    await call_off(sunday["id"], Voice(VISITOR, Side.REQUESTER), NOW)
    clock.now = SATURDAY
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    await visitor.submit("Pause eintragen", **UNTIL)
    assert f"fällt aus {YOURSELF}" not in visitor.page.text
