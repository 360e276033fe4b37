"""Take and give back seats by one conditional UPDATE: correct on both engines, with a CHECK behind it.

A holder is the row whose seats are counted: an occurrence, or the event for a course and for regular places.
Every act that changes sign-ups changes or holds this row first, so on PostgreSQL they queue here: the waiting list
has a strict order, and nobody holds what another one waits for. An event is held before its occurrences. Only a new
sign-up comes here last, when all it writes is written: nobody else knows its rows yet, and the queue is short.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from piccolo.custom_types import Combinable
from piccolo.query import Update

from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.kept_statement import KeptStatement, given
from mittendrin.events.rules import DateState
from mittendrin.events.tables import Event, Occurrence
from mittendrin.publishing.rules import EntryState
from mittendrin.registrations.rules import Target

Seated = type[Event] | type[Occurrence]


@dataclass(frozen=True, slots=True)
class Holder:
    table: Seated
    id: int


@dataclass(frozen=True, slots=True)
class Counts:
    """`seats` None: no limit. `waiting` counts parties."""

    seats: int | None
    taken: int
    waiting: int

    def has_room_for(self, party: int) -> bool:
        return self.seats is None or self.taken + party <= self.seats


def holder_of(target: Target) -> Holder:
    if target.occurrence_id is None:
        return Holder(Event, target.event_id)
    return Holder(Occurrence, target.occurrence_id)


async def hold(holder: Holder) -> Counts:
    """Until the transaction ends nobody else changes these counts. Raises NotFound."""
    counts = await _run(_HOLD, holder)
    if counts is None:
        raise NotFound
    return counts


async def hold_dates(event_ids: list[int], now: datetime) -> dict[int, Counts]:
    """All that are not over, by their number. While their event is held."""
    date = Occurrence
    rows = await (
        date.update({date.taken: date.taken + 0})
        .where(date.event.is_in(event_ids), date.ends_at > now)
        .returning(date.id, date.seats, date.taken, date.waiting)
    )
    return {row.pop("id"): Counts(**row) for row in rows}


async def take(holder: Holder, party: int) -> Counts | None:
    """None when the party does not fit, somebody waits, or it does not take place. Raises Refused as `join_queue`."""
    return await _while_public(holder, await _run(_TAKE, holder, party))


async def join_queue(holder: Holder, party: int) -> Counts | None:
    """None when the party could have seats at once, or it does not take place. Raises Refused when it is public no more."""
    return await _while_public(holder, await _run(_JOIN_QUEUE, holder, party))


async def _while_public(holder: Holder, counts: Counts | None) -> Counts | None:
    """Whoever takes an event from its visitors holds its dates: what we waited for here may have been just that."""
    if counts and holder.table is Occurrence and not await _IS_PUBLIC.rows(id=holder.id):
        raise Refused(_("Diese Veranstaltung ist nicht veröffentlicht."))
    return counts


async def take_from_queue(holder: Holder, party: int) -> Counts | None:
    """One party leaves the queue and its seats are held. None when it does not fit."""
    return await _run(_TAKE_FROM_QUEUE, holder, party)


async def give_back(holder: Holder, party: int) -> Counts | None:
    return await _run(_GIVE_BACK, holder, party)


async def leave_queue(holder: Holder) -> Counts | None:
    return await _run(_LEAVE_QUEUE, holder)


def fits(table: Seated, party: int) -> Combinable:
    return (table.seats.is_null()) | (table.taken <= table.seats - party)


def _open(table: Seated) -> Combinable:
    if table is Event:
        return Event.state == EntryState.PUBLISHED.value
    return Occurrence.state == DateState.SCHEDULED.value


def _has_to_wait(table: Seated) -> Combinable:
    too_few: Combinable = table.taken > table.seats - _PARTY
    return (table.waiting > 0) | too_few


def _kept(
    changes: Callable[[Seated], dict[Any, Any]], condition: Callable[[Seated], Combinable]
) -> dict[Seated, KeptStatement]:
    def write(table: Seated) -> Update[Any]:
        update = table.update(changes(table)).where(table.id == given("id"), condition(table))
        return update.returning(table.seats, table.taken, table.waiting)

    return {table: KeptStatement(partial(write, table)) for table in (Event, Occurrence)}


_PUBLIC_EVENT: Any = Occurrence.event
_IS_PUBLIC = KeptStatement(
    lambda: Occurrence.select(Occurrence.id).where(
        Occurrence.id == given("id"), _PUBLIC_EVENT.state == EntryState.PUBLISHED.value
    )
)
_PARTY = given("party")
_HOLD = _kept(lambda t: {t.taken: t.taken + 0}, lambda t: t.taken >= 0)
_TAKE = _kept(lambda t: {t.taken: t.taken + _PARTY}, lambda t: _open(t) & fits(t, _PARTY) & (t.waiting == 0))
_JOIN_QUEUE = _kept(lambda t: {t.waiting: t.waiting + 1}, lambda t: _open(t) & _has_to_wait(t))
_TAKE_FROM_QUEUE = _kept(
    lambda t: {t.taken: t.taken + _PARTY, t.waiting: t.waiting - 1},
    lambda t: _open(t) & fits(t, _PARTY) & (t.waiting > 0),
)
_GIVE_BACK = _kept(lambda t: {t.taken: t.taken - _PARTY}, lambda t: t.taken >= _PARTY)
_LEAVE_QUEUE = _kept(lambda t: {t.waiting: t.waiting - 1}, lambda t: t.waiting > 0)


async def _run(statements: dict[Seated, KeptStatement], holder: Holder, party: int = 0) -> Counts | None:
    row = await statements[holder.table].first(id=holder.id, party=party)
    return Counts(**row) if row else None
