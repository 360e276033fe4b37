"""Signing up "im Auftrag": any order, kept as a note, told at once, the spoken consent on record."""

import re
from dataclasses import replace
from datetime import time, timedelta

import pytest

import people
from app_fixtures import StandingClock
from makers import NOW, TUESDAYS_AT_TEN, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.tokens import show_slip_code
from mittendrin.database.sealing import opened
from mittendrin.desks.office.notes import KEPT, forget_notes
from mittendrin.desks.office.tables import OfficeNote
from mittendrin.events.rules import SignUpMode
from mittendrin.outbox.tables import CallTask
from mittendrin.places.tables import Topic
from mittendrin.registrations.tables import Registration
from people import sign_in
from visitor import Visitor

CALLER = {"name": "Demo-Person 7", "telefon": "0171 3920007", "einwilligung": "ja"}


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def test_a_caller_is_signed_up_on_one_page(clerk: Visitor) -> None:
    event_id = await a_published_event(terms=seats(12))
    date_id = (await occurrence_ids(event_id))[1]
    await clerk.get("/buero/anmelden")
    await clerk.submit("Suchen", suche="Gymnastik 19.1.", **CALLER)
    await clerk.submit("Anmelden", bemerkung="Ruft lieber vormittags zurück.")

    assert clerk.page.heading == "Demo-Person 7 ist angemeldet."
    assert "Wir erreichen Sie unter 0171 39 20 007." in clerk.page.text
    (stored,) = await Registration.select(Registration.occurrence, Registration.channel, Registration.note)
    assert stored | {"note": opened(stored["note"])} == {
        "occurrence": date_id,
        "channel": "phone",
        "note": "Ruft lieber vormittags zurück.",
    }


async def test_the_spoken_consent_is_on_record_with_day_and_clerk(clerk: Visitor) -> None:
    await _sign_up(clerk)
    entry = AuditEntry
    (given,) = await entry.select(entry.at, entry.actor_name, entry.on_behalf_of, entry.channel).where(
        entry.act == "consent.given"
    )
    assert given == {
        "at": NOW,
        "actor_name": "Herr Büro",
        "on_behalf_of": "Demo-Person 7",
        "channel": "phone",
    }


async def _sign_up(clerk: Visitor, **values: str) -> None:
    await a_published_event(terms=seats(12))
    await clerk.get("/buero/anmelden")
    await clerk.submit("Suchen", suche="Gymnastik 12.1.", **CALLER | values)
    await clerk.submit("Anmelden")


async def test_nobody_calls_back_to_tell_what_was_just_told(clerk: Visitor) -> None:
    await _sign_up(clerk)
    assert await CallTask.select(CallTask.purpose, CallTask.state) == [
        {"purpose": "confirmed", "state": "done"}
    ]


async def test_who_wrote_a_letter_is_still_told(clerk: Visitor) -> None:
    await _sign_up(clerk, kanal="letter", telefon="", adresse="Musterstraße 1, Kaiserslautern")
    assert await CallTask.select(CallTask.way, CallTask.state) == [{"way": "letter", "state": "open"}]
    await clerk.click("Bestätigung als Brief drucken")
    assert "Musterstraße 1, Kaiserslautern" in clerk.page.text


async def test_without_the_consent_nothing_is_stored(clerk: Visitor) -> None:
    await _sign_up(clerk, einwilligung=[])  # type: ignore[arg-type]
    assert clerk.page.errors == ["Fragen Sie bitte, ob wir die Angaben speichern dürfen."]
    assert not await Registration.exists()
    await clerk.submit("Anmelden", einwilligung="ja")
    assert clerk.page.heading == "Demo-Person 7 ist angemeldet."


async def test_the_same_form_sent_twice_signs_up_once(clerk: Visitor) -> None:
    await a_published_event(terms=seats(12))
    await clerk.get("/buero/anmelden")
    kept = await clerk.submit("Suchen", suche="Gymnastik 12.1.", **CALLER)
    await clerk.submit("Anmelden")
    clerk.page = kept
    await clerk.submit("Anmelden")
    assert clerk.page.heading == "Demo-Person 7 ist angemeldet."
    assert await Registration.count() == 1
    assert await AuditEntry.count().where(AuditEntry.act == "consent.given") == 1


