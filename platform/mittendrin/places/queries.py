import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mittendrin.core.text import search_column
from mittendrin.database.kept_select import KeptSelect
from mittendrin.database.kept_statement import KeptStatement
from mittendrin.places.hours import Week, open_time
from mittendrin.places.rules import ACCESS_WORDS, AccessFact, AccessKind, Known, Office, fact_word
from mittendrin.places.tables import CityProfile, District, Topic, Venue, VenueAccess
from mittendrin.settings import settings

LEAST_TO_CALL = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Choice:
    """A district, topic or venue to choose from."""

    id: int
    slug: str
    name: str


_DISTRICTS = KeptSelect(
    District,
    (District.id, District.slug, District.name),
    order_by=(District.position, District.name, District.id),
)
_TOPICS = KeptSelect(
    Topic, (Topic.id, Topic.slug, Topic.name), order_by=(Topic.position, Topic.name, Topic.id)
)


async def districts() -> list[Choice]:
    return [Choice(**row) for row in await _DISTRICTS.all()]


async def topics() -> list[Choice]:
    return [Choice(**row) for row in await _TOPICS.all()]


async def venues() -> list[Choice]:
    rows = await Venue.select(Venue.id, Venue.slug, Venue.name).order_by(Venue.sort_key, Venue.id)
    return [Choice(**row) for row in rows]


async def venues_in(district: str) -> list[int]:
    venue: Any = Venue
    return [row["id"] for row in await venue.select(venue.id).where(venue.district.slug == district)]


async def whereabouts(venue_ids: set[int]) -> dict[int, dict[str, Any]]:
    """Street, district and map, by venue: of where a single date is."""
    if not venue_ids:
        return {}
    venue: Any = Venue
    address = (venue.street, venue.postcode, venue.city, venue.district.name.as_alias("district"))
    columns = (venue.id, *address, venue.latitude, venue.longitude)
    return {row.pop("id"): row for row in await venue.select(*columns).where(venue.id.is_in(list(venue_ids)))}


async def address_columns(venue_id: int) -> dict[str, Any]:
    """As a date's row names them; empty for a place that is not on the list yet."""
    venue: Any = Venue
    columns = (venue.name.as_alias("venue"), venue.street, venue.postcode, venue.city)
    found = await venue.select(*columns).where(venue.id == venue_id).first()
    return found or {"venue": "", "street": "", "postcode": "", "city": ""}


_ACCESS = KeptSelect(
    VenueAccess,
    (VenueAccess.venue, VenueAccess.kind, VenueAccess.known, VenueAccess.note, VenueAccess.checked_on),
)

_ORDER = {kind.value: place for place, kind in enumerate(ACCESS_WORDS)}


async def access_facts(venue_ids: set[int]) -> dict[int, list[AccessFact]]:
    """By venue, in the order of AccessKind; what nobody has said is unknown."""
    said = {(row["venue"], row["kind"]): row for row in await _said_of(venue_ids)}
    return {
        venue: [_fact(kind, said.get((venue, kind.value))) for kind in ACCESS_WORDS] for venue in venue_ids
    }


async def _said_of(venue_ids: set[int]) -> list[dict[str, Any]]:
    return await _ACCESS.rows(VenueAccess.venue.is_in(list(venue_ids))) if venue_ids else []


async def access_words(venue_ids: set[int]) -> dict[int, dict[AccessKind, str]]:
    """The small facts in lists, by venue: "ohne Stufen", "Hörschleife"; only what is worth a word."""
    words: dict[int, dict[AccessKind, str]] = {venue: {} for venue in venue_ids}
    for row in sorted(await _said_of(venue_ids), key=_in_order):
        fact = _fact(AccessKind(row["kind"]), row)
        if word := fact_word(fact):
            words[row["venue"]][fact.kind] = word
    return words


async def districts_called(word: str) -> list[int]:
    """Ids of those whose name, or another name that people use, has a word that begins so."""
    return _called(word, await District.select(District.id, District.name, District.synonyms))


async def topics_called(word: str) -> list[int]:
    return _called(word, await Topic.select(Topic.id, Topic.name, Topic.synonyms))


def _called(word: str, rows: list[dict[str, Any]]) -> list[int]:
    return [
        row["id"]
        for row in rows
        if any(one.startswith(word) for one in search_column(f"{row['name']} {row['synonyms']}").split())
    ]


def _in_order(row: dict[str, Any]) -> int:
    return _ORDER[row["kind"]]


def _fact(kind: AccessKind, row: dict[str, object] | None) -> AccessFact:
    if row is None:
        return AccessFact(kind, Known.UNKNOWN)
    return AccessFact(kind, Known(row["known"]), str(row["note"]), row["checked_on"])  # type: ignore[arg-type]


async def city_profile() -> CityProfile | None:
    return await CityProfile.objects().first()


def hours_of(profile: CityProfile) -> Week:
    """Weekday ("0" = Monday) to spans of "HH:MM"."""
    hours: Week = json.loads(profile.hours)
    return hours


async def office_week() -> Week:
    row = await CityProfile.select(CityProfile.hours).first()
    week: Week = json.loads(row["hours"]) if row else {}
    return week


async def nobody_calls_before(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Those of them until which the office is closed, or not open for long enough to call somebody."""
    week = await office_week()
    return frozenset(one for one in moments if open_time(week, now, one) < LEAST_TO_CALL)


async def is_sample() -> bool:
    """Whether everything here is invented."""
    return await CityProfile.exists().where(CityProfile.sample_data.eq(True))


OFFICE = (CityProfile.office_name, CityProfile.phone, CityProfile.address)
_OFFICE = KeptStatement(lambda: CityProfile.select(*OFFICE).limit(1))


async def office() -> Office:
    return office_of(await _OFFICE.first())


def office_of(row: dict[str, Any] | None) -> Office:
    """From a row with the columns above; before the city has been set up there is none."""
    said = row or {"office_name": "", "phone": "", "address": ""}
    return Office(said["office_name"], said["phone"], said["address"], settings().base_url)
