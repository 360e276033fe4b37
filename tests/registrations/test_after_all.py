"""What was called off takes place after all: everybody is told again, with seats, codes and order as they were."""

from dataclasses import replace
from datetime import date as day
from datetime import timedelta

import pytest

from makers import (
    CLUB,
    NOW,
    TUESDAYS_AT_TEN,
    a_published_event,
    a_venue,
    a_wish,
    occurrence_ids,
    seats,
)
from mittendrin.audit.rules import SYSTEM, VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.events import actions as events
from mittendrin.events.calendar_parts import part_of_date
from mittendrin.events.queries import coming_dates, date
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Event, Occurrence
from mittendrin.jobs.expiring import expire_offers
from mittendrin.jobs.topping_up import top_up
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations import actions
from mittendrin.registrations.after_all import event_takes_place_after_all, take_place_after_all
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.rules import Receipt, Target
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.series_changes import call_off_event, change_series
from registrations.seen import everybody_is_reached, of, open_calls, statuses, taken_and_waiting

pytestmark = pytest.mark.usefixtures("database")
ILL = CallingOff("Die Leiterin ist krank.")
FULL_ROOM = CallingOff("Der Raum ist belegt.", "Kommen Sie am Donnerstag.")


async def sign_up(event_id: int, date_id: int | None, number: int) -> Receipt:
    wish = a_wish(f"Demo-Person {number}", phone=f"+49171392{number:04}")
    return await actions.sign_up(Target(event_id, date_id), wish, VISITOR, NOW)


async def test_everybody_is_told_again_and_everything_is_as_it_was() -> None:
    event = await a_published_event(terms=seats(1))
    second = (await occurrence_ids(event))[1]
    receipts = [await sign_up(event, second, number) for number in (1, 2)]
    await call_off_date(second, FULL_ROOM, CLUB, NOW)
    await everybody_is_reached()
    assert await take_place_after_all(second, CLUB, NOW) == 2

    assert [(await of(one)).code for one in receipts] == [one.code for one in receipts]
    assert (await statuses(), await taken_and_waiting(second)) == (["confirmed", "waiting"], (1, 1))
    again = await date(second, NOW)
    assert (again.called_off, again.reason, again.instead) == (False, "", "")
    # Nobody is called any more about what is no longer true.
    assert await open_calls() == ["takes_place", "takes_place"]
    told = CallTask.select(CallTask.script).where(CallTask.state == "open").order_by(CallTask.id)
    scripts = [row["script"] for row in await told]
    assert "Ihr Platz ist noch für Sie da." in scripts[0]
    assert "Sie stehen weiter auf der Warteliste." in scripts[1]


async def test_calendars_are_told_with_a_higher_sequence() -> None:
    event = await a_published_event(terms=seats(1))
    second = (await occurrence_ids(event))[1]
    await call_off_date(second, FULL_ROOM, CLUB, NOW)
    off = (await part_of_date(event, second, "https://mittendrin.example.org")).content.decode()
    await take_place_after_all(second, CLUB, NOW)
    back = (await part_of_date(event, second, "https://mittendrin.example.org")).content.decode()
    assert ("STATUS:CANCELLED" in off, "STATUS:CONFIRMED" in back) == (True, True)
    assert sequence(back) > sequence(off)


def sequence(text: str) -> int:
    return next(
        int(line.removeprefix("SEQUENCE:")) for line in text.splitlines() if line.startswith("SEQUENCE:")
    )


async def test_an_offer_rests_while_it_is_off_and_begins_anew() -> None:
    event = await a_published_event(terms=seats(1))
    second = (await occurrence_ids(event))[1]
    first, offered = [await sign_up(event, second, number) for number in (1, 2)]
    await actions.sign_off(await of(first), VISITOR, NOW)
    await call_off_date(second, FULL_ROOM, CLUB, NOW)
    await everybody_is_reached()
    later = NOW + timedelta(days=3)
    assert await expire_offers(later) == "0 offers expired."
    await take_place_after_all(second, CLUB, later)
    ends = (await of(offered)).offer_ends_at
    assert ends and ends > later
    assert await open_calls() == ["takes_place", "offered"]


async def test_who_signed_off_meanwhile_made_room() -> None:
    event = await a_published_event(terms=seats(1))
    second = (await occurrence_ids(event))[1]
    first, _waits = [await sign_up(event, second, number) for number in (1, 2)]
    await call_off_date(second, FULL_ROOM, CLUB, NOW)
    await actions.sign_off(await of(first), VISITOR, NOW)
    await take_place_after_all(second, CLUB, NOW)
    assert await statuses() == ["signed_off", "offered"]


