"""All of a course was called off, and something comes back before everybody has heard: each is told one true thing."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from makers import BERLIN, CLUB, NOW, TUESDAYS_AT_TEN, a_published_event, a_wish, occurrence_ids, seats
from makers import some_content as content_with
from mittendrin.audit.rules import VISITOR
from mittendrin.events.actions import subject_of
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Event
from mittendrin.outbox.calls import open_calls as open_lines
from mittendrin.outbox.rules import CallResult
from mittendrin.outbox.tables import CallTask
from mittendrin.publishing.queries import waiting_content
from mittendrin.registrations import actions, versions
from mittendrin.registrations.after_all import event_takes_place_after_all, take_place_after_all
from mittendrin.registrations.calls import answers_to, sign_off_words
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.place_changes import told_of_news
from mittendrin.registrations.rules import Receipt, Target
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.series_changes import call_off_event, change_series
from mittendrin.registrations.telling import Told
from registrations.seen import everybody_is_reached, of, open_calls, script

pytestmark = pytest.mark.usefixtures("database")
THREE = replace(TUESDAYS_AT_TEN, until=date(2027, 1, 26))
THURSDAYS = replace(TUESDAYS_AT_TEN, first_day=date(2027, 1, 21), weekdays=(3,), until=date(2027, 1, 28))
ILL = CallingOff("Die Leiterin ist krank.")
LATER = NOW + timedelta(hours=1)
HELLO = "Guten Tag Demo-Person 1."
PLACE = "Stadtteilbüro Ost, Raum 2"
LETTER = {"address": "Musterstraße 2, 67655 Kaiserslautern"}


async def a_course(mode: SignUpMode = SignUpMode.COURSE, number: int = 4) -> tuple[int, list[int]]:
    event = await a_published_event(when=THREE, terms=seats(number, mode))
    return event, await occurrence_ids(event)


async def sign_up(event: int, number: int = 1, **way: str) -> Receipt:
    wish = a_wish(f"Demo-Person {number}", **(way or {"phone": f"+49171392000{number}"}))
    return await actions.sign_up(Target(event, None), wish, VISITOR, NOW)


async def a_member(mode: SignUpMode = SignUpMode.COURSE, **way: str) -> tuple[int, list[int]]:
    """Of three dates; they have heard that it is confirmed."""
    event, dates = await a_course(mode)
    await sign_up(event, **way)
    await everybody_is_reached()
    return event, dates


async def back(occurrence: int) -> None:
    await take_place_after_all(occurrence, CLUB, LATER)


async def all_off(event: int) -> None:
    await call_off_event(event, ILL, CLUB, NOW)


async def move(occurrence: int, day: int) -> None:
    starts = datetime(2027, 1, day, 15, tzinfo=BERLIN)
    await move_date(occurrence, Move(starts, starts + timedelta(hours=1), "", "Saal belegt."), CLUB, LATER)


ONE_IS_BACK = (
    f"{HELLO} Bei Gymnastik im Sitzen fallen leider 2 Termine aus. Der erste ist Dienstag, 12. Januar, der letzte Dienstag, 26. Januar. "
    "Der Grund: Die Leiterin ist krank. "
    f"Dieser Termin findet statt: Dienstag, 19. Januar, 10 bis 11 Uhr, {PLACE}. "
    "Ihr Platz ist noch für Sie da. Kommen Sie?"
)


@pytest.mark.parametrize("mode", [SignUpMode.COURSE, SignUpMode.REGULAR])
async def test_one_date_is_back_and_one_call_says_what_is_off_and_what_is_not(mode: SignUpMode) -> None:
    event, (_first, second, _third) = await a_member(mode)
    await all_off(event)
    await back(second)
    assert await open_calls() == ["event_partly_off"]
    assert await script("event_partly_off") == ONE_IS_BACK


async def test_they_are_called_before_the_first_day_and_may_say_no_to_the_next() -> None:
    event, (_first, _second, third) = await a_member(SignUpMode.REGULAR)
    await all_off(event)
    await back(third)
    (call,) = await open_lines(None)
    assert call.happens_at == datetime(2027, 1, 12, 10, tzinfo=BERLIN)
    assert call.part == f"occurrence:{third}"
    assert answers_to(call).keys() == {CallResult.SIGNS_OFF}
    assert await sign_off_words([call], LATER) == {call.id: "diesmal nicht"}


async def test_a_letter_says_the_same() -> None:
    event, (_first, second, _third) = await a_member(**LETTER)
    await all_off(event)
    await back(second)
    assert await open_calls() == ["event_partly_off"]
    assert "Dieser Termin findet statt: - Dienstag, 19. Januar, 10 bis 11 Uhr" in await script(
        "event_partly_off"
    )


async def test_date_by_date_it_is_written_anew_until_nothing_is_left_to_say() -> None:
    event, dates = await a_member()
    await all_off(event)
    said = []
    for one in dates:
        await back(one)
        said.append(await open_calls())
    assert said == [["event_partly_off"], ["called_off"], []]


async def test_what_was_still_to_be_confirmed_is_confirmed_when_all_is_back() -> None:
    event, dates = await a_course()
    await sign_up(event)
    await all_off(event)
    for one in dates:
        await back(one)
    assert await open_calls() == ["confirmed"]


async def test_one_date_off_then_all_and_that_one_back() -> None:
    event, (first, second, third) = await a_member()
    await call_off_date(second, CallingOff("Saal belegt."), CLUB, NOW)
    await all_off(event)
    assert await open_calls() == ["event_called_off"]
    await back(second)
    assert await script("event_partly_off") == ONE_IS_BACK
    await back(first)
    await back(third)
    assert await open_calls() == []


async def test_back_and_off_again_is_all_off() -> None:
    event, (_first, second, _third) = await a_member()
    await all_off(event)
    await back(second)
    await call_off_date(second, ILL, CLUB, LATER)
    assert await open_calls() == ["event_called_off"]
    await back(second)
    await call_off_event(event, ILL, CLUB, LATER)
    assert await open_calls() == ["event_called_off"]


async def test_back_on_another_day_is_told_with_its_day_and_alone_when_all_is_back() -> None:
    event, (first, second, third) = await a_member()
    await all_off(event)
    await back(second)
    await move(second, 20)
    assert await open_calls() == ["event_partly_off"]
    assert f"Mittwoch, 20. Januar, 15 bis 16 Uhr, {PLACE}." in await script("event_partly_off")
    await back(first)
    await back(third)
    assert await open_calls() == ["moved"]
    assert (
        "Bisher war es Dienstag, 19. Januar, 10 bis 11 Uhr. Jetzt ist es Mittwoch, 20. Januar"
        in await script("moved")
    )


async def test_whoever_has_heard_of_it_is_told_of_the_one_date() -> None:
    event, (_first, second, _third) = await a_member()
    await all_off(event)
    await everybody_is_reached()
    await back(second)
    assert await open_calls() == ["takes_place"]
    await call_off_event(event, ILL, CLUB, LATER)
    assert await open_calls() == []


async def test_whoever_waits_hears_it_too() -> None:
    event, (_first, second, _third) = await a_course(number=1)
    for number in (1, 2):
        await sign_up(event, number)
    await everybody_is_reached()
    await all_off(event)
    await back(second)
    assert await open_calls() == ["event_partly_off", "event_partly_off"]
    rows = await CallTask.select(CallTask.script).where(CallTask.state == "open").order_by(CallTask.id)
    assert ["Warteliste" in row["script"] for row in rows] == [False, True]


async def test_all_is_back_unheard_and_one_date_is_off_again() -> None:
    event, (first, second, third) = await a_member()
    await all_off(event)
    await everybody_is_reached()
    await event_takes_place_after_all(event, CLUB, LATER)
    await call_off_date(first, ILL, CLUB, LATER)
    assert await open_calls() == ["event_takes_place"]
    assert await script("event_takes_place") == (
        f"{HELLO} Eine gute Nachricht: Gymnastik im Sitzen war abgesagt und findet jetzt doch statt. "
        f"Der nächste Termin ist Dienstag, 19. Januar, 10 bis 11 Uhr, {PLACE}. "
        "Abgesagt bleibt: Dienstag, 12. Januar, 10 bis 11 Uhr. Ihr Platz ist noch für Sie da. Kommen Sie?"
    )
    for one in (second, third):
        await call_off_date(one, ILL, CLUB, LATER)
    assert await open_calls() == []


async def test_whoever_gives_up_is_not_told_what_takes_place() -> None:
    event, (_first, second, _third) = await a_course()
    receipt = await sign_up(event)
    await all_off(event)
    await back(second)
    await actions.sign_off(await of(receipt), VISITOR, LATER)
    assert await open_calls() == []


@pytest.mark.parametrize("heard", [False, True])
async def test_a_series_that_goes_on_otherwise_tells_of_its_new_dates(heard: bool) -> None:
    event, _dates = await a_member()
    await all_off(event)
    if heard:
        await everybody_is_reached()
    venue = (await Event.select(Event.venue).where(Event.id == event))[0]["venue"]
    change = SeriesChange(date(2027, 1, 21), THURSDAYS, venue, "Raum 2", "Neue Leitung.")
    await change_series(event, change, CLUB, LATER)
    said = "event_takes_place" if heard else "event_partly_off"
    assert await open_calls() == [said]
    assert "Donnerstag, 21. Januar, 10 bis 11 Uhr" in await script(said)
    assert "fallen leider 2 Termine aus" in await script(said) or heard


@pytest.mark.parametrize("heard", [False, True])
async def test_so_does_the_whole_event_with_another_rule(heard: bool) -> None:
    event, _dates = await a_member()
    await all_off(event)
    if heard:
        await everybody_is_reached()
    content = await content_with(when=THURSDAYS, terms=seats(4, SignUpMode.COURSE))
    assert await told_of_news(event, content, LATER) == ("Es gibt wieder Termine", Told(calls=1))
    await versions.submit(event, content, CLUB, LATER)
    waits = await waiting_content(subject_of(event))
    assert waits
    await versions.let_through(waits[0], CLUB, LATER)
    assert await open_calls() == ["event_takes_place"]
    assert "Der nächste Termin ist Donnerstag, 21. Januar, 10 bis 11 Uhr" in await script("event_takes_place")
    await call_off_event(event, ILL, CLUB, LATER + timedelta(hours=1))
    assert await open_calls() == ([] if heard else ["event_called_off"])


async def test_another_hour_for_what_stays_off_says_nothing_new() -> None:
    event, _dates = await a_member()
    await all_off(event)
    await everybody_is_reached()
    content = replace(THREE, starts=time(11), ends=time(12))
    await versions.submit(
        event, await content_with(when=content, terms=seats(4, SignUpMode.COURSE)), CLUB, LATER
    )
    waits = await waiting_content(subject_of(event))
    assert waits
    await versions.let_through(waits[0], CLUB, LATER)
    assert await open_calls() == []
