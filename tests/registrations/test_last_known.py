"""A date changes again before somebody has heard of the first change: the news begins with what they know."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from html_page import words
from makers import BERLIN, CLUB, NOW, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Occurrence
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.registrations import actions
from mittendrin.registrations.after_all import event_takes_place_after_all, take_place_after_all
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.links import slip_path
from mittendrin.registrations.rules import Target
from mittendrin.registrations.series_changes import call_off_event
from mittendrin.registrations.tables import Registration
from registrations.seen import everybody_is_reached, open_calls, script
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
TUESDAY = datetime(2027, 1, 12, 10, tzinfo=BERLIN)
WEDNESDAY, THURSDAY = TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=2)
ILL = CallingOff("Die Leiterin ist krank.")
HELLO = "Guten Tag Demo-Person 1."
BY_TELEPHONE = {"phone": "+491713920001"}
BY_LETTER = {"address": "Musterstraße 2, 67655 Kaiserslautern"}
Ways = dict[str, str]


async def a_guest(way: Ways, mode: SignUpMode = SignUpMode.EACH_DATE) -> int:
    """Of Tuesday, 12 January, ten o'clock; they have heard that it is confirmed."""
    event = await a_published_event(terms=seats(4, mode))
    first = (await occurrence_ids(event))[0]
    target = Target(event, None if mode is SignUpMode.COURSE else first)
    await actions.sign_up(target, a_wish("Demo-Person 1", **way), VISITOR, NOW)
    await everybody_is_reached()
    return first


async def event_of(date: int) -> int:
    (row,) = await Occurrence.select(Occurrence.event).where(Occurrence.id == date)
    return int(row["event"])


async def move(date: int, to: datetime, reason: str = "Heizung defekt") -> None:
    await move_date(date, Move(to, to + timedelta(hours=1), "", reason), CLUB, NOW)


async def call_off(date: int) -> None:
    await call_off_date(date, ILL, CLUB, NOW)


async def test_whoever_knows_nothing_of_the_move_reads_of_their_own_day_that_it_is_off() -> None:
    date = await a_guest(BY_TELEPHONE)
    await move(date, WEDNESDAY)
    await call_off(date)
    assert await open_calls() == ["called_off"]
    assert await script("called_off") == (
        f"{HELLO} Der Termin Gymnastik im Sitzen, Dienstag, 12. Januar, 10 bis 11 Uhr, fällt leider aus. "
        "Wir hatten ihn verlegt. Auch der neue Termin fällt aus: Mittwoch, 13. Januar, 10 bis 11 Uhr. "
        "Der Grund: Die Leiterin ist krank."
    )


async def test_whoever_was_called_about_the_move_hears_only_of_the_new_day() -> None:
    date = await a_guest(BY_TELEPHONE)
    await move(date, WEDNESDAY)
    await everybody_is_reached()
    await call_off(date)
    assert await script("called_off") == (
        f"{HELLO} Der Termin Gymnastik im Sitzen, Mittwoch, 13. Januar, 10 bis 11 Uhr, fällt leider aus. "
        "Der Grund: Die Leiterin ist krank."
    )


async def test_the_slip_of_what_was_moved_and_called_off_names_both_days(visitor: Visitor) -> None:
    date = await a_guest(BY_TELEPHONE)
    await move(date, WEDNESDAY)
    await call_off(date)
    (row,) = await Registration.select(Registration.code)
    await visitor.get(slip_path(row["code"]))
    assert "Mittwoch, 13. Januar, 10 bis 11 Uhr, ursprünglich Dienstag, 12. Januar" in words(
        visitor.page.main
    )


@pytest.mark.parametrize("mode", [SignUpMode.EACH_DATE, SignUpMode.COURSE])
async def test_a_second_move_is_told_from_the_day_that_they_know(mode: SignUpMode) -> None:
    date = await a_guest(BY_TELEPHONE, mode)
    await move(date, WEDNESDAY)
    await move(date, THURSDAY, "Saal belegt")
    assert await open_calls() == ["moved"]
    assert await script("moved") == (
        f"{HELLO} Es gibt eine Änderung bei Gymnastik im Sitzen. Bisher war es Dienstag, 12. Januar, 10 bis 11 Uhr. "
        "Jetzt ist es Donnerstag, 14. Januar, 10 bis 11 Uhr. Der Ort: Stadtteilbüro Ost, Raum 2. "
        "Der Grund: Saal belegt. Ihr Platz bleibt. Passt das für Sie?"
    )


@pytest.mark.parametrize("off", [False, True], ids=["moved again", "called off"])
async def test_they_are_called_before_the_day_that_they_know(off: bool) -> None:
    date = await a_guest(BY_TELEPHONE)
    await move(date, THURSDAY)
    await (call_off(date) if off else move(date, THURSDAY + timedelta(days=1)))
    (row,) = await CallTask.select(CallTask.due_at, CallTask.happens_at).where(CallTask.state == "open")
    assert row["due_at"] <= row["happens_at"] == TUESDAY


async def back_again(date: int) -> None:
    await move(date, WEDNESDAY)
    await move(date, TUESDAY)


async def off_and_on(date: int) -> None:
    await call_off(date)
    await take_place_after_all(date, CLUB, NOW)


async def through_everything(date: int) -> None:
    await move(date, WEDNESDAY)
    await off_and_on(date)
    await move(date, TUESDAY)