async def test_only_what_is_off_and_has_not_begun() -> None:
    event = await a_published_event()
    first = (await occurrence_ids(event))[0]
    with pytest.raises(Refused, match="nicht abgesagt"):
        await take_place_after_all(first, CLUB, NOW)
    await call_off_date(first, FULL_ROOM, CLUB, NOW)
    with pytest.raises(Refused, match="schon vorbei"):
        await take_place_after_all(first, CLUB, NOW + timedelta(days=2))
    with pytest.raises(Refused, match="keinen Termin"):
        await event_takes_place_after_all(event, CLUB, NOW)


async def test_the_whole_event_comes_back_but_not_what_was_off_before() -> None:
    event = await a_published_event(terms=seats(3, SignUpMode.REGULAR))
    third = (await occurrence_ids(event))[2]
    await sign_up(event, None, 1)
    await sign_up(event, third, 2)
    await call_off_date(third, FULL_ROOM, CLUB, NOW)
    later = NOW + timedelta(hours=1)
    await call_off_event(event, ILL, CLUB, later)
    await everybody_is_reached()
    assert await event_takes_place_after_all(event, CLUB, later) == 1
    assert [one.occurrence_id for one in await coming_dates(event, later) if one.called_off] == [third]
    row = await events.load(event)
    assert (row.called_off_reason, row.called_off_at, row.sequence) == ("", None, 2)
    assert (await open_calls())[-1] == "event_takes_place"
    assert await statuses() == ["confirmed", "confirmed"]


async def test_an_event_that_is_off_gets_no_further_dates_until_it_takes_place() -> None:
    event = await a_published_event(when=replace(TUESDAYS_AT_TEN, until=None))
    await call_off_event(event, ILL, CLUB, NOW)
    later = NOW + timedelta(days=30)
    before = await Occurrence.count().where(Occurrence.event == event)
    await top_up(later)
    assert await Occurrence.count().where(Occurrence.event == event) == before
    await event_takes_place_after_all(event, SYSTEM, later)
    assert await Occurrence.count().where(Occurrence.event == event) > before
    assert not await Event.exists().where(Event.called_off_at.is_not_null())


async def test_of_a_course_only_the_call_about_this_very_date_is_withdrawn() -> None:
    event = await a_published_event(terms=seats(9, SignUpMode.COURSE))
    first, second, *_rest = await occurrence_ids(event)
    await sign_up(event, None, 1)
    await call_off_date(first, ILL, CLUB, NOW)
    await everybody_is_reached()
    await call_off_date(second, ILL, CLUB, NOW)
    await take_place_after_all(first, CLUB, NOW)
    is_open = CallTask.state == "open"
    open_ones = await CallTask.select(CallTask.purpose, CallTask.part).where(is_open).order_by(CallTask.id)
    assert [(one["purpose"], one["part"]) for one in open_ones] == [
        ("called_off", f"occurrence:{second}"),
        ("takes_place", f"occurrence:{first}"),
    ]


async def test_one_date_of_an_endless_series_that_was_called_off_brings_no_further_ones() -> None:
    event = await a_published_event(when=replace(TUESDAYS_AT_TEN, until=None), terms=seats(9))
    dates = await occurrence_ids(event)
    await call_off_event(event, ILL, CLUB, NOW)
    await take_place_after_all(dates[0], CLUB, NOW)
    await top_up(NOW + timedelta(days=60))
    assert await occurrence_ids(event) == dates
    coming = [one for one in await coming_dates(event, NOW, limit=99) if not one.called_off]
    assert [one.occurrence_id for one in coming] == [dates[0]]
    assert (await events.load(event)).called_off_at is None


async def test_what_was_moved_twice_and_follows_another_rule_never_came_back() -> None:
    event = await a_published_event(terms=seats(2))
    second = (await occurrence_ids(event))[1]
    await sign_up(event, second, 1)
    was = await date(second, NOW)
    for place in ("Café", "Park"):
        await move_date(second, Move(was.starts, was.ends, place, "Saal belegt"), CLUB, NOW)
    wednesdays = replace(TUESDAYS_AT_TEN, weekdays=(2,), first_day=day(2027, 1, 19))
    change = SeriesChange(day(2027, 1, 19), wednesdays, await a_venue(), "Raum 5", "Neue Leitung.")
    await change_series(event, change, CLUB, NOW)
    assert (await date(second, NOW)).reason == ""
    with pytest.raises(Refused, match="nicht abgesagt"):
        await take_place_after_all(second, CLUB, NOW)
