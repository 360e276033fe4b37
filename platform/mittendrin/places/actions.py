"""Venues: added by whoever needs one, their access facts put right by whoever has looked."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.refusal import NotFound
from mittendrin.core.text import search_column, slugify, sort_key
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.places.queries import access_facts
from mittendrin.places.rules import AccessFact, Look, NewVenue, VenueContent, what_changed, with_days
from mittendrin.places.tables import CityProfile, Venue, VenueAccess


@finds_the_first
async def add_venue(venue: NewVenue, by: Doer, now: datetime) -> int:
    """Its access is unknown, its address is still to be checked by the office.

    A place with the same name in the same street is the same place: then nothing is added.
    """
    async with transaction():
        # Before looking whether it is there: so the same place at the same moment would get the same address, and the
        # database refuses the second.
        slug = await _free_slug(venue.name)
        if known := await _same_place(venue):
            return known
        profile = await CityProfile.select(CityProfile.city).first()
        rows = await Venue.insert(
            Venue(
                slug=slug,
                name=venue.name,
                street=venue.street,
                postcode=venue.postcode,
                city=profile["city"] if profile else "",
                district=venue.district_id,
                address_checked=False,
                search=search_column(venue.name),
                sort_key=sort_key(venue.name),
                changed_at=now,
            )
        )
        venue_id = int(rows[0]["id"])
        await record(Act("venue.added", f"venue:{venue_id}", title=venue.name), by, now)
    return venue_id


async def check_access(venue_id: int, look: Look, by: Doer, now: datetime) -> None:
    """All that is known from now on; what is not among the facts is unknown. Belongs in the act's transaction."""
    # Writing first makes two who look at the same place wait for each other.
    held: dict[Any, Any] = {Venue.address_checked: Venue.address_checked}
    rows = await Venue.update(held).where(Venue.id == venue_id).returning(Venue.name)
    if not rows:
        raise NotFound
    before = (await access_facts({venue_id}))[venue_id]
    facts = with_days(look, before)
    await VenueAccess.delete().where(VenueAccess.venue == venue_id)
    if facts:
        await VenueAccess.insert(*(_row_of(venue_id, fact) for fact in facts))
    act = Act(
        "venue.access_checked", f"venue:{venue_id}", title=rows[0]["name"], reason=what_changed(before, look)
    )
    await record(act, by, now)


def _row_of(venue_id: int, fact: AccessFact) -> VenueAccess:
    return VenueAccess(
        venue=venue_id,
        kind=fact.kind.value,
        known=fact.known.value,
        note=fact.note,
        checked_on=fact.checked_on,
    )


async def _same_place(venue: NewVenue) -> int | None:
    row = await (
        Venue.select(Venue.id)
        .where(Venue.sort_key == sort_key(venue.name), Venue.street == venue.street)
        .first()
    )
    return int(row["id"]) if row else None


async def _free_slug(name: str) -> str:
    base = slugify(name)
    for number in range(1, 1000):
        slug = base if number == 1 else f"{base}-{number}"
        if not await Venue.exists().where(Venue.slug == slug):
            return slug
    raise RuntimeError(base)


async def change_venue(venue_id: int, content: VenueContent, by: Doer, now: datetime) -> None:
    """The office has looked at the address. Belongs in the act's transaction: see events.venue_changes."""
    values: dict[Any, Any] = asdict(content) | {
        "district": content.district_id,
        "address_checked": True,
        "search": search_column(content.name),
        "sort_key": sort_key(content.name),
        "changed_at": now,
    }
    del values["district_id"]
    known = await Venue.update(values).where(Venue.id == venue_id).returning(Venue.id)
    if not known:
        raise NotFound
    await record(Act("venue.changed", f"venue:{venue_id}", title=content.name), by, now)