@pytest.mark.parametrize("changes", [back_again, off_and_on, through_everything])
@pytest.mark.parametrize("way", [BY_TELEPHONE, BY_LETTER], ids=["call", "letter"])
async def test_whoever_has_heard_of_nothing_hears_nothing_when_all_is_as_it_was(
    changes: Callable[[int], Awaitable[None]], way: Ways
) -> None:
    date = await a_guest(way)
    await changes(date)
    assert await open_calls() == []


async def test_what_was_still_to_be_confirmed_is_confirmed_after_all() -> None:
    event = await a_published_event(terms=seats(4))
    date = (await occurrence_ids(event))[0]
    await actions.sign_up(Target(event, date), a_wish("Demo-Person 1"), VISITOR, NOW)
    await off_and_on(date)
    assert await open_calls() == ["confirmed"]


async def test_who_knows_that_it_is_off_hears_at_once_that_it_is_on_and_when() -> None:
    date = await a_guest(BY_TELEPHONE)
    await call_off(date)
    await everybody_is_reached()
    await take_place_after_all(date, CLUB, NOW)
    await move(date, WEDNESDAY)
    assert await open_calls() == ["takes_place"]
    assert await script("takes_place") == (
        f"{HELLO} Eine gute Nachricht: Gymnastik im Sitzen findet jetzt doch statt. "
        "Es geht um Dienstag, 12. Januar, 10 bis 11 Uhr. "
        "Aber Zeit oder Ort sind anders: Mittwoch, 13. Januar, 10 bis 11 Uhr, Stadtteilbüro Ost, Raum 2. "
        "Der Grund: Heizung defekt. Ihr Platz ist noch für Sie da. Kommen Sie?"
    )


async def test_a_mail_tells_at_once_so_the_next_one_goes_on_from_it() -> None:
    date = await a_guest({"email": "eins@example.org"})
    await move(date, WEDNESDAY)
    await move(date, THURSDAY)
    await move(date, TUESDAY)
    await call_off(date)
    bodies = [row["body"] for row in await Mail.select(Mail.body).order_by(Mail.id)]
    was = ["Bisher:\nGymnastik im Sitzen, Dienstag, 12.", "Bisher:\nGymnastik im Sitzen, Mittwoch, 13."]
    assert [one for one in was if one in bodies[1] + bodies[2]] == was
    assert (
        "Bisher:\nGymnastik im Sitzen, Donnerstag, 14. Januar, 10 bis 11 Uhr, Stadtteilbüro Ost" in bodies[3]
    )
    assert bodies[4].startswith(
        "Guten Tag Demo-Person 1,\n\ndieser Termin fällt leider aus:\n\n"
        "Gymnastik im Sitzen\nDienstag, 12. Januar, 10 bis 11 Uhr\n"
        "Stadtteilbüro Ost, Musterstraße 1, 67655 Kaiserslautern, Raum 2\n\nDer Grund: Die Leiterin ist krank.\n"
    )


async def test_a_letter_names_both_days_too() -> None:
    date = await a_guest(BY_LETTER)
    await move(date, WEDNESDAY)
    await call_off(date)
    assert (await script("called_off")).startswith(
        "Guten Tag Demo-Person 1, dieser Termin fällt leider aus: "
        "Gymnastik im Sitzen Dienstag, 12. Januar, 10 bis 11 Uhr "
        "Stadtteilbüro Ost, Musterstraße 1, 67655 Kaiserslautern, Raum 2 "
        "Wir hatten ihn verlegt. Auch der neue Termin fällt aus: Mittwoch, 13. Januar, 10 bis 11 Uhr "
        "Der Grund: Die Leiterin ist krank."
    )


async def test_a_whole_course_off_and_on_again_leaves_only_the_move_to_be_said() -> None:
    date = await a_guest(BY_TELEPHONE, SignUpMode.COURSE)
    event = await event_of(date)
    await move(date, WEDNESDAY)
    await call_off_event(event, ILL, CLUB, NOW)
    assert await open_calls() == ["event_called_off"]
    await event_takes_place_after_all(event, CLUB, NOW)
    assert await open_calls() == ["moved"]
    assert (
        "Bisher war es Dienstag, 12. Januar, 10 bis 11 Uhr. Jetzt ist es Mittwoch, 13. Januar"
        in await script("moved")
    )


async def test_who_knows_that_a_whole_course_is_off_is_not_told_twice() -> None:
    date = await a_guest(BY_TELEPHONE, SignUpMode.COURSE)
    event = await event_of(date)
    await call_off_event(event, ILL, CLUB, NOW)
    await everybody_is_reached()
    await event_takes_place_after_all(event, CLUB, NOW)
    assert await open_calls() == ["event_takes_place"]
    await call_off_event(event, ILL, CLUB, NOW)
    assert await open_calls() == []


async def test_one_date_of_a_course_that_stays_off_is_still_told() -> None:
    date = await a_guest(BY_TELEPHONE, SignUpMode.COURSE)
    event = await event_of(date)
    await call_off(date)
    await call_off_event(event, ILL, CLUB, NOW + timedelta(hours=1))
    await event_takes_place_after_all(event, CLUB, NOW + timedelta(hours=2))
    assert await open_calls() == ["called_off"]
