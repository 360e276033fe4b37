"""The day that feeds are written for moves on; with a new year long series reach a year further.

Bytes of a feed never change by the clock alone, and a series with a new end is a changed series.
"""

from datetime import date, datetime
from typing import Any

from piccolo.columns import Column

from mittendrin.core.clock import local_day
from mittendrin.database.transactions import transaction
from mittendrin.events.calendar_window import move_window, window_day, window_end
from mittendrin.events.dates import PAUSES
from mittendrin.events.rrule import BEGIN, published_series
from mittendrin.events.stored_when import from_json
from mittendrin.events.tables import Event
from mittendrin.jobs.rules import Progress, silent
from mittendrin.publishing.rules import EntryState


async def move_feeds(now: datetime, _seen: Progress = silent) -> str:
    ends = window_end(await window_day(now)), window_end(local_day(now))
    longer = await _cut_off(*ends) if ends[0] < ends[1] else []
    async with transaction():
        if longer and window_end(await window_day(now)) < ends[1]:
            await _carry_on(longer, now)
        await move_window(now)
    return f"Feeds are those of today; {len(longer)} series reach a year further."


async def _cut_off(end: date, new_end: date) -> list[int]:
    """The series that ended with the feed and not by their own rule."""
    rows = await Event.select(Event.id, Event.when, Event.rule_since).where(
        Event.state == EntryState.PUBLISHED.value, Event.called_off_at.is_null()
    )
    return [row["id"] for row in rows if _reaches_further(row, end, new_end)]


def _reaches_further(row: dict[str, Any], end: date, new_end: date) -> bool:
    when = from_json(row["when"])
    since = row["rule_since"] or BEGIN
    before = published_series(when, end, PAUSES, since)
    return before is not None and before != published_series(when, new_end, PAUSES, since)


async def _carry_on(event_ids: list[int], now: datetime) -> None:
    """SEQUENCE grows with the end of a series, as with every change of time (RFC 5546 2.1.4)."""
    counted: dict[Column | str, Any] = {
        Event.sequence: Event.sequence + 1,
        Event.revision: Event.revision + 1,
        Event.changed_at: now,
    }
    await Event.update(counted).where(Event.id.is_in(event_ids))
