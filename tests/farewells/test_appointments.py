"""Whoever waits for somebody who has died or moved, or is on the way to them, is called at once and hears of which day."""

from datetime import date, datetime, time
from typing import Any

import pytest

from engagement_makers import a_stand_in, a_trial, a_visit
from makers import BERLIN, NOW, OFFICE, a_city, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.engaging import Meeting, plan_first_meeting
from mittendrin.engagements.moving import Move, move_visit
from mittendrin.engagements.queries import missing_visits
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import come_after_all, plan_visits, say_cannot
from mittendrin.farewells.actions import say_farewell
from mittendrin.outbox.calls import open_calls
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.people.rules import Leaving
from mittendrin.people.tables import Person
from mittendrin.volunteering.sides import Side

pytestmark = pytest.mark.usefixtures("database")
HELPER = Voice(VISITOR, Side.VOLUNTEER)
# Of the visit's day, two hours before it.
TODAY = datetime(2027, 1, 12, 8, tzinfo=BERLIN)
NEXT_WEEK = date(2027, 1, 19)


async def dies(name: str, now: datetime = TODAY, leaving: Leaving = Leaving.DIED) -> None:
    row = await Person.select(Person.id).where(Person.name == name).first()
    assert row
    await say_farewell(row["id"], leaving, OFFICE, now)


async def calls(purpose: str = "farewell") -> list[dict[str, Any]]:
    return [
        {"to": one.name, "due": one.due_at, "script": one.script}
        for one in await open_calls(None)
        if one.purpose == purpose
    ]


async def states() -> list[str]:
    return [row["state"] for row in await Visit.select(Visit.state).order_by(Visit.starts_at, Visit.id)]


@pytest.mark.parametrize("leaving", Leaving)
async def test_whoever_waits_for_a_visit_today_is_called_at_once_and_stays_a_red_line(
    leaving: Leaving,
) -> None:
    engagement = await a_trial()
    visit = await a_visit(engagement)
    await plan_visits(engagement, Plan(NEXT_WEEK, time(10), Rhythm.ONCE), HELPER, NOW)
    await dies("Demo-Person Hilfe", leaving=leaving)
    assert await states() == ["helper_cannot", "called_off"]
    assert [line.id for line, _pair in await missing_visits(TODAY)] == [visit]
    (call,) = await calls()
    assert (call["to"], call["due"]) == ("Demo-Person Suche", TODAY)
    assert "Am Dienstag, 12. Januar um 10 Uhr war Demo-Person Hilfe mit Ihnen verabredet." in call["script"]
    assert "Am Dienstag, 19. Januar um 10 Uhr fällt der Termin aus." in call["script"]
    assert await calls("visit_helper_cannot") == []
    assert [line.next_steps for line, _pair in await missing_visits(TODAY)] == [{}]
    with pytest.raises(Refused, match="nicht mehr da"):
        await come_after_all(visit, HELPER, NOW)


@pytest.mark.parametrize(
    ("moves", "gone", "told"),
    [
        (HELPER, "Demo-Person Hilfe", "Demo-Person Suche"),
        (Voice(OFFICE, Side.REQUESTER), "Demo-Person Suche", "Demo-Person Hilfe"),
    ],
)
async def test_whoever_has_not_heard_of_a_move_waits_today(moves: Voice, gone: str, told: str) -> None:
    visit = await a_visit(await a_trial())
    await CallTask.update({CallTask.state: CallState.DONE.value}, force=True)
    row = await Visit.select(Visit.starts_at).where(Visit.id == visit).first()
    assert row
    next_week = datetime.combine(NEXT_WEEK, time(10), BERLIN)
    await move_visit(visit, Move(next_week, row["starts_at"]), moves, NOW)
    await dies(gone)
    (call,) = await calls()
    assert (call["to"], call["due"]) == (told, TODAY)
    assert "Am Dienstag, 12. Januar um 10 Uhr fällt der Termin aus." in call["script"]


async def test_a_helper_on_the_way_to_somebody_who_has_died_is_called_at_once() -> None:
    await a_visit(await a_trial())
    await dies("Demo-Person Suche")
    assert await states() == ["called_off"]
    (call,) = await calls()
    assert (call["to"], call["due"]) == ("Demo-Person Hilfe", TODAY)
    assert "Am Dienstag, 12. Januar um 10 Uhr fällt der Termin aus." in call["script"]


@pytest.mark.parametrize(
    ("gone", "told"),
    [("Demo-Person Hilfe", "Demo-Person Suche"), ("Demo-Person Suche", "Demo-Person Hilfe")],
)
async def test_of_a_first_meeting_it_is_said_the_same_way(gone: str, told: str) -> None:
    engagement, _proposal = await an_engagement()
    at = datetime(2027, 1, 12, 15, tzinfo=BERLIN)
    await plan_first_meeting(engagement, Meeting(at, "Café Beispiel"), HELPER, NOW)
    await dies(gone)
    (call,) = await calls()
    assert (call["to"], call["due"]) == (told, TODAY)
    assert "Das erste Treffen am Dienstag, 12. Januar um 15 Uhr fällt aus." in call["script"]
    assert "Sie waren für" not in call["script"]


async def test_a_stand_in_of_today_comes_all_the_same_and_that_is_said() -> None:
    engagement = await a_trial()
    visit = await a_visit(engagement)
    stand_in = await a_stand_in()
    await say_cannot(visit, HELPER, NOW)
    await send_stand_in(visit, Agreed(stand_in, True, True), Voice(OFFICE), TODAY)
    before = await calls("stand_in_goes")
    await dies("Demo-Person Hilfe")
    assert await states() == ["stand_in"]
    assert await calls("stand_in_goes") == before != []
    (call,) = await calls()
    assert "Am Dienstag, 12. Januar um 10 Uhr kommt die Vertretung, wie verabredet.\n" in call["script"]


@pytest.mark.parametrize("leaving", Leaving)
async def test_nobody_is_on_the_way_to_them_where_the_helper_had_stopped_that_very_day(
    leaving: Leaving,
) -> None:
    engagement = await a_trial()
    visit = await a_visit(engagement)
    stand_in = await a_stand_in()
    await finish(engagement, Ending(), HELPER, TODAY)
    await send_stand_in(visit, Agreed(stand_in, True, True), Voice(OFFICE), TODAY)
    await CallTask.update({CallTask.state: CallState.DONE.value}).where(CallTask.purpose == "stand_in_goes")
    await dies("Demo-Person Suche", leaving=leaving)
    assert await states() == ["called_off"]
    (call,) = await calls("stand_in_stays")
    assert (call["to"], call["due"]) == ("Demo-Person Ersatz", TODAY)


async def test_nobody_is_looked_for_where_the_helper_had_stopped_that_very_day() -> None:
    engagement = await a_trial()
    await a_visit(engagement)
    await finish(engagement, Ending(), HELPER, TODAY)
    await dies("Demo-Person Suche")
    assert await missing_visits(TODAY) == []


async def test_where_nothing_is_near_the_call_has_an_office_day() -> None:
    await a_city()
    await an_engagement()
    await dies("Demo-Person Hilfe", NOW)
    (call,) = await calls()
    assert call["due"] > NOW
    assert "fällt aus" not in call["script"]
