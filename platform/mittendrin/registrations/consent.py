"""The spoken consent at a sign-up by telephone: what is read out, and what goes on record with day and clerk."""

from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.queries import history
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.people.rules import Contact
from mittendrin.registrations.calls import subject_of
from mittendrin.registrations.messages import addressee_of
from mittendrin.registrations.queries import RegistrationView

CONSENT_GIVEN = "consent.given"


def consent_sentence(contact: Contact) -> str:
    """Names what is stored; before anything is typed, that we shall know how to reach them."""
    stored = [
        words
        for words, given in (
            (_("Ihre Telefonnummer"), contact.phone),
            (_("Ihre E-Mail-Adresse"), contact.email),
            (_("Ihre Adresse"), contact.address),
        )
        if given
    ]
    what = join_and([_("Ihren Namen"), *(stored or [_("wie wir Sie erreichen")])])
    return _("Wir speichern {was}, bis 30 Tage nach dem Termin. Ist das in Ordnung?", was=what)


async def has_consented(registration: RegistrationView) -> bool:
    return any(line.act == CONSENT_GIVEN for line in await history(subject_of(registration)))


async def record_consent(registration: RegistrationView, by: Doer, now: datetime) -> None:
    """Inside the transaction of whoever asked."""
    said = consent_sentence(addressee_of(registration).contact)
    await record(Act(CONSENT_GIVEN, subject_of(registration), reason=said), by, now)
