"""What becomes known of a venue is shown, printed and sent with every event there, at once."""

from datetime import datetime
from typing import Any

from piccolo.columns import Column

from mittendrin.audit.rules import Doer
from mittendrin.database.transactions import transaction
from mittendrin.events.tables import Event, Occurrence
from mittendrin.places import actions as places
from mittendrin.places.actions import check_access
from mittendrin.places.rules import Look, VenueContent
from mittendrin.places.tables import Venue
from mittendrin.publishing.rules import EntryState
from mittendrin.web.changes import public_change

# As much as the column of a single date holds.
LONGEST_PLACE = 120


async def change_access(venue_id: int, look: Look, by: Doer, now: datetime) -> None:
    async with transaction():
        await check_access(venue_id, look, by, now)
        await _empty_pages(venue_id)


async def change_venue(venue_id: int, content: VenueContent, by: Doer, now: datetime) -> None:
    """SEQUENCE grows with the place (RFC 5546 2.1.4), so that calendars take the new address."""
    async with transaction():
        before = await _said_in_calendars(venue_id)
        await places.change_venue(venue_id, content, by, now)
        if await _said_in_calendars(venue_id) != before:
            await _move_events(venue_id, now)
            await _move_single_dates(venue_id, now)
        if before:
            await _rename_in_single_dates(venue_id, before["name"], content.name)
        await _empty_pages(venue_id)


async def _said_in_calendars(venue_id: int) -> dict[str, Any] | None:
    columns = (Venue.name, Venue.street, Venue.postcode, Venue.city, Venue.latitude, Venue.longitude)
    return await Venue.select(*columns).where(Venue.id == venue_id).first()


async def _move_events(venue_id: int, now: datetime) -> None:
    counted: dict[Column | str, Any] = {
        Event.sequence: Event.sequence + 1,
        Event.revision: Event.revision + 1,
        Event.changed_at: now,
    }
    await Event.update(counted).where(Event.venue == venue_id)


async def _move_single_dates(venue_id: int, now: datetime) -> None:
    """Those that take place here though their event does not."""
    there = Occurrence.venue == venue_id
    events = await Occurrence.select(Occurrence.event).where(there)
    counted: dict[Column | str, Any] = {
        Occurrence.sequence: Occurrence.sequence + 1,
        Occurrence.changed_at: now,
    }
    await Occurrence.update(counted).where(there)
    ids = [row["event"] for row in events] or [0]
    await Event.update({Event.revision: Event.revision + 1}).where(Event.id.is_in(ids))


async def _rename_in_single_dates(venue_id: int, old: str, new: str) -> None:
    """Each names the house before the room, as it was called when the date was moved."""
    for row in await Occurrence.select(Occurrence.id, Occurrence.place).where(Occurrence.venue == venue_id):
        if row["place"] == old or row["place"].startswith(f"{old}, "):
            place = (new + row["place"].removeprefix(old))[:LONGEST_PLACE]
            await Occurrence.update({Occurrence.place: place}).where(Occurrence.id == row["id"])


async def _empty_pages(venue_id: int) -> None:
    """A wrong fact sends somebody to a staircase: no page may keep it."""
    published = Event.state == EntryState.PUBLISHED.value
    single: Any = Occurrence.event
    once = await Occurrence.select(single.id.as_alias("event")).where(Occurrence.venue == venue_id)
    here = (Event.venue == venue_id) | Event.id.is_in([row["event"] for row in once] or [0])
    events = await Event.select(Event.slug).where(here, published)
    await public_change("programme", "calendar", *(f"event:{event['slug']}" for event in events))
