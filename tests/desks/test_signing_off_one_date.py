""" "sagt ab" about one date never ends a course or a regular place unless its button says so."""

from datetime import date, time

import pytest

import people
from makers import NOW, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import SYSTEM
from mittendrin.core.clock import at_local
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Occurrence
from mittendrin.outbox.calls import told_already
from mittendrin.registrations.calls import AGREED
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.tables import Absence, Registration
from people import sign_in
from registrations.seen import everybody_is_reached
from visitor import Visitor

DESK = "/verein/demo-turnverein-barbarossa"
LAST = "Dienstag, 30. März, 10 bis 11 Uhr"


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def a_call_about_one_date(mode: SignUpMode) -> int:
    """Its second date was moved. The id of that date."""
    event = await a_published_event(terms=seats(12, mode))
    await a_sign_up(event, whole=True)
    await told_already("registration:1", AGREED, SYSTEM, NOW)
    second = (await occurrence_ids(event))[1]
    wednesday = date(2027, 1, 20)
    move = Move(at_local(wednesday, time(10)), at_local(wednesday, time(11)), "", "Der Raum ist belegt.")
    await move_date(second, move, SYSTEM, NOW)
    return second


async def statuses() -> list[str]:
    return [row["status"] for row in await Registration.select(Registration.status)]


async def test_a_regular_place_stays_when_one_date_is_said_no_to(clerk: Visitor) -> None:
    second = await a_call_about_one_date(SignUpMode.REGULAR)
    await clerk.get("/buero/anrufe")
    await clerk.submit("diesmal nicht")
    assert await statuses() == ["confirmed"]
    assert await Absence.select(Absence.occurrence) == [{"occurrence": second}]
    assert "Demo-Person 1: diesmal nicht. Sagen Sie bitte Danke fürs Bescheidgeben." in clerk.page.text


async def test_a_course_is_given_up_only_by_a_button_that_says_so(clerk: Visitor) -> None:
    await a_call_about_one_date(SignUpMode.COURSE)
    await clerk.get("/buero/anrufe")
    words = f"sagt alle {await Occurrence.count()} Termine ab"
    await clerk.submit(words)
    assert await statuses() == ["signed_off"]
    assert f"Demo-Person 1: {words}." in clerk.page.text


async def test_about_the_whole_place_the_button_names_it(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12, SignUpMode.REGULAR)), whole=True)
    await clerk.get("/buero/anrufe")
    await clerk.submit("gibt den Stammplatz ab")
    assert await statuses() == ["signed_off"]


async def test_the_page_of_the_person_names_it_too_and_says_what_happened(clerk: Visitor) -> None:
    event = await a_published_event(terms=seats(12, SignUpMode.REGULAR))
    await a_sign_up(event, a_wish(email="eins@example.org"), whole=True)
    await clerk.submit("Finden", wer="Demo-Person")
    await clerk.submit("gibt den Stammplatz ab")
    assert (
        "Gymnastik im Sitzen, jeden Dienstag, 10 bis 11 Uhr, bis 30. März 2027: abgemeldet."
        in clerk.page.text
    )


async def test_the_club_names_it_too_and_says_what_happened(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_maintainer())
    event = await a_published_event(terms=seats(12, SignUpMode.COURSE))
    await a_sign_up(event, whole=True)
    await visitor.get(f"{DESK}/termine/{(await occurrence_ids(event))[1]}")
    many = await Occurrence.count()
    await visitor.submit(f"sagt alle {many} Termine ab: Demo-Person 1")
    assert await statuses() == ["signed_off"]
    assert f"Demo-Person 1 ist abgemeldet: alle {many} Termine ab" in visitor.page.text


@pytest.mark.parametrize(
    ("mode", "button", "later"),
    [
        (SignUpMode.REGULAR, "diesmal nicht", "kann diesmal nicht, Herr Büro"),
        (SignUpMode.COURSE, "sagt alle", "sagt den ganzen Kurs ab, Herr Büro"),
    ],
)
async def test_what_was_given_up_can_be_read_later(
    clerk: Visitor, mode: SignUpMode, button: str, later: str
) -> None:
    await a_call_about_one_date(mode)
    await clerk.get("/buero/anrufe")
    await clerk.submit(f"{button} {await Occurrence.count()} Termine ab" if button == "sagt alle" else button)
    await clerk.get("/buero?wer=Demo-Person+1")
    assert later in clerk.page.text


async def test_one_date_that_was_said_no_to_can_be_read_later(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)))
    await clerk.get("/buero/anrufe")
    await clerk.submit("sagt ab")
    await clerk.get("/buero?wer=Demo-Person+1")
    assert "sagt den Termin ab, Herr Büro" in clerk.page.text


async def the_last_date_is_left() -> int:
    """Of a course, all others are called off. The id of the last one."""
    event = await a_published_event(terms=seats(12, SignUpMode.COURSE))
    await a_sign_up(event, whole=True)
    *others, last = await occurrence_ids(event)
    for one in others:
        await call_off_date(one, CallingOff("Wasserschaden."), SYSTEM, NOW)
    await everybody_is_reached()
    return last


async def test_the_office_reads_the_date_that_takes_place(clerk: Visitor) -> None:
    await the_last_date_is_left()
    await clerk.get("/buero?wer=Demo-Person+1")
    off = "FÄLLT AUS: Dienstag, 12. Januar, 10 bis 11 Uhr"
    assert f"{LAST}{off}Stadtteilbüro Ost" in clerk.page.text
    await clerk.submit("sagt ab")
    assert f"Gymnastik im Sitzen, {LAST}: abgemeldet." in clerk.page.text


async def test_the_club_reads_the_date_that_takes_place(visitor: Visitor) -> None:
    last = await the_last_date_is_left()
    await sign_in(visitor, await people.a_maintainer())
    await visitor.get(f"{DESK}/termine/{last}")
    await visitor.submit("sagt ab: Demo-Person 1")
    assert f"Demo-Person 1 ist abgemeldet: {LAST}" in visitor.page.text
