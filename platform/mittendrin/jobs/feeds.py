"""The day that feeds are written for moves on; with a new year endless series reach a year further.

Bytes of a feed never change by the clock alone, and a series with a new end is a changed series.
"""

from datetime import datetime
from typing import Any

from mittendrin.calendars.actions import move_window
from mittendrin.calendars.queries import window_day
from mittendrin.core.clock import local_day
from mittendrin.database.transactions import transaction
from mittendrin.events.recurrence import Repeat
from mittendrin.events.stored_when import from_json
from mittendrin.events.tables import Event
from mittendrin.jobs.rules import Progress, silent
from mittendrin.publishing.rules import EntryState


async def move_feeds(now: datetime, _seen: Progress = silent) -> str:
    endless = await _endless_series()
    async with transaction():
        turned = (await window_day(now)).year < local_day(now).year
        if turned and endless:
            await _carry_on(endless, now)
        await move_window(now)
    return f"Feeds are those of today; {len(endless) if turned else 0} endless series reach a year further."


async def _endless_series() -> list[int]:
    rows = await Event.select(Event.id, Event.when).where(Event.state == EntryState.PUBLISHED.value)
    return [row["id"] for row in rows if _is_endless(row)]


def _is_endless(row: dict[str, Any]) -> bool:
    when = from_json(row["when"])
    return when.repeat is not Repeat.DATES and when.until is None and when.times is None


async def _carry_on(event_ids: list[int], now: datetime) -> None:
    """SEQUENCE grows with the end of a series, as with every change of time (RFC 5546 2.1.4)."""
    await Event.update({Event.sequence: Event.sequence + 1, Event.changed_at: now}).where(
        Event.id.is_in(event_ids)
    )
