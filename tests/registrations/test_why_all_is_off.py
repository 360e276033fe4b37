"""Dates of which one call tells that they fall away may do so for several reasons: no date is told another's."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from makers import CLUB, NOW, TUESDAYS_AT_TEN, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.events.rules import SignUpMode
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.after_all import take_place_after_all
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.rules import Target
from mittendrin.registrations.series_changes import call_off_event
from registrations.seen import everybody_is_reached, open_calls, script

pytestmark = pytest.mark.usefixtures("database")
LETTER = {"address": "Musterstraße 2, 67655 Kaiserslautern"}
ICE = CallingOff("Glatteis", "Wir rufen an")
CLOSED = CallingOff("Turnhalle gesperrt", "Wir gehen spazieren")
HELLO = "Guten Tag Demo-Person 1."
PLACE = "Stadtteilbüro Ost, Raum 2"
TAKES_PLACE = f"10 bis 11 Uhr, {PLACE}. Ihr Platz ist noch für Sie da. Kommen Sie?"
ALL_CLOSED = (
    f"{HELLO} Gymnastik im Sitzen fällt leider ganz aus. "
    "Das gilt für alle Termine ab Dienstag, 12. Januar, 10 bis 11 Uhr. "
    "Der Grund: Turnhalle gesperrt. Stattdessen: Wir gehen spazieren."
)


async def a_member(weeks: int, **way: str) -> tuple[int, list[int]]:
    when = replace(TUESDAYS_AT_TEN, until=date(2027, 1, 5) + timedelta(weeks=weeks))
    event = await a_published_event(when=when, terms=seats(4, SignUpMode.COURSE))
    wish = a_wish("Demo-Person 1", **(way or {"phone": "+491713920001"}))
    await sign_up(Target(event, None), wish, VISITOR, NOW)
    await everybody_is_reached()
    return event, await occurrence_ids(event)


async def off(*occurrences: int, why: CallingOff = ICE) -> None:
    for one in occurrences:
        await call_off_date(one, why, CLUB, NOW)


async def test_one_date_off_and_then_all_for_another_reason() -> None:
    event, dates = await a_member(2)
    await off(dates[0])
    await call_off_event(event, CLOSED, CLUB, NOW)
    assert await open_calls() == ["event_called_off"]
    assert await script("event_called_off") == (
        f"{ALL_CLOSED} Für Dienstag, 12. Januar gilt ein anderer Grund: Glatteis. Stattdessen: Wir rufen an."
    )


async def test_the_reason_of_the_act_comes_first_though_most_dates_have_another() -> None:
    event, dates = await a_member(7)
    await off(*dates[1:])
    await call_off_event(event, CLOSED, CLUB, NOW)
    others = [
        f"Für Dienstag, {day} gilt ein anderer Grund: Glatteis. Stattdessen: Wir rufen an."
        for day in ("19. Januar", "26. Januar", "2. Februar", "9. Februar")
    ]
    assert await script("event_called_off") == " ".join((ALL_CLOSED, *others, "Für 2 weitere Termine auch."))


async def test_a_letter_says_each_reason_with_its_date() -> None:
    event, dates = await a_member(2, **LETTER)
    await off(dates[0])
    await call_off_event(event, CLOSED, CLUB, NOW)
    assert (
        "Der Grund: Turnhalle gesperrt Stattdessen: Wir gehen spazieren "
        "Für Dienstag, 12. Januar gilt ein anderer Grund: Glatteis. Stattdessen: Wir rufen an. "
    ) in await script("event_called_off")


async def test_when_a_date_comes_back_the_rest_keep_the_reason_of_each() -> None:
    event, dates = await a_member(4)
    await off(dates[0])
    await call_off_event(event, CLOSED, CLUB, NOW)
    await take_place_after_all(dates[2], CLUB, NOW)
    assert await open_calls() == ["event_partly_off"]
    assert await script("event_partly_off") == (
        f"{HELLO} Bei Gymnastik im Sitzen fallen leider 3 Termine aus. "
        "Der erste ist Dienstag, 12. Januar, der letzte Dienstag, 2. Februar. "
        "Der Grund: Turnhalle gesperrt. Stattdessen: Wir gehen spazieren. "
        "Für Dienstag, 12. Januar gilt ein anderer Grund: Glatteis. Stattdessen: Wir rufen an. "
        f"Dieser Termin findet statt: Dienstag, 26. Januar, {TAKES_PLACE}"
    )


async def test_off_again_for_a_third_reason_says_what_most_share() -> None:
    event, dates = await a_member(3)
    await call_off_event(event, CLOSED, CLUB, NOW)
    await take_place_after_all(dates[2], CLUB, NOW)
    await off(dates[2], why=CallingOff("Sturm!"))
    assert await script("event_called_off") == (
        f"{ALL_CLOSED} Für Dienstag, 26. Januar gilt ein anderer Grund: Sturm!"
    )


async def test_a_reason_without_a_full_stop_is_read_out_as_a_sentence() -> None:
    _event, dates = await a_member(2)
    await off(dates[0])
    assert (await script("called_off")).endswith("Der Grund: Glatteis. Stattdessen: Wir rufen an.")
