"""A series has changed for good, and its first date changes again before anybody has heard: both are told."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from makers import BERLIN, CLUB, NOW, TUESDAYS_AT_TEN, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.events.actions import load
from mittendrin.events.content import content_of
from mittendrin.events.rules import SignUpMode
from mittendrin.registrations import actions
from mittendrin.registrations.after_all import take_place_after_all
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.rules import Target
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.series_changes import change_series
from registrations.seen import everybody_is_reached, script

pytestmark = pytest.mark.usefixtures("database")
FOUR = replace(TUESDAYS_AT_TEN, until=date(2027, 2, 2))
SECOND = date(2027, 1, 19)
HELLO = "Guten Tag Demo-Person 1."
PLACE = "Stadtteilbüro Ost, Raum 2"
THEN = f"Ab dann ist es immer so: Dienstag, 26. Januar, 15 bis 16 Uhr. Der Ort: {PLACE}."


async def a_change_that_nobody_has_heard_of(**way: str) -> int:
    """From ten to three o'clock, from the second date on. The first date of what goes on."""
    event = await a_published_event(when=FOUR, terms=seats(4, SignUpMode.COURSE))
    wish = a_wish("Demo-Person 1", **(way or {"phone": "+491713920001"}))
    await actions.sign_up(Target(event, None), wish, VISITOR, NOW)
    await everybody_is_reached()
    content = content_of(await load(event))
    when = replace(content.when, first_day=SECOND, starts=time(15), ends=time(16))
    wished = SeriesChange(SECOND, when, content.venue_id, content.room, "Saal belegt")
    return (await occurrence_ids(await change_series(event, wished, CLUB, NOW)))[0]


async def move(occurrence: int, to: datetime) -> None:
    await move_date(occurrence, Move(to, to + timedelta(hours=1), "", "Heizung defekt"), CLUB, NOW)


async def test_the_first_date_moves() -> None:
    first = await a_change_that_nobody_has_heard_of()
    await move(first, datetime(2027, 1, 20, 16, tzinfo=BERLIN))
    assert await script("moved") == (
        f"{HELLO} Es gibt eine Änderung bei Gymnastik im Sitzen. Bisher war es Dienstag, 19. Januar, 10 bis 11 Uhr. "
        f"Jetzt ist es Mittwoch, 20. Januar, 16 bis 17 Uhr. Der Ort: {PLACE}. {THEN} "
        "Der Grund: Heizung defekt. Ihr Platz bleibt. Passt das für Sie?"
    )
    await move(first, datetime(2027, 1, 21, 16, tzinfo=BERLIN))
    assert THEN in await script("moved")


async def test_the_first_date_is_at_its_old_time_after_all() -> None:
    first = await a_change_that_nobody_has_heard_of()
    await move(first, datetime(2027, 1, 19, 10, tzinfo=BERLIN))
    assert await script("moved") == (
        f"{HELLO} Es gibt eine Änderung bei Gymnastik im Sitzen. "
        f"Tag, Uhrzeit und Ort bleiben: Dienstag, 19. Januar, 10 bis 11 Uhr. Der Ort: {PLACE}. {THEN} "
        "Der Grund: Heizung defekt. Ihr Platz bleibt. Passt das für Sie?"
    )


async def test_the_first_date_falls_away_and_comes_back() -> None:
    first = await a_change_that_nobody_has_heard_of()
    await call_off_date(first, CallingOff("Die Leiterin ist krank."), CLUB, NOW)
    assert await script("called_off") == (
        f"{HELLO} Der Termin Gymnastik im Sitzen, Dienstag, 19. Januar, 10 bis 11 Uhr, fällt leider aus. "
        "Wir hatten ihn verlegt. Auch der neue Termin fällt aus: Dienstag, 19. Januar, 15 bis 16 Uhr. "
        f"Der Grund: Die Leiterin ist krank. {THEN}"
    )
    await take_place_after_all(first, CLUB, NOW)
    assert THEN in await script("moved")


async def test_who_has_heard_of_it_hears_of_the_one_date_alone() -> None:
    first = await a_change_that_nobody_has_heard_of()
    await everybody_is_reached()
    await move(first, datetime(2027, 1, 20, 16, tzinfo=BERLIN))
    assert "danach" not in await script("moved")


async def test_a_letter_says_it_too() -> None:
    first = await a_change_that_nobody_has_heard_of(address="Musterstraße 2, 67655 Kaiserslautern")
    await move(first, datetime(2027, 1, 20, 16, tzinfo=BERLIN))
    assert THEN in await script("moved")
    await call_off_date(first, CallingOff("Die Leiterin ist krank."), CLUB, NOW)
    assert THEN in await script("called_off")
