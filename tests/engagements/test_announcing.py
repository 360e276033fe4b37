"""A call about visits names those that still stand when somebody makes it, and no other."""

from datetime import date, datetime, time, timedelta

import pytest

from databases import Database
from engagement_makers import a_trial
from makers import BERLIN, NOW, OFFICE
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.pausing import pause
from mittendrin.engagements.queries import visits_of
from mittendrin.engagements.rules import Plan, Rhythm, VisitState, matters_until, still_planned
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import (
    call_off,
    call_off_several,
    come_after_all,
    plan_visits,
    say_cannot,
)
from mittendrin.jobs.passing import let_calls_pass
from mittendrin.outbox.calls import CallLine, Outcome, finish, open_calls_for, take
from mittendrin.outbox.rules import CallResult
from mittendrin.outbox.tables import CallTask
from mittendrin.volunteering.sides import Side

HELPER, ASKER = Voice(VISITOR, Side.VOLUNTEER), Voice(VISITOR, Side.REQUESTER)
FIRST = date(2027, 1, 12)
A_WEEK = timedelta(weeks=1)


def ten(day: int) -> datetime:
    return datetime(2027, 1, day, 10, tzinfo=BERLIN)


async def planned(number: int) -> tuple[int, list[int]]:
    """By the helper, on Tuesdays at ten; whoever is visited has to be called."""
    engagement = await a_trial()
    await plan_visits(engagement, Plan(FIRST, time(10), Rhythm.WEEKLY, number), HELPER, NOW)
    return engagement, [one.id for one in await visits_of(engagement, NOW, NOW)]


async def the_calls() -> list[CallLine]:
    return await open_calls_for("visits_planned")


@pytest.mark.parametrize(
    ("purpose", "moments", "pause_until", "until"),
    [
        ("visit_helper_cannot", [ten(12)], None, ten(12)),
        ("visits_planned", [ten(12), ten(19)], None, ten(19)),
        ("paused", [ten(12)], date(2027, 1, 31), datetime(2027, 1, 31, tzinfo=BERLIN)),
        ("ended", [ten(12)], None, None),
        ("meeting_called_off", [ten(12)], None, None),
        ("goes_on", [], None, None),
    ],
)
def test_how_long_a_message_matters(
    purpose: str, moments: list[datetime], pause_until: date | None, until: datetime | None
) -> None:
    assert matters_until(purpose, moments, pause_until) == until


def test_only_what_comes_as_it_was_planned_is_promised() -> None:
    visits = [
        (ten(26), VisitState.PLANNED),
        (ten(19), VisitState.PLANNED),
        (ten(12), VisitState.HELPER_CANNOT),
        (ten(13), VisitState.STAND_IN),
        (ten(14), VisitState.CALLED_OFF),
        (ten(5), VisitState.PLANNED),
    ]
    assert still_planned(visits, NOW) == [ten(19), ten(26)]


async def test_the_only_visit_falls_out_and_nobody_calls_that_it_comes(database: Database) -> None:
    _engagement, visits = await planned(1)
    await say_cannot(visits[0], HELPER, NOW)
    assert await the_calls() == []


async def test_what_is_left_is_said_in_the_same_call(database: Database) -> None:
    _engagement, visits = await planned(3)
    (call,) = await the_calls()
    await take(call.id, None, OFFICE, NOW)
    await say_cannot(visits[0], HELPER, NOW)
    (now_says,) = await the_calls()
    assert (now_says.id, now_says.taken_by_name) == (call.id, OFFICE.name)
    assert "Dienstag, 19. Januar um 10 Uhr" in now_says.script
    assert "12. Januar" not in now_says.script


async def test_who_comes_after_all_is_announced_again(database: Database) -> None:
    _engagement, visits = await planned(1)
    await say_cannot(visits[0], HELPER, NOW)
    await come_after_all(visits[0], HELPER, NOW)
    (call,) = await the_calls()
    assert "12. Januar" in call.script
    assert not await open_calls_for("visit_helper_cannot")


async def test_the_one_who_is_visited_calls_one_off_and_the_helper_hears_of_the_rest(
    database: Database,
) -> None:
    engagement = await a_trial()
    await plan_visits(engagement, Plan(FIRST, time(10), Rhythm.WEEKLY, 2), Voice(OFFICE), NOW)
    await call_off((await visits_of(engagement, NOW, NOW))[1].id, ASKER, NOW)
    (call,) = await the_calls()
    assert ("12. Januar" in call.script, "19. Januar" in call.script) == (True, False)


