"""What becomes known of a venue is shown, printed and sent with every event there, at once."""

from collections.abc import Iterable
from datetime import datetime

from mittendrin.audit.rules import Doer
from mittendrin.database.transactions import transaction
from mittendrin.events.tables import Event
from mittendrin.places import actions as places
from mittendrin.places.actions import check_access
from mittendrin.places.rules import AccessFact, VenueContent
from mittendrin.publishing.rules import EntryState
from mittendrin.web.changes import public_change


async def change_access(venue_id: int, facts: Iterable[AccessFact], by: Doer, now: datetime) -> None:
    async with transaction():
        await check_access(venue_id, facts, by, now)
        await _note_change_of_events(venue_id, now)


async def change_venue(venue_id: int, content: VenueContent, by: Doer, now: datetime) -> None:
    """SEQUENCE grows with the place (RFC 5546 2.1.4), so that calendars take the new address."""
    async with transaction():
        await places.change_venue(venue_id, content, by, now)
        await Event.update({Event.sequence: Event.sequence + 1}).where(Event.venue == venue_id)
        await _note_change_of_events(venue_id, now)


async def _note_change_of_events(venue_id: int, now: datetime) -> None:
    """A wrong fact sends somebody to a staircase: no page may keep it."""
    there = Event.venue == venue_id
    published = Event.state == EntryState.PUBLISHED.value
    events = await Event.select(Event.slug).where(there, published)
    await Event.update({Event.changed_at: now, Event.revision: Event.revision + 1}).where(there)
    await public_change("programme", "calendar", *(f"event:{event['slug']}" for event in events))
