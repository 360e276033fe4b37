"""A course or a regular place goes on with a changed series; what is left before the day knows its people all the same."""

from dataclasses import replace
from datetime import date

import pytest

from makers import CLUB, NOW, TUESDAYS_AT_TEN, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.core.refusal import Refused
from mittendrin.events.actions import load
from mittendrin.events.rules import SignUpMode
from mittendrin.events.setting_aside import archive
from mittendrin.events.showing import show_event
from mittendrin.events.tables import Occurrence
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.absences import come_after_all, leave_free
from mittendrin.registrations.actions import come_back, sign_off, sign_up
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.doubles import sign_ups_like
from mittendrin.registrations.hearing import who_hear_that_they_fall_away
from mittendrin.registrations.lists import list_of_date
from mittendrin.registrations.queries import by_code
from mittendrin.registrations.regular import keep_places
from mittendrin.registrations.rules import Status, Target
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.series_changes import call_off_event, change_series, coming_dates
from mittendrin.registrations.slip import show_slip

pytestmark = pytest.mark.usefixtures("database")
DAY = date(2027, 1, 26)
BOTH = pytest.mark.parametrize("mode", [SignUpMode.REGULAR, SignUpMode.COURSE])
ILL = CallingOff("Heizung kaputt")


async def from_day(event_id: int, day: date = DAY) -> int:
    old = await load(event_id)
    when = replace(TUESDAYS_AT_TEN, first_day=day)
    change = SeriesChange(day, when, old.venue, old.room, "Neu", {"description": f"Neu ab {day}"})
    return await change_series(event_id, change, CLUB, NOW)


async def taken(occurrence_id: int) -> int:
    row = await Occurrence.select(Occurrence.taken).where(Occurrence.id == occurrence_id).first()
    return int(row["taken"]) if row else -1


async def called() -> list[str]:
    rows = await CallTask.select(CallTask.purpose).where(CallTask.state == "open").order_by(CallTask.id)
    return [row["purpose"] for row in rows]


async def coming(occurrence_id: int) -> list[str]:
    return [guest.registration.name for guest in (await list_of_date(occurrence_id, NOW)).coming]


@BOTH
async def test_lists_slips_and_calling_off_know_everybody_until_the_day(mode: SignUpMode) -> None:
    old_id = await a_published_event(terms=seats(5, mode))
    first, second, *later = await occurrence_ids(old_id)
    receipt = await sign_up(Target(old_id, None), a_wish(), CLUB, NOW)
    between = await from_day(old_id)
    new_id = await from_day(between, date(2027, 2, 9))

    registration = await by_code(receipt.code)
    assert registration.target == Target(new_id, None)
    assert [await coming(one) for one in (first, second, *later[:4])] == [["Demo-Person 1"]] * 6
    shown = [one.date.occurrence_id for one in (await show_slip(receipt.code, NOW)).dates]
    assert shown[:6] == [first, second, *later[:4]]
    contact = a_wish().contact
    assert [one.id for one in await sign_ups_like(Target(old_id, second), contact)] == [registration.id]
    assert await call_off_date(second, ILL, CLUB, NOW) == 1
    assert await called() == ["confirmed", "called_off"]


@BOTH
async def test_calling_off_what_is_left_tells_of_each_date_and_not_of_the_end(mode: SignUpMode) -> None:
    old_id = await a_published_event(terms=seats(5, mode))
    receipt = await sign_up(Target(old_id, None), a_wish(), CLUB, NOW)
    await from_day(old_id)
    with pytest.raises(Refused, match="angemeldet"):
        await archive(old_id, CLUB, NOW)
    hears, _silent = await who_hear_that_they_fall_away(await coming_dates(old_id, NOW), NOW)
    assert len(hears) == await call_off_event(old_id, ILL, CLUB, NOW) == 1
    assert sorted(await called()) == ["called_off", "called_off", "confirmed"]
    assert not (await show_slip(receipt.code, NOW)).called_off


