"""Which events are one story: a series and what it became from a day on.

Whoever is in a course, or has a regular place, is signed up with the event that goes on, and comes to what is left of
those before it as well: lists, calls, seats and slips of their dates read them here.
"""

from collections import defaultdict
from typing import Any

from piccolo.custom_types import Combinable

from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Event

_FOLLOWS: Any = Event.follows
_OF_THE_WHOLE = [SignUpMode.COURSE.value, SignUpMode.REGULAR.value]
# Sign-ups go along only while their kind stays the same.
_SAME = Event.mode.is_in(_OF_THE_WHOLE) & (Event.mode == _FOLLOWS.mode)


async def goes_on_as(event_id: int) -> list[int]:
    """The event itself, and in order what it became, as far as sign-ups for the whole of it went along."""
    chain = [event_id]
    while row := await _link(Event.follows == chain[-1]):
        chain.append(row["id"])
    return chain


async def goes_on_from(event_id: int) -> list[int]:
    """The event itself, and in order what it was before, as far as sign-ups for the whole of it came along."""
    chain = [event_id]
    while row := await _link(Event.id == chain[-1]):
        chain.append(row["before"])
    return chain


async def whole_expected(event_id: int) -> bool:
    """Of a course, or with a regular place: they are counted where the series goes on."""
    running = (await goes_on_as(event_id))[-1]
    counted = (Event.taken > 0) | (Event.waiting > 0)
    return bool(await Event.exists().where(Event.id == running, counted))


async def _link(condition: Combinable) -> dict[str, Any] | None:
    linked = Event.select(Event.id, _FOLLOWS.id.as_alias("before")).where(condition & _SAME)
    return await linked.order_by(Event.id, ascending=False).first()


async def counted_in(event_ids: set[int]) -> dict[int, dict[str, Any]]:
    """Seats and counts of what these go on as, by the event's id: there the sign-ups for the whole are counted. Of most
    events nothing goes on, and they are left out.
    """
    found: dict[int, dict[str, Any]] = {}
    ends = {event_id: event_id for event_id in event_ids}
    while ends:
        rows = await Event.select(
            Event.id, Event.seats, Event.taken, Event.waiting, _FOLLOWS.id.as_alias("before")
        ).where(Event.follows.is_in(list(ends)) & _SAME)
        for row in sorted(rows, key=lambda row: row["id"]):
            found[ends[row["before"]]] = {name: row[name] for name in ("seats", "taken", "waiting")}
        ends = {row["id"]: ends[row["before"]] for row in rows}
    return found


async def continuations(event_ids: list[int]) -> dict[int, tuple[str, ...]]:
    """The UIDs of what an event goes on from and goes on as, by the event's id."""
    linked = Event.follows.is_in(event_ids) | (Event.id.is_in(event_ids) & Event.follows.is_not_null())
    rows = await Event.select(
        Event.id, Event.uid, _FOLLOWS.id.as_alias("before"), _FOLLOWS.uid.as_alias("uid_before")
    ).where(linked)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["id"]):
        found[row["id"]].append(row["uid_before"])
        found[row["before"]].append(row["uid"])
    return {event: tuple(uids) for event, uids in found.items()}
