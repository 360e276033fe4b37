"""What the slip says, and what whoever waits reads on the form and on the check page."""

from datetime import datetime, timedelta

import pytest

from app_fixtures import StandingClock
from makers import BERLIN, CLUB, NOW, a_published_event, a_sign_up, a_venue, a_wish, occurrence_ids, seats
from mittendrin.events.rules import SignUpMode
from mittendrin.places.tables import VenueAccess
from mittendrin.registrations.actions import sign_off, sign_up
from mittendrin.registrations.date_changes import Move, move_date
from mittendrin.registrations.links import slip_path
from mittendrin.registrations.rules import Target
from registrations.seen import of
from visitor import Visitor

FIRST = datetime(2027, 1, 12, 10, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (SignUpMode.REGULAR, "Stammplatz: jeden Dienstag"),
        (SignUpMode.COURSE, "Kurs: alle 12 Termine ab Dienstag, 12. Januar"),
    ],
)
async def test_whoever_waits_for_many_dates_reads_so(visitor: Visitor, mode: SignUpMode, words: str) -> None:
    event = await a_published_event(terms=seats(1, mode))
    first = await a_sign_up(event, whole=True)
    waits = await a_sign_up(event, a_wish("Demo-Person 2"), whole=True)
    await visitor.get(slip_path(waits.code))
    assert words in visitor.page.text
    await sign_off(await of(first), CLUB, NOW)
    await visitor.get(slip_path(waits.code))
    assert words in visitor.page.text


async def test_whoever_waits_for_one_date_reads_of_that_one(visitor: Visitor) -> None:
    event = await a_published_event(terms=seats(1))
    await a_sign_up(event)
    waits = await a_sign_up(event, a_wish("Demo-Person 2"))
    await visitor.get(slip_path(waits.code))
    assert "Dienstag, 12. Januar, 10 bis 11 Uhr" in visitor.page.text
    assert "Kurs:" not in visitor.page.text


async def test_where_a_couple_waits_for_the_free_seat_form_and_check_page_say_so(visitor: Visitor) -> None:
    event = await a_published_event(terms=seats(2))
    leaves = await a_sign_up(event, a_wish("Demo-Person 2"))
    await a_sign_up(event, a_wish("Demo-Person 3"))
    await a_sign_up(event, a_wish("Demo-Person 4", party=2))
    await sign_off(await of(leaves), CLUB, NOW)
    said = "Vor Ihnen wartet ein Paar, es braucht zwei Plätze. Sie können auf die Warteliste."
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen/anmelden")
    assert said in visitor.page.text
    await visitor.submit("Weiter: Angaben prüfen", name="Demo-Person 1", telefon="0171 3920001")
    assert said in visitor.page.text
    assert "Alle Plätze sind belegt" not in visitor.page.text


@pytest.mark.parametrize(("earlier", "calls"), [(timedelta(days=3), True), (timedelta(days=14), False)])
async def test_whoever_a_letter_would_reach_too_late_is_asked_to_call(
    visitor: Visitor, clock: StandingClock, earlier: timedelta, calls: bool
) -> None:
    event = await a_published_event(terms=seats(1))
    await a_sign_up(event)
    waits = await a_sign_up(event, a_wish("Demo-Person 2", address="Musterstraße 2, 67655 Kaiserslautern"))
    clock.now = FIRST - earlier
    await visitor.get(slip_path(waits.code))
    asked = "Rufen Sie uns bitte an, dann sagen wir Ihnen, ob ein Platz frei ist." in visitor.page.text
    promised = "Wird ein Platz frei, schicken wir Ihnen einen Brief." in visitor.page.text
    assert (asked, promised, "melden wir uns" in visitor.page.text) == (calls, not calls, not calls)


async def test_the_slip_says_how_to_get_in_and_by_bus(visitor: Visitor) -> None:
    event = await a_published_event(terms=seats(4))
    venue = await a_venue()
    bus = {"kind": "bus_stop", "known": "yes", "note": "80 Meter"}
    await VenueAccess.insert(
        VenueAccess(venue=venue, **bus), VenueAccess(venue=venue, kind="step_free", known="yes")
    )
    receipt = await a_sign_up(event)
    assert "ohne Stufen · Bus: 80 Meter" in (await visitor.get(slip_path(receipt.code))).text
    first = (await occurrence_ids(event))[0]
    starts = NOW + timedelta(hours=28)
    move = Move(starts, starts + timedelta(hours=1), "Rathaus", "Der Raum ist belegt.")
    await move_date(first, move, CLUB, NOW)
    assert "80 Meter" not in (await visitor.get(slip_path(receipt.code))).text


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ({}, "Kurz vorher erinnern wir Sie mit einem Anruf."),
        ({"email": "demo@example.org"}, "Am Tag vorher erinnern wir Sie mit einer E-Mail."),
        ({"phone": "", "address": "Musterstraße 2"}, "Einige Tage vorher erinnern wir Sie mit einem Brief."),
    ],
    ids=["telephone", "mail", "letter"],
)
async def test_a_slip_promises_a_reminder_only_while_one_comes(
    visitor: Visitor, clock: StandingClock, contact: dict[str, str], words: str
) -> None:
    event = await a_published_event(terms=seats(4))
    clock.now = datetime(2026, 12, 28, 9, tzinfo=BERLIN)
    first = Target(event, (await occurrence_ids(event))[0])
    receipt = await sign_up(first, a_wish("Demo-Person 1", **contact), CLUB, clock.now)
    await visitor.get(slip_path(receipt.code))
    assert words in visitor.page.text
    clock.now = datetime(2027, 1, 11, 9, tzinfo=BERLIN)
    await visitor.get(slip_path(receipt.code))
    assert "Sie sind angemeldet." in visitor.page.text
    assert "erinnern wir Sie" not in visitor.page.text


async def test_a_course_that_begins_tomorrow_has_reminders_later(visitor: Visitor) -> None:
    event = await a_published_event(terms=seats(4, SignUpMode.COURSE))
    receipt = await a_sign_up(event, whole=True)
    await visitor.get(slip_path(receipt.code))
    assert "An spätere Termine erinnern wir Sie kurz vorher mit einem Anruf." in visitor.page.text
