"""The places that an organisation uses, with what is known of their access."""

from dataclasses import dataclass
from datetime import date

from mittendrin.core.refusal import NotFound
from mittendrin.desks.club.event_queries import own_events
from mittendrin.places.queries import access_facts
from mittendrin.places.rules import AccessFact, Known, oldest_look
from mittendrin.places.tables import Venue
from mittendrin.publishing.rules import EntryState


@dataclass(frozen=True, slots=True)
class OwnVenue:
    """`facts` holds every question, answered or not."""

    venue_id: int
    slug: str
    name: str
    street: str
    facts: list[AccessFact]

    @property
    def open_questions(self) -> int:
        return sum(fact.known is Known.UNKNOWN for fact in self.facts)

    @property
    def checked_on(self) -> date | None:
        return oldest_look(self.facts)


async def own_venues(organisation_id: int) -> list[OwnVenue]:
    """Where its events take place, by name in German order."""
    events = await own_events(organisation_id)
    used = {own.content.venue_id for own in events if own.state is not EntryState.ARCHIVED}
    if not used:
        return []
    rows = await (
        Venue.select(Venue.id, Venue.slug, Venue.name, Venue.street)
        .where(Venue.id.is_in(list(used)))
        .order_by(Venue.sort_key, Venue.id)
    )
    facts = await access_facts(used)
    return [OwnVenue(row["id"], row["slug"], row["name"], row["street"], facts[row["id"]]) for row in rows]


async def own_venue(slug: str, organisation_id: int) -> OwnVenue:
    """Raises NotFound, also for a place that the organisation does not use."""
    found = next((venue for venue in await own_venues(organisation_id) if venue.slug == slug), None)
    if found is None:
        raise NotFound
    return found
