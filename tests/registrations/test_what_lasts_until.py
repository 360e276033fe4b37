"""A series changes for good, and again from a later day on before anybody has heard: the first call says until when."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from makers import BERLIN, BOARD, CLUB, NOW, TUESDAYS_AT_TEN, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.events.actions import load, subject_of
from mittendrin.events.content import content_of
from mittendrin.events.rules import SignUpMode
from mittendrin.outbox.tables import CallTask
from mittendrin.publishing.queries import waiting_content
from mittendrin.registrations import actions
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.rules import Target
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.series_changes import change_series
from mittendrin.registrations.versions import let_through, submit
from registrations.seen import everybody_is_reached

pytestmark = pytest.mark.usefixtures("database")
SIX = replace(TUESDAYS_AT_TEN, until=date(2027, 2, 16))
SECOND, THIRD, FOURTH = date(2027, 1, 19), date(2027, 1, 26), date(2027, 2, 2)
PLACE = "Stadtteilbüro Ost, Raum 2"
ALWAYS = "So ist es ab dann jedes Mal."
UNTIL = "So ist es jedes Mal bis Dienstag, 26. Januar. Danach ändert es sich noch einmal."
WAYS = [{"phone": "+491713920001"}, {"address": "Musterstraße 2, 67655 Kaiserslautern"}]


async def a_series(mode: SignUpMode = SignUpMode.COURSE, **way: str) -> int:
    event = await a_published_event(when=SIX, terms=seats(4, mode))
    await actions.sign_up(Target(event, None), a_wish("Demo-Person 1", **(way or WAYS[0])), VISITOR, NOW)
    await everybody_is_reached()
    return event


async def changes(event: int, day: date, hour: int, **others: Any) -> int:
    """From this day on at this hour. What goes on."""
    content = content_of(await load(event))
    when = replace(content.when, first_day=day, starts=time(hour), ends=time(hour + 1))
    wished = SeriesChange(day, when, content.venue_id, content.room, f"Grund um {hour}", others)
    return await change_series(event, wished, CLUB, NOW)


async def said() -> list[str]:
    """In the open calls, each on one line."""
    rows = await (
        CallTask.select(CallTask.script).where(CallTask.state == "open").order_by(CallTask.part, CallTask.id)
    )
    return [" ".join(row["script"].split()) for row in rows]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("mode", [SignUpMode.COURSE, SignUpMode.REGULAR])
async def test_the_first_call_says_until_when(mode: SignUpMode, way: dict[str, str]) -> None:
    event = await changes(await a_series(mode, **way), SECOND, 15)
    (first,) = await said()
    assert (ALWAYS in first, UNTIL in first) == (True, False)
    await changes(event, FOURTH, 16)
    first, second = await said()
    assert (ALWAYS in first, UNTIL in first, "Grund um 15" in first) == (False, True, True)
    assert (ALWAYS in second, "Dienstag, 2. Februar, 16 bis 17 Uhr" in second) == (True, True)


async def test_whoever_has_taken_the_call_keeps_it() -> None:
    event = await changes(await a_series(), SECOND, 15)
    taken: dict[Any, Any] = {CallTask.taken_by: 1, CallTask.taken_by_name: "Frau Demo"}
    await CallTask.update(taken).where(CallTask.state == "open")
    await changes(event, FOURTH, 16)
    rows = await CallTask.select(CallTask.taken_by_name).where(CallTask.state == "open").order_by(CallTask.id)
    assert [row["taken_by_name"] for row in rows] == ["Frau Demo", ""]
    assert UNTIL in (await said())[0]


async def test_for_a_single_date_in_between_nothing_lasts() -> None:
    event = await changes(await a_series(), SECOND, 15)
    await changes(event, THIRD, 16)
    first, second = await said()
    assert "Jetzt ist es Dienstag, 19. Januar, 15 bis 16 Uhr." in first
    assert not any(word in first for word in ("jedes Mal", "Ab dann"))
    assert ALWAYS in second


async def moves_to(event: int, day: date, room: str) -> int:
    content = content_of(await load(event))
    when = replace(content.when, first_day=day)
    return await change_series(
        event, SeriesChange(day, when, content.venue_id, room, f"Grund für {room}"), CLUB, NOW
    )


@pytest.mark.parametrize("again", [THIRD, FOURTH])
async def test_what_stays_after_all_lasts_again(again: date) -> None:
    event = await moves_to(await a_series(), SECOND, "Raum 3")
    event = await moves_to(event, again, "Raum 4")
    first, _second = await said()
    assert ALWAYS not in first
    await submit(event, replace(content_of(await load(event)), room="Raum 3"), CLUB, NOW)
    waiting = await waiting_content(subject_of(event))
    assert waiting
    await let_through(waiting[0], BOARD, NOW)
    (first,) = await said()
    assert (ALWAYS in first, "Grund für Raum 3" in first) == (True, True)


async def test_what_nobody_has_to_hear_of_ends_nothing() -> None:
    event = await changes(await a_series(), SECOND, 15)
    await changes(event, FOURTH, 15, description="Neu beschrieben")
    (first,) = await said()
    assert ALWAYS in first


async def test_whoever_has_heard_of_the_first_hears_the_second_alone() -> None:
    event = await changes(await a_series(), SECOND, 15)
    await everybody_is_reached()
    await changes(event, FOURTH, 16)
    (second,) = await said()
    assert (ALWAYS in second, "Bisher war es Dienstag, 2. Februar, 15 bis 16 Uhr." in second) == (True, True)


@pytest.mark.parametrize("moves_first", [True, False])
async def test_where_its_first_date_is_otherwise_too_it_says_how_it_is_until_then(moves_first: bool) -> None:
    event = await changes(await a_series(), SECOND, 15)
    first_date = (await occurrence_ids(event))[0]
    to = datetime(2027, 1, 20, 11, tzinfo=BERLIN)
    move = Move(to, to + timedelta(hours=1), "", "Heizung defekt")
    if moves_first:
        await move_date(first_date, move, CLUB, NOW)
    await changes(event, FOURTH, 16)
    if not moves_first:
        await move_date(first_date, move, CLUB, NOW)
    then = (
        f"Ab dann ist es bis Dienstag, 26. Januar so: Dienstag, 26. Januar, 15 bis 16 Uhr. Der Ort: {PLACE}."
    )
    assert then in (await said())[0]
    await call_off_date(first_date, CallingOff("Die Leiterin ist krank."), CLUB, NOW)
    assert then in (await said())[0]


async def test_of_three_changes_each_says_until_the_next() -> None:
    event = await changes(await a_series(), SECOND, 15)
    event = await changes(event, FOURTH, 16)
    await changes(event, date(2027, 2, 16), 17)
    first, second, third = await said()
    assert UNTIL in first
    assert "So ist es jedes Mal bis Dienstag, 9. Februar." in second
    assert ALWAYS in third
