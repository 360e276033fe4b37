"""Take and give back seats by one conditional UPDATE: correct on both engines, with a CHECK behind it.

A holder is the row whose seats are counted: an occurrence, or the event for a course and for regular places.
Every act that changes sign-ups changes or holds this row first, so on PostgreSQL they queue here: the waiting list
has a strict order, and nobody holds what another one waits for. An event is held before its occurrences.
"""

from dataclasses import dataclass
from typing import Any

from piccolo.custom_types import Combinable

from mittendrin.core.refusal import NotFound
from mittendrin.events.rules import DateState
from mittendrin.events.tables import Event, Occurrence
from mittendrin.publishing.rules import EntryState
from mittendrin.registrations.rules import Target


@dataclass(frozen=True, slots=True)
class Holder:
    table: type[Event] | type[Occurrence]
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
    table = holder.table
    counts = await _update(holder, {table.taken: table.taken + 0}, table.id == holder.id)
    if counts is None:
        raise NotFound
    return counts


async def take(holder: Holder, party: int) -> Counts | None:
    """None when the party does not fit, somebody waits, or it does not take place."""
    table = holder.table
    changes = {table.taken: table.taken + party}
    return await _update(holder, changes, _open(holder) & fits(table, party) & (table.waiting == 0))


async def join_queue(holder: Holder, party: int) -> Counts | None:
    """None when the party could have seats at once, or it does not take place."""
    table = holder.table
    has_to_wait = (table.waiting > 0) | (table.taken > table.seats - party)
    return await _update(holder, {table.waiting: table.waiting + 1}, _open(holder) & has_to_wait)


async def take_from_queue(holder: Holder, party: int) -> Counts | None:
    """One party leaves the queue and its seats are held. None when it does not fit."""
    table = holder.table
    changes = {table.taken: table.taken + party, table.waiting: table.waiting - 1}
    return await _update(holder, changes, _open(holder) & fits(table, party) & (table.waiting > 0))


async def give_back(holder: Holder, party: int) -> Counts | None:
    table = holder.table
    return await _update(holder, {table.taken: table.taken - party}, table.taken >= party)


async def leave_queue(holder: Holder) -> Counts | None:
    table = holder.table
    return await _update(holder, {table.waiting: table.waiting - 1}, table.waiting > 0)


def fits(table: type[Event] | type[Occurrence], party: int) -> Combinable:
    return (table.seats.is_null()) | (table.taken <= table.seats - party)


def _open(holder: Holder) -> Combinable:
    if holder.table is Event:
        return Event.state == EntryState.PUBLISHED.value
    return Occurrence.state == DateState.SCHEDULED.value


async def _update(holder: Holder, changes: dict[Any, Any], condition: Combinable) -> Counts | None:
    table = holder.table
    rows = await (
        table.update(changes)
        .where((table.id == holder.id) & condition)
        .returning(table.seats, table.taken, table.waiting)
    )
    return Counts(**rows[0]) if rows else None