async def test_back_in_the_browser_another_name_is_another_person(clerk: Visitor) -> None:
    await a_published_event(terms=seats(12))
    await clerk.get("/buero/anmelden")
    kept = await clerk.submit("Suchen", suche="Gymnastik 12.1.", **CALLER)
    await clerk.submit("Anmelden")
    clerk.page = kept
    await clerk.submit("Anmelden", name="Bert Bronk", telefon="0171 3920008")
    assert clerk.page.heading == "Bert Bronk ist angemeldet."
    assert await Registration.count() == 2


async def test_the_office_signs_up_after_the_deadline(clerk: Visitor) -> None:
    await a_published_event(terms=seats(12, deadline_days=5))
    await clerk.get("/buero/anmelden")
    await clerk.submit("Suchen", suche="Gymnastik 12.1.", **CALLER)
    await clerk.submit("Anmelden")
    assert clerk.page.heading == "Demo-Person 7 ist angemeldet."


async def test_what_needs_no_sign_up_says_so(clerk: Visitor) -> None:
    await a_published_event()
    await clerk.get("/buero/anmelden")
    await clerk.submit("Suchen", suche="dienstag")
    assert "Sie brauchen keine Anmeldung. Kommen Sie einfach." in clerk.page.text


async def test_a_course_is_joined_as_a_whole(clerk: Visitor) -> None:
    event_id = await a_published_event(terms=seats(12, SignUpMode.COURSE))
    await clerk.get("/buero/anmelden")
    await clerk.submit("Suchen", suche="Gymnastik", **CALLER)
    await clerk.submit("Anmelden", termin=f"{event_id}")
    assert await Registration.select(Registration.event, Registration.occurrence) == [
        {"event": event_id, "occurrence": None}
    ]


async def test_a_known_person_need_not_say_everything_again(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)))
    await clerk.get("/buero")
    await clerk.submit("Finden", wer="0001")
    await clerk.click("Anmelden für einen Termin")
    assert clerk.page.form("Anmelden").value("name") == "Demo-Person 1"
    assert clerk.page.form("Anmelden").value("telefon") == "0171 39 20 001"


async def test_half_a_form_is_kept_and_finished_later(clerk: Visitor) -> None:
    await a_published_event(terms=seats(12))
    await clerk.get("/buero/anmelden")
    await clerk.submit("Notiz sichern, später fertig machen", name="Demo-Person 7", telefon="kommt noch")
    await clerk.click("Demo-Person 7, kommt noch")
    assert clerk.page.form("Anmelden").value("telefon") == "kommt noch"

    await clerk.submit("Suchen", suche="Gymnastik 12.1.", **CALLER)
    await clerk.submit("Notiz sichern, später fertig machen")
    assert await OfficeNote.count() == 1
    await clerk.click("Demo-Person 7, 0171 3920007, Gymnastik 12.1.")
    await clerk.submit("Anmelden", einwilligung="ja")
    assert clerk.page.heading == "Demo-Person 7 ist angemeldet."
    assert await OfficeNote.count() == 0


async def test_notes_are_thrown_away_by_hand_or_after_two_weeks(clerk: Visitor, clock: StandingClock) -> None:
    await clerk.get("/buero/anmelden")
    await clerk.submit("Notiz sichern, später fertig machen", name="Demo-Person 7")
    await clerk.submit("Löschen Demo-Person 7")
    assert await OfficeNote.count() == 0

    await clerk.get("/buero/anmelden")
    await clerk.submit("Notiz sichern, später fertig machen", name="Demo-Person 8")
    assert await forget_notes(clock.now + KEPT - timedelta(minutes=1)) == 0
    assert await forget_notes(clock.now + KEPT) == 1


