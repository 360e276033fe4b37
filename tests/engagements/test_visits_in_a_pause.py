"""A helper names a pause while visits stand in it: the desk has a line, and both pages of the helper's side say so."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

import people
from databases import Database
from engagement_makers import a_trial
from makers import NOW, OFFICE, a_city
from mittendrin.core.clock import at_local
from mittendrin.engagements.away import InPause, visits_in_pause_of, visits_in_pauses
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.queries import visits_of
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import call_off, plan_visits
from mittendrin.jobs.caring import care
from mittendrin.outbox.tables import CallTask
from mittendrin.people.tables import Person
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Engagement, Offer
from people import sign_in
from visitor import Visitor

FIRST, LAST = date(2027, 1, 20), date(2027, 2, 2)
# By the day of January.
TEN = {day: at_local(date(2027, 1, 1) + timedelta(days=day - 1), time(10)) for day in (12, 26, 33)}
PAUSE: dict[Any, Any] = {Offer.gone_from: FIRST, Offer.gone_until: LAST}


async def four_tuesdays() -> int:
    """12, 19 and 26 January, 2 February."""
    engagement = await a_trial()
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 4), Voice(OFFICE), NOW)
    return engagement


async def test_only_visits_that_stand_in_the_pause_are_meant(database: Database) -> None:
    engagement = await four_tuesdays()
    assert (await visits_in_pauses(NOW), await visits_in_pause_of(engagement, NOW)) == ([], None)
    await Offer.update(PAUSE, force=True)
    assert await visits_in_pause_of(engagement, NOW) == InPause((TEN[26], TEN[33]), FIRST, LAST)
    (line,) = await visits_in_pauses(NOW)
    visits = await visits_of(engagement, NOW, NOW)
    assert (line.path, line.helper, line.asker, line.at) == (
        f"einsaetze/{engagement}", "Demo-Person Hilfe", "Demo-Person Suche", visits[2].starts_at,
    )  # fmt: skip
    for visit in visits[2:]:
        await call_off(visit.id, Voice(OFFICE, Side.VOLUNTEER), NOW)
    assert (await visits_in_pauses(NOW), await visits_in_pause_of(engagement, NOW)) == ([], None)


async def test_a_pause_until_a_day_counts_and_what_is_held_waits(database: Database) -> None:
    engagement = await four_tuesdays()
    until: dict[Any, Any] = {Offer.paused_until: date(2027, 1, 19)}
    await Offer.update(until, force=True)
    assert await visits_in_pause_of(engagement, NOW) == InPause((TEN[12],), NOW.date(), date(2027, 1, 18))
    await Engagement.update({Engagement.held: True}, force=True)
    assert await visits_in_pauses(NOW) == []


@pytest.mark.parametrize("said", [True, False])
async def test_the_desk_and_the_helper_read_it_and_nobody_else(visitor: Visitor, *, said: bool) -> None:
    await a_city()
    engagement = await four_tuesdays()
    if said:
        await Offer.update(PAUSE, force=True)
    found = await pair(engagement)
    await visitor.get(found.path(Side.VOLUNTEER))
    own = "Sie haben uns eine Pause gesagt: Mittwoch, 20. Januar 2027 bis Dienstag, 2. Februar 2027."
    assert (own in visitor.page.text) is said
    await visitor.get(found.path(Side.REQUESTER))
    assert "Pause gesagt" not in visitor.page.text
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/hilfe")
    assert ("Besuche stehen in einer Pause: 1" in visitor.page.text) is said
    await visitor.get(f"/buero/hilfe/einsaetze/{engagement}")
    assert ("In dieser Zeit stehen noch 2 Termine." in visitor.page.text) is said


async def asked() -> list[tuple[str, str]]:
    rows = CallTask.select(CallTask.recipient_name, CallTask.state).where(
        CallTask.purpose == "visits_in_pause"
    )
    return [(row["recipient_name"], row["state"]) for row in await rows.order_by(CallTask.id)]


async def to_be_asked(visitor: Visitor) -> int:
    """Whoever comes on Tuesdays is away at the end of January, and sits at a telephone."""
    await a_city()
    engagement = await four_tuesdays()
    await Offer.update(PAUSE, force=True)
    await Person.update({Person.email: ""}).where(Person.name == "Demo-Person Hilfe")
    await CallTask.delete(force=True)
    await sign_in(visitor, await people.a_clerk())
    return engagement


async def test_two_weeks_before_the_helper_is_asked_once_whether_they_fall_out(visitor: Visitor) -> None:
    await to_be_asked(visitor)
    await care(TEN[12] - timedelta(hours=3))
    assert await asked() == []
    for day in (13, 14):
        await care(datetime(2027, 1, day, 9, tzinfo=UTC))
    assert await asked() == [("Demo-Person Hilfe", "open")]


async def test_whoever_waits_hears_at_once_what_the_helper_says(visitor: Visitor) -> None:
    engagement = await to_be_asked(visitor)
    await care(datetime(2027, 1, 13, 9, tzinfo=UTC))
    (call,) = await CallTask.select(CallTask.id).where(CallTask.purpose == "visits_in_pause")
    last = (await visits_of(engagement, NOW, NOW))[3]
    await visitor.get(f"/buero/anrufe/{call['id']}/besuche")
    await visitor.submit("Diese Besuche absagen", besuche=[str(last.id)])
    assert await asked() == [("Demo-Person Hilfe", "done")]
    told = CallTask.select(CallTask.recipient_name).where(CallTask.purpose == "visit_helper_cannot")
    assert await told == [{"recipient_name": "Demo-Person Suche"}]


async def test_nobody_is_asked_about_what_has_fallen_out_meanwhile(visitor: Visitor) -> None:
    engagement = await to_be_asked(visitor)
    await care(datetime(2027, 1, 13, 9, tzinfo=UTC))
    for visit in (await visits_of(engagement, NOW, NOW))[2:]:
        await call_off(visit.id, Voice(OFFICE, Side.VOLUNTEER), NOW)
    assert await asked() == [("Demo-Person Hilfe", "outdated")]
