"""A backup came back: what calendar programs have seen since must not be newer than what they see now."""

from datetime import datetime
from typing import Any

from piccolo.columns import Column

from mittendrin.events.tables import Event

# More changes of one event than anybody makes between two backups.
AHEAD = 1000


async def outrun_calendars(now: datetime) -> None:
    """SEQUENCE never falls (RFC 5545 3.8.7.4), else calendar programs keep the dates that were lost."""
    later: dict[Column | str, Any] = {
        Event.sequence: Event.sequence + AHEAD,
        Event.revision: Event.revision + 1,
        Event.changed_at: now,
    }
    await Event.update(later, force=True)