async def test_who_is_signed_up_already_is_shown_and_may_be_somebody_else(clerk: Visitor) -> None:
    await _sign_up(clerk)
    code = (await Registration.select(Registration.code))[0]["code"]
    await clerk.get("/buero/anmelden")
    await clerk.submit("Suchen", suche="Gymnastik 12.1.", **CALLER)
    await clerk.submit("Anmelden")
    assert clerk.page.errors == [
        "Demo-Person 7 ist schon angemeldet: Gymnastik im Sitzen, Dienstag, 12. Januar, 10 bis 11 Uhr. "
        f"Der Zettel-Code ist {show_slip_code(code)}."
    ]
    assert await Registration.count() == 1
    await clerk.submit("Anmelden", trotzdem="ja")
    assert clerk.page.heading == "Demo-Person 7 ist angemeldet."
    assert await Registration.count() == 2


async def test_the_way_to_the_sign_up_that_is_there_already(clerk: Visitor) -> None:
    await _sign_up(clerk)
    await clerk.get("/buero/anmelden")
    await clerk.submit("Suchen", suche="Gymnastik 12.1.", **CALLER)
    await clerk.submit("Anmelden")
    await clerk.click("Anmeldung ansehen oder ändern")
    await clerk.submit("sagt ab")
    assert await Registration.select(Registration.status) == [{"status": "signed_off"}]


async def test_the_word_in_the_title_stands_first_and_other_exercise_is_left_out(clerk: Visitor) -> None:
    await a_published_event(title="Rückenschule", description="Für Freunde von Yoga.", terms=seats(12))
    await a_published_event(terms=seats(12))
    later = replace(TUESDAYS_AT_TEN, starts=time(15), ends=time(16))
    await a_published_event(title="Yoga auf dem Stuhl", when=later, terms=seats(12))
    await Topic.update({Topic.synonyms: "Yoga"}).where(Topic.slug == "bewegung")
    await clerk.get("/buero/anmelden")
    await clerk.submit("Suchen", suche="Yoga 19.1.", **CALLER)
    text = clerk.page.text
    assert 0 < text.index("Yoga auf dem Stuhl,") < text.index("Rückenschule,")
    assert "Gymnastik im Sitzen" not in text


@pytest.mark.parametrize(
    ("typed", "field", "kept"),
    [("Demo-Neu", "name", True), ("0171 3920099", "telefon", True), ("9099", "telefon", False)],
)
async def test_somebody_new_need_not_be_typed_twice(
    clerk: Visitor, typed: str, field: str, kept: bool
) -> None:
    await clerk.get(f"/buero?wer={typed}")
    await clerk.click("Anmeldung für jemand Neuen")
    filled = re.search(rf'<input[^>]*name="{field}"[^>]*value="{typed}"', clerk.page.answer.text)
    assert bool(filled) == kept


async def test_an_empty_note_is_refused_kindly(clerk: Visitor) -> None:
    await clerk.get("/buero/anmelden")
    await clerk.submit("Notiz sichern, später fertig machen")
    assert "Schreiben Sie bitte zuerst etwas auf." in clerk.page.text
    assert await OfficeNote.count() == 0


async def test_a_note_without_a_name_says_its_first_words_and_when(clerk: Visitor) -> None:
    await clerk.get("/buero/anmelden")
    await clerk.submit("Notiz sichern, später fertig machen", bemerkung="Frau mit Hund, will zum Chor")
    assert "Frau mit Hund, will zum Chor Herr Büro, Montag, 11. Januar, 8 Uhr" in clerk.page.text


async def test_when_the_day_holds_nothing_more_the_clerk_reads_so(clerk: Visitor) -> None:
    await a_published_event(terms=seats(12))
    await clerk.get("/buero/anmelden")
    await clerk.submit("Suchen", suche="heute")
    assert "Heute gibt es nichts mehr." in clerk.page.text


async def test_the_exact_name_stands_before_longer_ones(clerk: Visitor) -> None:
    event_id = await a_published_event(terms=seats(12))
    for number in (14, 40, 41, 4):
        await a_sign_up(event_id, a_wish(f"Demo-Person {number}", phone=f"+4917139200{number:02}"))
    await clerk.get("/buero?wer=Person 4")
    shown = [link.text for link in clerk.page.links if "Demo-Person" in link.text]
    assert shown == [f"Demo-Person {number}" for number in (4, 14, 40, 41)]
