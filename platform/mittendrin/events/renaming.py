"""A topic or a district is called otherwise: every page and feed that names it says so."""

from datetime import datetime
from typing import Any

from mittendrin.audit.rules import Doer
from mittendrin.database.transactions import transaction
from mittendrin.events.tables import Event
from mittendrin.places.naming import NameKind, Naming, write_name
from mittendrin.places.tables import Venue
from mittendrin.web.changes import public_change


async def rename(kind: NameKind, number: int, naming: Naming, by: Doer, now: datetime) -> None:
    async with transaction():
        await write_name(kind, number, naming, by, now)
        event: Any = Event
        concerned = event.topic == number
        if kind is NameKind.DISTRICT:
            concerned = event.venue.is_in(Venue.select(Venue.id).where(Venue.district == number))
        await event.update({event.revision: event.revision + 1, event.changed_at: now}).where(concerned)
        # Lists, filters and the names of feeds: nearly everything names topics and districts.
        await public_change("site", "programme", "calendar")
