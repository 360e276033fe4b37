"""The spoken consent at a sign-up by telephone: what is read out, and what goes on record with day and clerk."""

from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.queries import history
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.events.actions import load
from mittendrin.events.rules import SignUpMode
from mittendrin.people.rules import Contact
from mittendrin.registrations.calls import subject_of
from mittendrin.registrations.messages import addressee_of
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.rules import Target

CONSENT_GIVEN = "consent.given"


def kept_until(target: Target, mode: SignUpMode) -> str:
    """How long contact data stay: of a course or a regular place as long as it lasts (see jobs.forgetting)."""
    if target.occurrence_id is not None:
        return _("30 Tage nach dem Termin")
    if mode is SignUpMode.REGULAR:
        return _("30 Tage nach dem Ende Ihres Stammplatzes")
    return _("30 Tage nach dem letzten Termin")


def kept_until_any() -> str:
    """Before anything is chosen: true of a date, a course and a regular place."""
    return _("30 Tage nach Ihrem letzten Termin")


def consent_sentence(contact: Contact, kept: str) -> str:
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
    return _("Wir speichern {was}. Wir löschen das {kept}. Ist das in Ordnung?", was=what, kept=kept)


async def has_consented(registration: RegistrationView) -> bool:
    return any(line.act == CONSENT_GIVEN for line in await history(subject_of(registration)))


async def record_consent(registration: RegistrationView, by: Doer, now: datetime) -> None:
    """Inside the transaction of whoever asked."""
    mode = SignUpMode((await load(registration.target.event_id)).mode)
    kept = kept_until(registration.target, mode)
    said = consent_sentence(addressee_of(registration).contact, kept)
    await record(Act(CONSENT_GIVEN, subject_of(registration), reason=said), by, now)
