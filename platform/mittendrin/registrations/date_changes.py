"""A date is called off or moved, or the whole event is: everybody who signed up learns of it, on their own way."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piccolo.columns import Column

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.events import queries as events
from mittendrin.events.actions import note_change
from mittendrin.events.rules import DateState
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.registrations import queries
from mittendrin.registrations.messages import addressee_of, tell_about
from mittendrin.registrations.queries import RegistrationView, TargetView
from mittendrin.registrations.rules import ALIVE
from mittendrin.registrations.tables import Absence, Registration

Changes = dict[Column | str, Any]


@dataclass(frozen=True, slots=True)
class CallingOff:
    """`instead` is what people can do instead, in plain words; it may be empty."""

    reason: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """The new time, aware UTC, and where it takes place if not at the usual place."""

    starts: datetime
    ends: datetime
    place: str
    reason: str


async def call_off_date(occurrence_id: int, why: CallingOff, by: Doer, now: datetime) -> int:
    """Takes effect at once. Answers how many sign-ups are told."""
    async with transaction():
        date = await _changeable(occurrence_id, now)
        changes: Changes = {
            Occurrence.state: DateState.CALLED_OFF.value,
            Occurrence.reason: why.reason,
            Occurrence.instead: why.instead,
        }
        return await _change(date, changes, "called_off", by, now)


async def move_date(occurrence_id: int, move: Move, by: Doer, now: datetime) -> int:
    """Takes effect at once; sign-ups stay. Answers how many are told."""
    if move.ends <= move.starts:
        raise Refused(_("Das Ende liegt vor dem Anfang."), "ends")
    if move.starts <= now:
        raise Refused(_("Dieser Tag ist schon vorbei. Wählen Sie bitte einen neuen Tag."), "day")
    async with transaction():
        date = await _changeable(occurrence_id, now)
        changes: Changes = {
            Occurrence.starts_at: move.starts,
            Occurrence.ends_at: move.ends,
            Occurrence.place: move.place,
            Occurrence.reason: move.reason,
        }
        return await _change(date, changes, "moved", by, now)


async def _changeable(occurrence_id: int, now: datetime) -> DateView:
    date = await events.date(occurrence_id, now)
    if date.called_off:
        raise Refused(_("Dieser Termin ist schon abgesagt."))
    if date.starts <= now:
        raise Refused(_("Dieser Termin ist schon vorbei."))
    return date


async def _change(date: DateView, changes: Changes, purpose: str, by: Doer, now: datetime) -> int:
    """SEQUENCE grows with every change of time, place or status (RFC 5546 2.1.4)."""
    counted: Changes = {Occurrence.sequence: Occurrence.sequence + 1, Occurrence.changed_at: now}
    await Occurrence.update({**changes, **counted}).where(Occurrence.id == date.occurrence_id)
    await note_change(date.event_id, date.slug, now)
    changed = await events.date(date.occurrence_id, now)
    reason = f"{changed.reason} {changed.instead}".strip()
    await record(Act(f"date.{purpose}", f"event:{date.event_id}", title=date.title, reason=reason), by, now)
    concerned = await concerned_by(changed)
    for registration in concerned:
        view = TargetView(registration.target, changed, (changed,), changed.situation)
        await tell_about(purpose, view, addressee_of(registration), now, was=date)
    return len(concerned)


async def concerned_by(date: DateView) -> list[RegistrationView]:
    """Everybody alive who would have come to this date: signed up for it, for the course, or with a regular place."""
    reg = Registration
    for_it = (reg.occurrence == date.occurrence_id) | (reg.occurrence.is_null())
    rows = await Absence.select(Absence.registration).where(Absence.occurrence == date.occurrence_id)
    absent = {row["registration"] for row in rows}
    alive = reg.status.is_in([status.value for status in ALIVE])
    found = await queries.registrations((reg.event == date.event_id) & for_it & alive)
    return [registration for registration in found if registration.id not in absent]
