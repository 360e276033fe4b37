"""What everything else in the sample stands on: the office, districts, topics, venues, organisations."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from piccolo.table import Table

from mittendrin.audit.rules import Doer
from mittendrin.core.text import search_column, sort_key
from mittendrin.demo.city import City, Organisation, Venue
from mittendrin.demo.reading import Sample
from mittendrin.organisations import tables as organisations
from mittendrin.organisations.actions import load, publish_profile
from mittendrin.organisations.rules import Profile
from mittendrin.places import tables as places
from mittendrin.volunteering.start_set import add_start_set


@dataclass(frozen=True, slots=True)
class Ground:
    """Ids by slug, and organisations by slug for their telephone and the name of who writes for them."""

    topics: dict[str, int]
    venues: dict[str, int]
    organisations: dict[str, int]


async def lay_ground(sample: Sample, now: datetime) -> Ground:
    await places.CityProfile.insert(_profile(sample.city))
    districts = await _add_all(_districts(sample.city))
    topics = await _add_all(_topics(sample.city))
    await add_start_set()
    venues = await _add_all(_venue(venue, sample.city.name, districts, now) for venue in sample.venues)
    await places.VenueAccess.insert(
        *(fact for venue in sample.venues for fact in _access(venue, venues[venue.slug]))
    )
    clubs = await _add_all(_organisation(one, now) for one in sample.organisations)
    for one in sample.organisations:
        profile = Profile(one.profile, one.website, tuple(sorted(districts[slug] for slug in one.districts)))
        await publish_profile(await load(clubs[one.slug]), profile, Doer(sample.city.office.name), now)
    return Ground(topics, venues, clubs)


async def _add_all(rows: Iterable[Table]) -> dict[str, int]:
    """Ids by slug. The rows are of one table."""
    made = list(rows)
    added = await type(made[0]).insert(*made)
    return {row.slug: int(kept["id"]) for row, kept in zip(made, added, strict=True)}  # type: ignore[attr-defined]


def _profile(city: City) -> places.CityProfile:
    office, operator = city.office, city.operator
    span = [f"{office.opens:%H:%M}", f"{office.closes:%H:%M}"]
    return places.CityProfile(
        city=city.name,
        office_name=office.name,
        phone=office.phone,
        email=office.email,
        address=f"{office.street}, {office.postcode} {city.name}",
        hours=json.dumps({str(day - 1): [span] for day in office.weekdays}),
        area_code=city.area_code,
        operator_name=operator.name,
        operator_address=f"{operator.street}, {operator.postcode} {city.name}",
        operator_represented_by=operator.represented_by,
        sample_data=True,
    )


def _districts(city: City) -> list[places.District]:
    return [
        places.District(
            slug=one.slug,
            name=one.name,
            synonyms=", ".join(one.synonyms),
            position=one.number,
            latitude=one.latitude,
            longitude=one.longitude,
        )
        for one in city.districts
    ]


def _topics(city: City) -> list[places.Topic]:
    return [
        places.Topic(slug=one.slug, name=one.name, synonyms=", ".join(one.synonyms), position=position)
        for position, one in enumerate(city.topics, 1)
    ]


def _venue(venue: Venue, city: str, districts: dict[str, int], now: datetime) -> places.Venue:
    return places.Venue(
        slug=venue.slug,
        name=venue.name,
        street=venue.street,
        postcode=venue.postcode,
        city=city,
        district=districts[venue.district],
        latitude=venue.latitude,
        longitude=venue.longitude,
        directions=venue.directions,
        search=search_column(f"{venue.name} {venue.street}"),
        sort_key=sort_key(venue.name),
        changed_at=now,
    )


def _access(venue: Venue, venue_id: int) -> list[places.VenueAccess]:
    """What nobody has said needs no row."""
    return [
        places.VenueAccess(
            venue=venue_id, kind=fact.kind, known=fact.known, note=fact.note, checked_on=fact.checked_on
        )
        for fact in venue.access
        if fact.known != "unknown" or fact.note
    ]


def _organisation(one: Organisation, now: datetime) -> organisations.Organisation:
    return organisations.Organisation(
        slug=one.slug,
        name=one.name,
        kind=one.kind,
        contact_name=one.contact,
        contact_phone=one.phone,
        contact_email=one.email,
        search=search_column(one.name),
        sort_key=sort_key(one.name),
        changed_at=now,
    )
