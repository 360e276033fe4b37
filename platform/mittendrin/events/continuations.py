"""Which events are one story: a series and what it became from a day on."""

from collections import defaultdict
from typing import Any

from mittendrin.events.tables import Event

_FOLLOWS: Any = Event.follows


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
