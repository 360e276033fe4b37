"""What is read out names what is stored."""

import pytest

from makers import a_published_event, seats
from mittendrin.audit.tables import AuditEntry
from mittendrin.database.sealing import opened
from mittendrin.events.rules import SignUpMode
from mittendrin.people.rules import Contact
from mittendrin.registrations.consent import consent_sentence, kept_until
from mittendrin.registrations.rules import Target
from people import a_clerk, sign_in
from visitor import Visitor


@pytest.mark.parametrize(
    ("contact", "stored"),
    [
        (Contact(""), "Ihren Namen und wie wir Sie erreichen"),
        (Contact("", phone="+496315550"), "Ihren Namen und Ihre Telefonnummer"),
        (Contact("", address="Musterstraße 1"), "Ihren Namen und Ihre Adresse"),
        (
            Contact("", phone="+496315550", email="eins@example.org"),
            "Ihren Namen, Ihre Telefonnummer und Ihre E-Mail-Adresse",
        ),
    ],
)
def test_the_sentence_names_what_is_stored(contact: Contact, stored: str) -> None:
    said = f"Wir speichern {stored}. Wir löschen das 30 Tage nach dem Termin. Ist das in Ordnung?"
    assert consent_sentence(contact, "30 Tage nach dem Termin") == said


@pytest.mark.parametrize(
    ("target", "mode", "words"),
    [
        (Target(7, 12), SignUpMode.EACH_DATE, "30 Tage nach dem Termin"),
        (Target(7, 12), SignUpMode.REGULAR, "30 Tage nach dem Termin"),
        (Target(7, None), SignUpMode.COURSE, "30 Tage nach dem letzten Termin"),
        (Target(7, None), SignUpMode.REGULAR, "30 Tage nach dem Ende Ihres Stammplatzes"),
    ],
)
def test_data_are_kept_as_long_as_the_sign_up_lasts(target: Target, mode: SignUpMode, words: str) -> None:
    assert kept_until(target, mode) == words


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        (SignUpMode.EACH_DATE, "Wir löschen sie 30 Tage nach dem Termin."),
        (SignUpMode.COURSE, "Wir löschen sie 30 Tage nach dem letzten Termin."),
        (SignUpMode.REGULAR, "Wir löschen sie 30 Tage nach dem Ende Ihres Stammplatzes."),
    ],
)
async def test_the_check_page_says_how_long(visitor: Visitor, mode: SignUpMode, words: str) -> None:
    await a_published_event(terms=seats(4, mode))
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen/anmelden")
    await visitor.submit("Weiter: Angaben prüfen", name="Demo-Person 1", telefon="0171 3920001")
    assert words in visitor.page.text


async def test_what_is_read_out_and_kept_on_record_is_true_of_a_course(visitor: Visitor) -> None:
    await a_published_event(terms=seats(4, SignUpMode.COURSE))
    await sign_in(visitor, await a_clerk())
    await visitor.get("/buero/anmelden")
    assert "Wir löschen das 30 Tage nach Ihrem letzten Termin." in visitor.page.text
    await visitor.submit("Suchen", suche="Gymnastik", name="Demo-Person 7", telefon="0171 3920007")
    assert "Wir löschen das 30 Tage nach dem letzten Termin." in visitor.page.text
    await visitor.submit("Anmelden", personen="1", kanal="phone", einwilligung="ja")
    entry = AuditEntry
    (given,) = await entry.select(entry.reason).where(entry.act == "consent.given")
    assert "Wir löschen das 30 Tage nach dem letzten Termin." in opened(given["reason"])
