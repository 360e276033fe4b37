"""Signing up and off, waiting and being offered a seat, on both engines."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from makers import CLUB, NOW, TUESDAYS_AT_TEN, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.audit.queries import history
from mittendrin.audit.rules import SYSTEM, VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.events.rules import SignUpMode
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.registrations import actions, queries
from mittendrin.registrations.actions import (
    accept_offer,
    decline_offer,
    expire_offer,
    give_seat,
    say_yes,
    sign_off,
)
from mittendrin.registrations.rules import Receipt, Status, Target
from registrations.seen import (
    of,
    open_calls,
    people,
    seats_held,
    statuses,
    taken_and_waiting,
    taken_and_waiting_of_event,
)

pytestmark = pytest.mark.usefixtures("database")
COUPLE = 2


async def second_date(event_id: int) -> int:
    """More than a day ahead, so that seats are offered and not telephoned."""
    return (await occurrence_ids(event_id))[1]


async def sign_up(event_id: int, date: int | None, number: int, party: int = 1) -> Receipt:
    wish = a_wish(f"Demo-Person {number}", party, phone=f"+49171392{number:04}")
    return await actions.sign_up(Target(event_id, date), wish, VISITOR, NOW)


async def leave(receipt: Receipt) -> None:
    await sign_off(await of(receipt), VISITOR, NOW)


async def test_whoever_finds_a_seat_is_confirmed_and_told() -> None:
    event = await a_published_event(terms=seats(4))
    date = await second_date(event)
    receipt = await sign_up(event, date, 1, COUPLE)
    assert receipt.status is Status.CONFIRMED
    assert await taken_and_waiting(date) == (2, 0)
    assert await open_calls() == ["confirmed"]


async def test_a_couple_shares_an_address_and_two_people_share_a_telephone() -> None:
    event = await a_published_event(terms=seats(10))
    date = await second_date(event)
    for name, ways in [
        ("Demo-Person 1", {"email": "paar@example.org"}),
        ("Demo-Person 2", {"email": "paar@example.org"}),
        ("Demo-Person 3", {"phone": "+496990009012"}),
        ("Demo-Person 4", {"phone": "+496990009012"}),
        ("Demo-Person 1", {"email": "paar@example.org"}),
    ]:
        await actions.sign_up(Target(event, date), a_wish(name, **ways), VISITOR, NOW)
    assert await statuses() == ["confirmed"] * 5
    # The same name with the same way to be reached is the same person.
    assert await people() == [f"Demo-Person {number}" for number in (1, 2, 3, 4)]


async def test_the_same_page_sent_twice_is_one_sign_up() -> None:
    event = await a_published_event(terms=seats(1))
    target, wish = Target(event, await second_date(event)), a_wish()
    first = await actions.sign_up(target, wish, VISITOR, NOW)
    assert await actions.sign_up(target, wish, VISITOR, NOW) == first
    assert await statuses() == ["confirmed"]


@pytest.mark.parametrize("waiting_list", [True, False])
async def test_the_same_page_sent_twice_at_once_gets_the_same_answer(waiting_list: bool) -> None:
    event = await a_published_event(terms=seats(1, waiting_list=waiting_list))
    target, wish = Target(event, await second_date(event)), a_wish()
    answers = await asyncio.gather(*(actions.sign_up(target, wish, VISITOR, NOW) for _ in range(4)))
    assert len(set(answers)) == 1
    assert await statuses() == ["confirmed"]
    assert await open_calls() == ["confirmed"]
    assert await taken_and_waiting(target.occurrence_id or 0) == (1, 0)


async def test_whoever_looked_while_a_seat_was_free_hears_only_what_came_of_it() -> None:
    event = await a_published_event(terms=seats(1))
    date = await second_date(event)
    seen = await queries.target_view(Target(event, date), NOW)
    await sign_up(event, date, 1)
    for ways in ({"phone": "+491713920002"}, {"phone": "", "email": "demo@example.org"}):
        late = await actions.sign_up_as_seen(seen, a_wish("Demo-Person 2", 1, **ways), VISITOR, NOW)
        assert late.status is (await of(late)).status is Status.WAITING
    assert await open_calls() == ["confirmed", "waiting"]
    assert [mail["purpose"] for mail in await Mail.select(Mail.purpose)] == ["waiting"]
    assert await taken_and_waiting(date) == (1, 2)


async def test_the_waiting_list_goes_in_order_and_a_small_party_never_overtakes() -> None:
    event = await a_published_event(terms=seats(2))
    date = await second_date(event)
    first = await sign_up(event, date, 1)
    second = await sign_up(event, date, 2)
    couple = await sign_up(event, date, 3, COUPLE)
    await sign_up(event, date, 4)
    await sign_off(await of(first), VISITOR, NOW)
    # One seat is free, and the couple needs two.
    assert await statuses() == ["signed_off", "confirmed", "waiting", "waiting"]
    assert (await sign_up(event, date, 5)).status is Status.WAITING
    await sign_off(await of(second), VISITOR, NOW)
    assert await statuses() == ["signed_off", "signed_off", "offered", "waiting", "waiting"]
    assert await taken_and_waiting(date) == (2, 2)
    (offered, _added) = await history(f"registration:{(await of(couple)).id}")
    assert (offered.words, offered.who) == ("freier Platz angeboten", "Mittendrin")


async def test_an_open_offer_holds_its_seat_until_it_is_answered_or_over() -> None:
    event = await a_published_event(terms=seats(1))
    date = await second_date(event)
    first, *others = [await sign_up(event, date, number) for number in range(1, 5)]
    await sign_off(await of(first), VISITOR, NOW)
    assert (await sign_up(event, date, 9)).status is Status.WAITING
    await decline_offer(await of(others[0]), VISITOR, NOW)
    assert (await statuses())[:4] == ["signed_off", "declined", "offered", "waiting"]
    await expire_offer(await of(others[1]), SYSTEM, NOW)
    assert (await statuses())[:4] == ["signed_off", "declined", "expired", "offered"]
    await accept_offer(await of(others[2]), VISITOR, NOW)
    # Answered twice, or late: nothing happens to somebody who has a seat.
    await expire_offer(await of(others[2]), SYSTEM, NOW)
    await decline_offer(await of(others[2]), VISITOR, NOW)
    assert await statuses() == ["signed_off", "declined", "expired", "confirmed", "waiting"]
    with pytest.raises(Refused, match="nicht mehr offen"):
        await accept_offer(await of(others[1]), VISITOR, NOW)


async def test_a_second_yes_is_answered_like_the_first_and_told_once() -> None:
    event = await a_published_event(terms=seats(1))
    date = await second_date(event)
    first, second = await sign_up(event, date, 1), await sign_up(event, date, 2)
    await sign_off(await of(first), VISITOR, NOW)
    offered = await of(second)
    await asyncio.gather(*(accept_offer(offered, VISITOR, NOW) for _ in range(2)))
    await say_yes(await of(second), CLUB, NOW)
    assert await open_calls() == ["confirmed"]
    assert len(await history(f"registration:{offered.id}")) == 3
    assert await taken_and_waiting(date) == (1, 0)


async def test_in_the_last_hours_a_second_yes_gives_one_seat() -> None:
    event = await a_published_event(terms=seats(1))
    date = await second_date(event)
    first, second = await sign_up(event, date, 1), await sign_up(event, date, 2)
    just_before = (await queries.target_view(Target(event, date), NOW)).first.starts - timedelta(hours=5)
    await sign_off(await of(first), VISITOR, just_before)
    waiting = await of(second)
    await asyncio.gather(*(give_seat(waiting, CLUB, just_before) for _ in range(2)))
    await say_yes(await of(second), CLUB, just_before)
    assert await taken_and_waiting(date) == (1, 0)


async def test_what_is_no_longer_true_is_not_called_about() -> None:
    event = await a_published_event(terms=seats(1))
    date = await second_date(event)
    first, second = await sign_up(event, date, 1), await sign_up(event, date, 2)
    assert await open_calls() == ["confirmed", "waiting"]
    await sign_off(await of(first), VISITOR, NOW)
    # Who was not yet called about the waiting list hears of the seat only.
    assert await open_calls() == ["offered"]
    await accept_offer(await of(second), VISITOR, NOW)
    assert await open_calls() == ["confirmed"]


async def test_signing_off_twice_gives_one_seat_back() -> None:
    event = await a_published_event(terms=seats(4))
    date = await second_date(event)
    receipt = await sign_up(event, date, 1, COUPLE)
    await sign_up(event, date, 2)
    registration = await of(receipt)
    await asyncio.gather(*(sign_off(registration, VISITOR, NOW) for _ in range(3)))
    assert await taken_and_waiting(date) == (1, 0)


async def test_a_party_larger_than_the_room_never_blocks_the_list() -> None:
    event = await a_published_event(terms=seats(2))
    with pytest.raises(Refused, match="Es gibt insgesamt nur 2 Plätze"):
        await sign_up(event, await second_date(event), 1, 3)
    assert await statuses() == []


async def test_the_office_says_yes_after_the_deadline() -> None:
    event = await a_published_event(terms=seats(4, deadline_days=7))
    target = Target(event, (await occurrence_ids(event))[0])
    with pytest.raises(Refused, match="Anmeldefrist"):
        await actions.sign_up(target, a_wish(), VISITOR, NOW)
    receipt = await actions.sign_up_on_behalf(target, a_wish(), CLUB, NOW)
    assert receipt.status is Status.CONFIRMED


async def test_a_course_is_joined_as_a_whole_even_through_one_of_its_dates() -> None:
    event = await a_published_event(terms=seats(1, SignUpMode.COURSE))
    date = await second_date(event)
    assert (await sign_up(event, date, 1)).status is Status.CONFIRMED
    assert (await sign_up(event, None, 2)).status is Status.WAITING
    assert await taken_and_waiting_of_event(event) == (1, 1)
    assert await taken_and_waiting(date) == (0, 0)


async def test_a_course_that_has_begun_is_joined_by_telephone() -> None:
    event = await a_published_event(terms=seats(9, SignUpMode.COURSE))
    later = NOW + timedelta(days=9)
    with pytest.raises(Refused, match="Kurs hat schon begonnen"):
        await actions.sign_up(Target(event, None), a_wish(), VISITOR, later)


async def test_two_mails_go_to_two_people_and_letters_to_those_who_have_neither() -> None:
    event = await a_published_event(terms=seats(4))
    target = Target(event, await second_date(event))
    await actions.sign_up(target, a_wish("Demo-Person 1", email="eins@example.org"), VISITOR, NOW)
    await actions.sign_up(target, a_wish("Demo-Person 2", address="Musterstraße 1"), VISITOR, NOW)
    assert [row["recipient"] for row in await Mail.select(Mail.recipient)] == ["eins@example.org"]
    assert [row["way"] for row in await CallTask.select(CallTask.way)] == ["letter"]


async def test_nobody_waits_beside_a_free_seat_however_much_happens_at_once() -> None:
    event = await a_published_event(terms=seats(3))
    date = await second_date(event)
    there = [await sign_up(event, date, number) for number in range(1, 4)]
    await asyncio.gather(
        *(leave(one) for one in there),
        *(sign_up(event, date, number, 1 + number % 2) for number in range(10, 22)),
    )
    taken, waiting = await taken_and_waiting(date)
    now_waiting = (await statuses()).count("waiting")
    assert (await seats_held(date), now_waiting) == (taken, waiting)
    assert taken == 3 or (taken == 2 and waiting)


async def test_crossing_acts_do_not_stop_each_other() -> None:
    """On PostgreSQL two acts that hold rows in different order would wait for each other for ever."""
    terms = seats(3, SignUpMode.REGULAR)
    event = await a_published_event(
        terms=terms, when=replace(TUESDAYS_AT_TEN, until=TUESDAYS_AT_TEN.first_day.replace(day=31))
    )
    regulars = [await sign_up(event, None, number) for number in range(1, 6)]
    date = await second_date(event)
    guests = [await sign_up(event, date, number) for number in range(6, 9)]
    await asyncio.gather(
        *(leave(one) for one in [*regulars[1:], *guests[:2]]),
        *(sign_up(event, date, number) for number in range(20, 24)),
        *(sign_up(event, None, number) for number in range(30, 34)),
    )
    taken, waiting = await taken_and_waiting_of_event(event)
    assert taken <= 3 and (taken == 3 or not waiting)
    assert (await taken_and_waiting(date))[0] <= 3


async def test_it_is_written_down_who_signed_up_and_off() -> None:
    event = await a_published_event(terms=seats(3))
    receipt = await a_sign_up(event)
    registration = await of(receipt)
    await sign_off(registration, CLUB, NOW)
    lines = await history(f"registration:{registration.id}")
    assert [(line.act, line.actor_name) for line in lines] == [
        ("registration.signed_off", "Demo-Verein"),
        ("registration.added", "Demo-Verein"),
    ]
