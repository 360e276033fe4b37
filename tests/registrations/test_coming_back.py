"""Signed off by mistake, and offers that a letter would bring too late: who has a seat then, on both engines."""

from datetime import timedelta

import pytest

from makers import CLUB, NOW, OFFICE, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.events.rules import SignUpMode
from mittendrin.farewells.actions import say_farewell
from mittendrin.outbox.tables import CallTask
from mittendrin.people.rules import Leaving
from mittendrin.people.tables import Person
from mittendrin.registrations import actions
from mittendrin.registrations.actions import come_back, decline_offer, give_seat, sign_off
from mittendrin.registrations.rules import Receipt, Status, Target
from registrations.seen import of, open_calls, statuses, taken_and_waiting, taken_and_waiting_of_event

pytestmark = pytest.mark.usefixtures("database")


async def sign_up(event_id: int, date: int | None, number: int) -> Receipt:
    wish = a_wish(f"Demo-Person {number}", phone=f"+49171392{number:04}")
    return await actions.sign_up(Target(event_id, date), wish, VISITOR, NOW)


async def leave(receipt: Receipt) -> None:
    await sign_off(await of(receipt), VISITOR, NOW)


async def test_who_signed_off_by_mistake_stands_behind_those_who_wait_by_now() -> None:
    event = await a_published_event(terms=seats(1))
    date = (await occurrence_ids(event))[3]
    first, second = await sign_up(event, date, 1), await sign_up(event, date, 2)
    third = await sign_up(event, date, 3)
    await leave(first)
    await come_back(await of(first), VISITOR, NOW + timedelta(minutes=5))
    assert await statuses_by_code(first, second, third) == ["waiting", "offered", "waiting"]
    assert await taken_and_waiting(date) == (1, 2)
    await decline_offer(await of(second), VISITOR, NOW)
    await decline_offer(await of(third), VISITOR, NOW)
    assert await statuses_by_code(first, second, third) == ["offered", "declined", "declined"]
    await decline_offer(await of(first), VISITOR, NOW)
    await come_back(await of(second), VISITOR, NOW + timedelta(minutes=9))
    assert await statuses_by_code(first, second, third) == ["declined", "confirmed", "declined"]
    with pytest.raises(Refused, match="schon gesagt"):
        await come_back(await of(second), VISITOR, NOW)
    assert await taken_and_waiting(date) == (1, 0)


async def test_whoever_is_gone_for_good_does_not_come_back() -> None:
    event = await a_published_event(terms=seats(1))
    receipt = await sign_up(event, (await occurrence_ids(event))[3], 1)
    row = await Person.select(Person.id).first()
    assert row
    await say_farewell(row["id"], Leaving.DIED, OFFICE, NOW)
    with pytest.raises(Refused, match="schon gelöscht"):
        await come_back(await of(receipt), VISITOR, NOW)


async def statuses_by_code(*receipts: Receipt) -> list[str]:
    return [(await of(receipt)).status.value for receipt in receipts]


@pytest.mark.parametrize("mode", [SignUpMode.REGULAR, SignUpMode.COURSE])
async def test_a_course_and_a_regular_place_are_given_back_whole(mode: SignUpMode) -> None:
    event = await a_published_event(terms=seats(1, mode))
    receipt = await sign_up(event, None, 1)
    everywhere = [await taken_and_waiting(date) for date in await occurrence_ids(event)]
    for _ in range(2):
        await leave(receipt)
        await come_back(await of(receipt), VISITOR, NOW)
    assert (await of(receipt)).status is Status.CONFIRMED
    assert await taken_and_waiting_of_event(event) == (1, 0)
    assert [await taken_and_waiting(date) for date in await occurrence_ids(event)] == everywhere


async def test_a_seat_is_not_offered_by_a_letter_that_comes_too_late() -> None:
    event = await a_published_event(terms=seats(1))
    in_a_week = (await occurrence_ids(event))[1]
    first = await sign_up(event, in_a_week, 1)
    by_letter = a_wish("Demo-Person 2", address="Musterstraße 2, 67655 Kaiserslautern")
    second = await actions.sign_up(Target(event, in_a_week), by_letter, VISITOR, NOW)
    third = await sign_up(event, in_a_week, 3)
    wednesday = NOW + timedelta(days=2)
    await sign_off(await of(first), VISITOR, wednesday)
    assert await statuses() == ["signed_off", "waiting", "waiting"]
    task = await CallTask.objects().where(CallTask.purpose == "fill_by_telephone").first()
    assert task
    assert "Ein Brief an Demo-Person 2 käme zu spät." in task.script
    # The office decides, and then the task is done.
    await give_seat(await of(second), CLUB, wednesday)
    assert await statuses() == ["signed_off", "confirmed", "waiting"]
    assert "fill_by_telephone" not in await open_calls()
    with pytest.raises(Refused, match="der Reihe nach"):
        await give_seat(await of(third), CLUB, wednesday)


async def test_a_letter_has_time_to_arrive_and_to_be_answered() -> None:
    event = await a_published_event(terms=seats(1))
    later = (await occurrence_ids(event))[2]
    first = await sign_up(event, later, 1)
    by_letter = a_wish("Demo-Person 2", address="Musterstraße 2, 67655 Kaiserslautern")
    second = await actions.sign_up(Target(event, later), by_letter, VISITOR, NOW)
    await sign_off(await of(first), VISITOR, NOW)
    offer = await of(second)
    assert offer.status is Status.OFFERED
    # Monday, and four office days to answer: until the office closes on Friday.
    assert offer.offer_ends_at == NOW.replace(day=15, hour=12)


async def test_who_has_signed_up_anew_does_not_come_back_to_a_second_seat() -> None:
    event = await a_published_event(terms=seats(5))
    date = (await occurrence_ids(event))[0]
    first = await sign_up(event, date, 1)
    await leave(first)
    await sign_up(event, date, 1)
    with pytest.raises(Refused, match="Sie haben sich inzwischen neu angemeldet"):
        await come_back(await of(first), VISITOR, NOW)
    assert (await statuses(), await taken_and_waiting(date)) == (["signed_off", "confirmed"], (1, 0))
