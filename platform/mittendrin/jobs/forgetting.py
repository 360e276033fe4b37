"""Contact data go 30 days after the date; counts and statuses stay, without anybody's name.

With the person go everything that was said to or about them: the helping relative, notes, attendance, mails, call
tasks, and the caller's name in the audit.
"""

from datetime import datetime
from typing import Any

from piccolo.custom_types import Combinable

from mittendrin.audit.actions import forget_who_spoke
from mittendrin.audit.tables import AuditEntry
from mittendrin.barriers.actions import forget_answered
from mittendrin.callbacks.actions import forget_called
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import foreign_key_violation
from mittendrin.desks.club.unfinished import forget_unfinished
from mittendrin.desks.office.notes import forget_notes
from mittendrin.engagements.upkeep import forget_over
from mittendrin.events.tables import Occurrence
from mittendrin.incidents.actions import forget_incidents
from mittendrin.jobs.rules import Progress, silent
from mittendrin.merging.actions import forget_merges
from mittendrin.needs.upkeep import forget_contacts
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.departures import forget_departures
from mittendrin.people.tables import KeptApart, Person, TrustedPerson
from mittendrin.people.trusted import forget_trusts
from mittendrin.registrations.rules import ALIVE, CONTACT_KEPT
from mittendrin.registrations.tables import Attendance, Registration
from mittendrin.rides.ending import forget_pairs, forget_pairs_of
from mittendrin.volunteering.upkeep import forget_ended

AT_A_TIME = 100
# Whoever is known for nothing else needs nobody to act for them, and nobody to be kept apart from.
_GO_WITH_THE_PERSON = (TrustedPerson.person, KeptApart.reported, KeptApart.other)


async def forget(now: datetime, seen: Progress = silent) -> str:
    sign_ups = await _over(now - CONTACT_KEPT)
    for start in range(0, len(sign_ups), AT_A_TIME):
        await _forget_sign_ups(sign_ups[start : start + AT_A_TIME])
        seen(min(start + AT_A_TIME, len(sign_ups)), len(sign_ups))
    await forget_pairs(now)
    await _forget_other_calls(now - CONTACT_KEPT)
    await forget_over(now)
    await forget_contacts(now)
    help_ended, called = await forget_ended(now), await forget_called(now)
    await forget_departures(now)
    await forget_incidents(now)
    await forget_trusts(now)
    people = await _forget_people(now - CONTACT_KEPT)
    await forget_merges(now)
    notes, reports = await forget_notes(now) + await forget_unfinished(now), await forget_answered(now)
    return (
        f"Contact data of {len(sign_ups)} sign-ups and {people} people forgotten, "
        f"with {notes} notes, {reports} answered reports, {called} calls back and {help_ended} offers and requests of help."
    )


async def _over(limit: datetime) -> list[int]:
    """Sign-ups whose last date, or whose regular place, ended before the limit."""
    reg: Any = Registration
    of_a_date = reg.occurrence.ends_at <= limit
    goes_on = Occurrence.select(Occurrence.event).where(Occurrence.ends_at > limit)
    series_over = reg.event.not_in(goes_on) & (reg.created_at <= limit)
    ended = reg.status.not_in([status.value for status in ALIVE]) & (reg.ended_at <= limit)
    of_a_series = reg.occurrence.is_null() & (series_over | ended)
    rows = await reg.select(reg.id).where(reg.person.is_not_null(), of_a_date | of_a_series).order_by(reg.id)
    return [row["id"] for row in rows]


async def _forget_sign_ups(ids: list[int]) -> None:
    subjects = [f"registration:{number}" for number in ids]
    nobody: dict[Any, Any] = {
        Registration.person: None,
        Registration.signed_by: "",
        Registration.note: "",
        Registration.needs_ride: False,
        Registration.ride_seats: 0,
        Registration.not_alone: False,
        Registration.ride_from: "",
    }
    async with transaction():
        await Registration.update(nobody).where(Registration.id.is_in(ids))
        await forget_pairs_of(ids)
        await Attendance.delete().where(Attendance.registration.is_in(ids))
        await Mail.delete().where(Mail.about.is_in(subjects))
        await CallTask.delete().where(CallTask.about.is_in(subjects))
        await forget_who_spoke(AuditEntry.subject.is_in(subjects))


async def _forget_other_calls(limit: datetime) -> None:
    """Tasks about a date as a whole name the people who were to be called."""
    about_a_date = CallTask.about.like("occurrence:%") | CallTask.about.like("event:%")
    await CallTask.delete().where((CallTask.due_at <= limit) & about_a_date)


async def _forget_people(limit: datetime) -> int:
    """Whom nothing points to any more. Rows that other rooms keep about a person protect it."""
    conditions: list[Combinable] = [Person.created_at <= limit]
    for reference in Person._meta.foreign_key_references:
        if any(reference is one for one in _GO_WITH_THE_PERSON):
            continue
        table: Any = reference._meta.table
        conditions.append(Person.id.not_in(table.select(reference).where(reference.is_not_null())))
    try:
        gone = await Person.delete().where(*conditions).returning(Person.id)
    except Exception as error:
        # Somebody of them has signed up this moment: tomorrow is another day.
        if not foreign_key_violation(error):
            raise
        return 0
    await _unsay_names([row["id"] for row in gone])
    return len(gone)


async def _unsay_names(person_ids: list[int]) -> None:
    """The log keeps that somebody looked and changed, but no longer at whom; SQLite gives such a number again."""
    if person_ids:
        nobody: dict[Any, Any] = {
            AuditEntry.subject: "person:forgotten",
            AuditEntry.subject_title: "",
            AuditEntry.detail: "",
        }
        subjects = [f"person:{number}" for number in person_ids]
        await forget_who_spoke(AuditEntry.subject.is_in(subjects), nobody)
