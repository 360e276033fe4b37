"""Take and give back seats by one conditional UPDATE: correct on both engines, with a CHECK behind it.

A holder is the row whose seats are counted: an occurrence, or the event for a course and for regular places. The
UPDATE locks that row until the transaction ends, so whoever joins the waiting list does so in a strict order.
"""

from dataclasses import dataclass
from typing import Any

from piccolo.custom_types import Combinable

from mittendrin.events.tables import Event, Occurrence
from mittendrin.registrations.rules import Target


@dataclass(frozen=True, slots=True)
class Holder:
    table: type[Event] | type[Occurrence]
    id: int


@dataclass(frozen=True, slots=True)
class Counts:
    """After an update. `seats` None: no limit."""

    seats: int | None
    taken: int
    waiting: int


def holder_of(target: Target) -> Holder:
    if target.occurrence_id is None:
        return Holder(Event, target.event_id)
    return Holder(Occurrence, target.occurrence_id)


async def take(holder: Holder, party: int) -> Counts | None:
    """None when the party does not fit or somebody waits."""
    table = holder.table
    return await _update(
        holder, {table.taken: table.taken + party}, _fits(holder, party) & (table.waiting == 0)
    )


async def take_for_offer(holder: Holder, party: int) -> Counts | None:
    """The head of the list leaves the queue and its seats are held. None when its party does not fit."""
    table = holder.table
    changes = {table.taken: table.taken + party, table.waiting: table.waiting - 1}
    return await _update(holder, changes, _fits(holder, party) & (table.waiting > 0))


async def give_back(holder: Holder, party: int) -> Counts | None:
    return await _update(
        holder, {holder.table.taken: holder.table.taken - party}, holder.table.taken >= party
    )


async def join_queue(holder: Holder) -> Counts | None:
    return await _update(holder, {holder.table.waiting: holder.table.waiting + 1}, holder.table.waiting >= 0)


async def leave_queue(holder: Holder) -> Counts | None:
    return await _update(holder, {holder.table.waiting: holder.table.waiting - 1}, holder.table.waiting > 0)


def _fits(holder: Holder, party: int) -> Combinable:
    table = holder.table
    return (table.seats.is_null()) | (table.taken <= table.seats - party)


async def _update(holder: Holder, changes: dict[Any, Any], condition: Combinable) -> Counts | None:
    table = holder.table
    rows = await (
        table.update(changes)
        .where((table.id == holder.id) & condition)
        .returning(table.seats, table.taken, table.waiting)
    )
    return Counts(**rows[0]) if rows else None
