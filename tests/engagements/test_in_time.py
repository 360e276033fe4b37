"""What is told of a visit or a first meeting is told before it."""

from datetime import date, datetime, time

import pytest

from databases import Database
from engagement_makers import a_stand_in, a_trial, a_visit
from makers import BERLIN, NOW, OFFICE, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.engaging import Meeting, plan_first_meeting
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits, say_cannot
from mittendrin.outbox.calls import open_calls
from mittendrin.people.tables import Person
from mittendrin.volunteering.sides import Side

HELPER = Voice(VISITOR, Side.VOLUNTEER)
FRIDAY = datetime(2027, 1, 15, 15, 41, tzinfo=BERLIN)


def at(day: int, hour: int) -> datetime:
    return datetime(2027, 1, day, hour, tzinfo=BERLIN)


async def due(purpose: str) -> list[tuple[str, datetime]]:
    return [(one.way.value, one.due_at) for one in await open_calls(None) if one.purpose == purpose]


@pytest.mark.parametrize(
    ("day", "hour", "said_by"),
    [
        pytest.param(15, 17, FRIDAY, id="the same day"),
        pytest.param(16, 10, FRIDAY, id="before the office opens again"),
        pytest.param(18, 12, FRIDAY, id="on the day of the usual call, but earlier"),
        pytest.param(18, 17, datetime(2027, 1, 18, 15, 41, tzinfo=BERLIN), id="later"),
    ],
)
async def test_a_visit_is_told_before_it(database: Database, day: int, hour: int, said_by: datetime) -> None:
    engagement = await a_trial()
    await plan_visits(engagement, Plan(date(2027, 1, day), time(hour), Rhythm.ONCE), HELPER, FRIDAY)
    assert await due("visits_planned") == [("call", said_by)]


async def test_a_first_meeting_is_told_before_it(database: Database) -> None:
    engagement, _proposal = await an_engagement()
    await plan_first_meeting(engagement, Meeting(at(15, 17), "Café Beispiel"), HELPER, FRIDAY)
    assert await due("first_meeting") == [("call", FRIDAY)]


async def test_who_comes_instead_is_told_before(database: Database) -> None:
    visit = await a_visit(await a_trial())
    stand_in = await a_stand_in()
    await say_cannot(visit, HELPER, NOW)
    now = at(12, 8)
    await send_stand_in(visit, Agreed(stand_in, True, True), Voice(OFFICE), now)
    assert await due("visit_stand_in") == [("call", now)]


@pytest.mark.parametrize(
    ("day", "said_by", "too_late"),
    [
        pytest.param(19, FRIDAY, True, id="read after it"),
        pytest.param(29, datetime(2027, 1, 18, 15, 41, tzinfo=BERLIN), False, id="read before it"),
    ],
)
async def test_a_letter_that_comes_too_late_asks_at_once_for_another_way(
    database: Database, day: int, said_by: datetime, too_late: bool
) -> None:
    engagement = await a_trial()
    await Person.update({Person.phone: "", Person.email: "", Person.address: "Beispielweg 1"}, force=True)
    await plan_visits(engagement, Plan(date(2027, 1, day), time(17), Rhythm.ONCE), HELPER, FRIDAY)
    assert await due("visits_planned") == [("letter", said_by)]
    letters = [one for one in await open_calls(None) if one.purpose == "visits_planned"]
    assert [one.comes_too_late(FRIDAY) for one in letters] == [too_late]