async def test_whom_nobody_has_told_of_a_visit_hears_nothing_of_its_end(database: Database) -> None:
    _engagement, visits = await planned(2)
    await call_off(visits[0], Voice(OFFICE), NOW)
    assert [one.name for one in await open_calls_for("visit_called_off")] == ["Demo-Person Hilfe"]
    (call,) = await the_calls()
    assert ("12. Januar" in call.script, "19. Januar" in call.script) == (False, True)
    await finish(call.id, Outcome(CallResult.REACHED), OFFICE, NOW)
    await call_off(visits[1], Voice(OFFICE), NOW)
    (told,) = [one for one in await open_calls_for("visit_called_off") if one.name == "Demo-Person Suche"]
    assert "19. Januar" in told.script


async def test_of_several_only_those_are_called_off_that_somebody_knew(database: Database) -> None:
    engagement, visits = await planned(1)
    (call,) = await the_calls()
    await finish(call.id, Outcome(CallResult.REACHED), OFFICE, NOW)
    await plan_visits(engagement, Plan(date(2027, 1, 15), time(9), Rhythm.ONCE), HELPER, NOW)
    new = [one.id for one in await visits_of(engagement, NOW, NOW) if one.id not in visits]
    await call_off_several([*visits, *new], Voice(OFFICE), NOW)
    (told,) = [one for one in await open_calls_for("visits_called_off") if one.name == "Demo-Person Suche"]
    assert ("12. Januar" in told.script, "15. Januar" in told.script) == (True, False)


async def test_what_was_in_danger_and_comes_is_called_off_for_all(database: Database) -> None:
    """They were called about it meanwhile, though not about the others."""
    _engagement, visits = await planned(2)
    await say_cannot(visits[0], HELPER, NOW)
    (call,) = await open_calls_for("visit_helper_cannot")
    await finish(call.id, Outcome(CallResult.REACHED), OFFICE, NOW)
    await come_after_all(visits[0], HELPER, NOW)
    await call_off(visits[0], Voice(OFFICE), NOW)
    assert "Demo-Person Suche" in [one.name for one in await open_calls_for("visit_called_off")]


async def test_what_is_planned_twice_is_one_call(database: Database) -> None:
    engagement, _visits = await planned(1)
    await plan_visits(engagement, Plan(date(2027, 1, 15), time(9), Rhythm.ONCE), HELPER, NOW)
    (call,) = await the_calls()
    assert ("12. Januar" in call.script, "15. Januar" in call.script) == (True, True)


async def test_a_pause_takes_its_visits_out_of_the_call(database: Database) -> None:
    engagement, _visits = await planned(3)
    await pause(engagement, date(2027, 1, 20), HELPER, NOW)
    (call,) = await the_calls()
    assert ("12. Januar" in call.script, "26. Januar" in call.script) == (False, True)


async def test_when_the_first_day_is_over_the_call_names_the_next(database: Database) -> None:
    await planned(2)
    await let_calls_pass(NOW + timedelta(days=1))
    assert "12. Januar" in (await the_calls())[0].script
    await let_calls_pass(NOW + timedelta(days=2))
    (call,) = await the_calls()
    assert ("12. Januar" in call.script, "19. Januar" in call.script) == (False, True)
    await let_calls_pass(NOW + A_WEEK + timedelta(days=2))
    assert await the_calls() == []
    row = await CallTask.select(CallTask.state).where(CallTask.id == call.id).first()
    assert row == {"state": "passed"}


@pytest.mark.parametrize(("rhythm", "number"), [(Rhythm.ONCE, 1), (Rhythm.WEEKLY, 2)])
async def test_other_visits_are_named_only_when_there_are_some(
    database: Database, rhythm: Rhythm, number: int
) -> None:
    engagement = await a_trial()
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), rhythm, number), Voice(OFFICE), NOW)
    visit, *_others = await visits_of(engagement, NOW, NOW)
    await call_off(visit.id, Voice(OFFICE), NOW)
    rows = await CallTask.select(CallTask.script).where(CallTask.purpose == "visit_called_off")
    assert ["Die anderen Termine bleiben" in row["script"] for row in rows] == [number > 1] * len(rows)
    assert rows
