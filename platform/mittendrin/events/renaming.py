"""A topic or a district is called otherwise: every page and feed that names it says so."""

from datetime import datetime
from typing import Any

from piccolo.columns import Column

from mittendrin.audit.rules import Doer
from mittendrin.database.transactions import transaction
from mittendrin.events.tables import Event
from mittendrin.places.naming import NameKind, Naming, write_name
from mittendrin.web.changes import public_change


async def rename(kind: NameKind, number: int, naming: Naming, by: Doer, now: datetime) -> None:
    async with transaction():
        await write_name(kind, number, naming, by, now)
        if kind is NameKind.TOPIC:
            # Calendars show the topic of an event; a district is only in the names of feeds.
            await Event.update(with_topic_changed(now)).where(Event.topic == number)
        # Lists, filters and the names of feeds: nearly everything names topics and districts.
        await public_change("site", "programme", "calendar")


def with_topic_changed(now: datetime) -> dict[Column | str, Any]:
    """What an event takes along so that every calendar reads its topic anew."""
    return {Event.revision: Event.revision + 1, Event.changed_at: now}
