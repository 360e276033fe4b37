"""What is read out names what is stored."""

import pytest

from mittendrin.people.rules import Contact
from mittendrin.registrations.consent import consent_sentence


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
    said = f"Wir speichern {stored}, bis 30 Tage nach dem Termin. Ist das in Ordnung?"
    assert consent_sentence(contact) == said
