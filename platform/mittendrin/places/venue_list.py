"""Venues as the office looks after them."""

from dataclasses import dataclass
from datetime import date

from mittendrin.core.refusal import NotFound
from mittendrin.places.queries import access_facts
from mittendrin.places.rules import Known, VenueContent, oldest_look
from mittendrin.places.tables import Venue


@dataclass(frozen=True, slots=True)
class VenueLine:
    """`unknown` counts access facts that nobody has answered; `checked_on` is the oldest answer."""

    id: int
    name: str
    street: str
    address_checked: bool
    unknown: int
    checked_on: date | None


async def office_venues() -> list[VenueLine]:
    """What an organisation added and nobody has looked at comes first."""
    rows = await Venue.select(Venue.id, Venue.name, Venue.street, Venue.address_checked).order_by(
        Venue.address_checked, Venue.sort_key, Venue.id
    )
    facts = await access_facts({row["id"] for row in rows})
    return [
        VenueLine(
            **row,
            unknown=sum(fact.known is Known.UNKNOWN for fact in facts[row["id"]]),
            checked_on=oldest_look(facts[row["id"]]),
        )
        for row in rows
    ]


async def unchecked_venues() -> int:
    """How many were added by somebody and wait for the office to look at their address."""
    return int(await Venue.count().where(Venue.address_checked.eq(False)))


async def venue_content(venue_id: int) -> VenueContent:
    """Raises NotFound."""
    venue = await Venue.objects().where(Venue.id == venue_id).first()
    if venue is None:
        raise NotFound
    return VenueContent(
        name=venue.name,
        street=venue.street,
        postcode=venue.postcode,
        city=venue.city,
        district_id=venue.district,
        latitude=venue.latitude,
        longitude=venue.longitude,
        directions=venue.directions,
    )