@BOTH
async def test_whoever_signs_up_by_the_old_page_joins_what_goes_on(mode: SignUpMode) -> None:
    old_id = await a_published_event(terms=seats(1, mode))
    second = (await occurrence_ids(old_id))[1]
    await sign_up(Target(old_id, None), a_wish("Demo-Person 1"), CLUB, NOW)
    new_id = await from_day(old_id)
    waits = await sign_up(Target(old_id, None), a_wish("Demo-Person 2"), CLUB, NOW)
    assert waits.status is Status.WAITING
    await sign_off((await sign_ups_like(Target(new_id, None), a_wish("Demo-Person 1").contact))[0], CLUB, NOW)
    offered = await by_code(waits.code)
    assert (offered.target, offered.status) == (Target(new_id, None), Status.OFFERED)
    assert await coming(second) == ["Demo-Person 2"]


@BOTH
async def test_the_old_page_says_how_many_seats_are_free_where_it_goes_on(mode: SignUpMode) -> None:
    """Whoever joins there joins what goes on, so its word must not stay that of the day of the split."""
    old_id = await a_published_event(terms=seats(1, mode))
    await from_day(await from_day(old_id), date(2027, 2, 9))
    old = await load(old_id)
    assert await _word(old.slug, mode) == "wenige Plätze"
    receipt = await sign_up(Target(old_id, None), a_wish("Demo-Person 1"), CLUB, NOW)
    assert await _word(old.slug, mode) == "ausgebucht: Warteliste"
    await sign_off(await by_code(receipt.code), CLUB, NOW)
    assert await _word(old.slug, mode) == "wenige Plätze"


async def _word(slug: str, mode: SignUpMode) -> str:
    view = await show_event(slug, NOW)
    decision = view.regular if mode is SignUpMode.REGULAR else view.next and view.next.decision
    return decision.public_word if decision else ""


async def test_who_gives_up_a_regular_place_frees_the_old_dates_too_and_may_come_back() -> None:
    old_id = await a_published_event(terms=seats(1, SignUpMode.REGULAR))
    second = (await occurrence_ids(old_id))[1]
    place = await sign_up(Target(old_id, None), a_wish("Demo-Person 1"), CLUB, NOW)
    waits = await sign_up(Target(old_id, second), a_wish("Demo-Person 2"), CLUB, NOW)
    await from_day(old_id)
    await sign_off(await by_code(place.code), CLUB, NOW)
    assert (await by_code(waits.code)).status is Status.OFFERED
    await sign_off(await by_code(waits.code), CLUB, NOW)
    assert await taken(second) == 0
    await come_back(await by_code(place.code), CLUB, NOW)
    assert (await taken(second), await coming(second)) == (1, ["Demo-Person 1"])


async def test_an_old_date_is_left_free_and_taken_again() -> None:
    old_id = await a_published_event(terms=seats(3, SignUpMode.REGULAR))
    second = (await occurrence_ids(old_id))[1]
    place = await sign_up(Target(old_id, None), a_wish(party=2), CLUB, NOW)
    await from_day(old_id)
    await leave_free(await by_code(place.code), second, CLUB, NOW)
    assert (await taken(second), await coming(second)) == (0, [])
    await keep_places(old_id, NOW)
    assert await taken(second) == 0
    await come_after_all(await by_code(place.code), second, CLUB, NOW)
    await keep_places(old_id, NOW)
    assert (await taken(second), await coming(second)) == (2, ["Demo-Person 1"])


async def test_where_the_kind_of_sign_up_is_new_nobody_comes_to_the_old_dates() -> None:
    old_id = await a_published_event(terms=seats(4))
    first = (await occurrence_ids(old_id))[0]
    old = await load(old_id)
    when = replace(TUESDAYS_AT_TEN, first_day=DAY)
    course = {"terms": seats(4, SignUpMode.COURSE)}
    new_id = await change_series(old_id, SeriesChange(DAY, when, old.venue, old.room, "", course), CLUB, NOW)
    receipt = await sign_up(Target(new_id, None), a_wish(), CLUB, NOW)
    assert await coming(first) == []
    assert (await show_slip(receipt.code, NOW)).dates[0].date.day == DAY
