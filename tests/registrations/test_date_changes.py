"""Calling off and moving a date, and a new version of an event, with people signed up and waiting."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from makers import BOARD, CLUB, NOW, a_published_event, a_wish, occurrence_ids, seats, some_content
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.events.actions import subject_of
from mittendrin.events.rules import SignUpMode, SignUpTerms
from mittendrin.events.tables import Occurrence
from mittendrin.publishing.queries import waiting_content
from mittendrin.registrations import absences, actions, versions
from mittendrin.registrations.actions import accept_offer, sign_off
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.rules import Receipt, Target
from mittendrin.registrations.slip import show_slip
from registrations.seen import of, open_calls, statuses, taken_and_waiting

pytestmark = pytest.mark.usefixtures("database")
FULL_ROOM = CallingOff("Der Raum ist belegt.", "Kommen Sie am Donnerstag.")


async def sign_up(event_id: int, date: int | None, number: int, party: int = 1) -> Receipt:
    wish = a_wish(f"Demo-Person {number}", party, phone=f"+49171392{number:04}")
    return await actions.sign_up(Target(event_id, date), wish, VISITOR, NOW)


async def publish(event_id: int, terms: SignUpTerms) -> None:
    await versions.submit(event_id, await some_content(terms=terms), CLUB, NOW)
    waiting = await waiting_content(subject_of(event_id))
    assert waiting
    await versions.let_through(waiting[0], BOARD, NOW)


async def move(date: int, starts: datetime) -> int:
    return await move_date(date, Move(starts, starts + timedelta(hours=1), "", "Heizung"), CLUB, NOW)


async def test_everybody_learns_of_it_those_who_wait_and_those_who_hold_an_offer() -> None:
    event = await a_published_event(terms=seats(2))
    date = (await occurrence_ids(event))[1]
    first, _second, third, _fourth = [await sign_up(event, date, number) for number in range(1, 5)]
    await sign_off(await of(first), VISITOR, NOW)
    assert await statuses() == ["signed_off", "confirmed", "offered", "waiting"]
    assert await call_off_date(date, FULL_ROOM, CLUB, NOW) == 3
    # What we still wanted to say would be wrong now.
    assert await open_calls() == ["called_off"] * 3
    with pytest.raises(Refused, match="fällt aus"):
        await accept_offer(await of(third), VISITOR, NOW)
    with pytest.raises(Refused, match="fällt aus"):
        await sign_up(event, date, 9)
    slip = await show_slip(third.code, NOW)
    assert (slip.heading, slip.is_offered, slip.can_sign_off) == ("Dieser Termin fällt aus.", False, False)


async def test_nobody_is_offered_a_seat_on_a_date_that_was_called_off() -> None:
    event = await a_published_event(terms=seats(1))
    date = (await occurrence_ids(event))[1]
    first, _second = await sign_up(event, date, 1), await sign_up(event, date, 2)
    await call_off_date(date, FULL_ROOM, CLUB, NOW)
    await sign_off(await of(first), VISITOR, NOW)
    assert await statuses() == ["signed_off", "waiting"]


async def test_whoever_has_signed_off_is_not_called_about_the_move_any_more() -> None:
    event = await a_published_event(terms=seats(2))
    date = (await occurrence_ids(event))[1]
    receipt = await sign_up(event, date, 1)
    await move(date, NOW + timedelta(days=9))
    assert await open_calls() == ["confirmed", "moved"]
    await sign_off(await of(receipt), VISITOR, NOW)
    assert "moved" not in await open_calls()


async def test_whoever_stays_away_this_week_is_not_told() -> None:
    event = await a_published_event(terms=seats(2, SignUpMode.REGULAR))
    date = (await occurrence_ids(event))[1]
    _here, away, _waits_for_a_regular_place = [await sign_up(event, None, number) for number in (1, 2, 3)]
    await absences.leave_free(await of(away), date, VISITOR, NOW)
    await sign_up(event, date, 4)
    assert await call_off_date(date, FULL_ROOM, CLUB, NOW) == 2


async def test_an_offer_never_lasts_beyond_the_day_before_the_new_time() -> None:
    event = await a_published_event(terms=seats(1))
    date = (await occurrence_ids(event))[1]
    first, second = await sign_up(event, date, 1), await sign_up(event, date, 2)
    await sign_off(await of(first), VISITOR, NOW)
    assert (await of(second)).offer_ends_at == NOW.replace(day=12, hour=16)
    await move(date, NOW + timedelta(hours=30))
    assert (await of(second)).offer_ends_at == NOW + timedelta(hours=6)
    await move(date, NOW + timedelta(days=20))
    assert (await of(second)).offer_ends_at == NOW + timedelta(hours=6)


async def test_who_ends_before_the_beginning_reads_what_was_understood() -> None:
    first = (await occurrence_ids(await a_published_event()))[0]
    starts = NOW.replace(hour=17, minute=30) + timedelta(days=1)
    backwards = Move(starts, starts - timedelta(hours=10), "", "Heizung defekt.")
    with pytest.raises(Refused, match="Verstanden haben wir: 17"):
        await move_date(first, backwards, CLUB, NOW)


async def test_a_date_that_moves_away_is_filled_by_mail_again() -> None:
    event = await a_published_event(terms=seats(1))
    date = (await occurrence_ids(event))[0]
    soon = NOW + timedelta(hours=4)
    first, _second = await sign_up(event, date, 1), await sign_up(event, date, 2)
    await sign_off(await of(first), VISITOR, soon)
    assert await statuses() == ["signed_off", "waiting"]
    assert await move(date, NOW + timedelta(days=9)) == 1
    assert await statuses() == ["signed_off", "offered"]


async def test_more_seats_go_to_those_who_wait() -> None:
    event = await a_published_event(terms=seats(1))
    date = (await occurrence_ids(event))[1]
    for number in range(1, 5):
        await sign_up(event, date, number)
    await publish(event, seats(3))
    assert await statuses() == ["confirmed", "offered", "offered", "waiting"]
    assert await taken_and_waiting(date) == (3, 1)


async def test_fewer_seats_than_are_taken_are_refused() -> None:
    event = await a_published_event(terms=seats(3))
    date = (await occurrence_ids(event))[1]
    await sign_up(event, date, 1, party=3)
    with pytest.raises(Refused, match="Es sind schon 3 Plätze vergeben"):
        await publish(event, seats(2))
    course = await a_published_event(title="Kurs", terms=seats(3, SignUpMode.COURSE))
    await sign_up(course, None, 2, party=2)
    with pytest.raises(Refused, match="Es sind schon 2 Plätze vergeben"):
        await publish(course, seats(1, SignUpMode.COURSE))


async def test_a_party_larger_than_all_seats_left_holds_up_nobody() -> None:
    event = await a_published_event(terms=seats(4))
    date = (await occurrence_ids(event))[1]
    one, leaves = [await sign_up(event, date, number) for number in (1, 2)]
    group, _behind = await sign_up(event, date, 3, party=4), await sign_up(event, date, 4)
    await sign_off(await of(leaves), VISITOR, NOW)
    assert await statuses() == ["confirmed", "signed_off", "waiting", "waiting"]
    await publish(event, seats(3))
    assert await statuses() == ["confirmed", "signed_off", "too_large", "offered"]
    assert await taken_and_waiting(date) == (2, 0)
    assert (await open_calls()).count("too_large") == 1
    slip = await show_slip(group.code, NOW)
    assert (slip.heading, slip.can_sign_off) == ("Ihre Gruppe ist jetzt leider zu groß.", False)
    assert (await of(one)).alive


async def test_the_kind_of_sign_up_stays_while_somebody_is_signed_up() -> None:
    event = await a_published_event(terms=seats(3))
    receipt = await sign_up(event, (await occurrence_ids(event))[1], 1)
    with pytest.raises(Refused, match="Es gibt schon Anmeldungen"):
        await publish(event, seats(3, SignUpMode.REGULAR))
    await sign_off(await of(receipt), VISITOR, NOW)
    await publish(event, seats(3, SignUpMode.REGULAR))


async def test_new_dates_begin_with_the_regular_places_taken() -> None:
    content = await some_content()
    short = replace(content.when, until=content.when.first_day + timedelta(days=14))
    event = await a_published_event(terms=seats(3, SignUpMode.REGULAR), when=short)
    await sign_up(event, None, 1, party=2)
    await publish(event, seats(3, SignUpMode.REGULAR))
    taken = await Occurrence.select(Occurrence.taken).where(Occurrence.event == event)
    assert {row["taken"] for row in taken} == {2}
    assert len(taken) > 3
