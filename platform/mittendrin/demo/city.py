"""The city, its districts, topics and places, and its organisations."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from mittendrin.demo.rows import Fault, Row, read_file

ACCESS_KINDS = frozenset(
    {"step_free", "lift", "wheelchair_wc", "wide_doors", "hearing_loop", "parking", "bus_stop", "seats"}
    | {"handrail", "bright", "quiet", "guide_dog"}
)
ORGANISATION_KINDS = frozenset({"club", "department", "provider", "church", "board", "office", "initiative"})


@dataclass(frozen=True, slots=True)
class Office:
    """`weekdays` count from 1 for Monday; `phone` is E.164."""

    name: str
    organisation: str
    phone: str
    email: str
    street: str
    postcode: str
    weekdays: tuple[int, ...]
    opens: time
    closes: time
    hours: str


@dataclass(frozen=True, slots=True)
class Operator:
    """Who answers for the pages by law."""

    name: str
    street: str
    postcode: str
    represented_by: str


@dataclass(frozen=True, slots=True)
class District:
    number: int
    slug: str
    name: str
    synonyms: tuple[str, ...]
    postcode: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Topic:
    slug: str
    name: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class City:
    name: str
    state: str
    area_code: str
    latitude: float
    longitude: float
    office: Office
    operator: Operator
    districts: tuple[District, ...]
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Access:
    """`known` is yes, no or unknown."""

    kind: str
    known: str
    note: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class Venue:
    """`real`: a place that exists. Its access facts are examples and carry no date."""

    slug: str
    name: str
    street: str
    postcode: str
    district: str
    latitude: float
    longitude: float
    directions: str
    real: bool
    access: tuple[Access, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """Without districts it is there for the whole city. `phone` is E.164."""

    slug: str
    name: str
    kind: str
    profile: str
    contact: str
    phone: str
    email: str
    website: str
    districts: tuple[str, ...]


def read_city() -> City:
    file = read_file("city.toml")
    city, office, operator = (_needed(file, name) for name in ("city", "office", "operator"))
    found = City(
        name=city.text("name"),
        state=city.text("state"),
        area_code=city.text("area_code"),
        latitude=city.degrees("latitude"),
        longitude=city.degrees("longitude"),
        office=_office(office),
        operator=_operator(operator),
        districts=tuple(_district(row) for row in file.parts("districts")),
        topics=tuple(_topic(row) for row in file.parts("topics")),
    )
    for row in (city, file):
        row.end()
    return found


def read_venues(today: date) -> tuple[Venue, ...]:
    file = read_file("venues.toml")
    venues = tuple(_venue(row, today) for row in file.parts("venues"))
    file.end()
    return venues


def read_organisations() -> tuple[Organisation, ...]:
    file = read_file("organisations.toml")
    organisations = tuple(_organisation(row) for row in file.parts("organisations"))
    file.end()
    return organisations


def _needed(file: Row, name: str) -> Row:
    row = file.part(name)
    if row is None:
        raise Fault(f"{file.place}: {name} is missing")
    return row


def _office(row: Row) -> Office:
    opens, closes = row.clock_or_none("opens"), row.clock_or_none("closes")
    if opens is None or closes is None or opens >= closes:
        raise Fault(f"{row.place}: the hours are wrong")
    office = Office(
        name=row.text("name"),
        organisation=row.text("organisation"),
        phone=row.phone("phone"),
        email=row.mailbox("email"),
        street=row.text("street"),
        postcode=row.text("postcode"),
        weekdays=row.numbers("weekdays"),
        opens=opens,
        closes=closes,
        hours=row.text("hours"),
    )
    row.end()
    return office


def _operator(row: Row) -> Operator:
    operator = Operator(*(row.text(name) for name in ("name", "street", "postcode", "represented_by")))
    row.end()
    return operator


def _district(row: Row) -> District:
    district = District(
        number=row.number("number"),
        slug=row.text("slug"),
        name=row.text("name"),
        synonyms=row.words("synonyms"),
        postcode=row.text("postcode"),
        latitude=row.degrees("latitude"),
        longitude=row.degrees("longitude"),
    )
    row.end()
    return district


def _topic(row: Row) -> Topic:
    topic = Topic(row.text("slug"), row.text("name"), row.words("synonyms"))
    row.end()
    return topic


def _venue(row: Row, today: date) -> Venue:
    real = row.yes("real")
    checked_on = None if real else today - timedelta(days=row.number("checked_days_ago"))
    venue = Venue(
        slug=row.text("slug"),
        name=row.text("name"),
        street=row.text("street"),
        postcode=row.text("postcode"),
        district=row.text("district"),
        latitude=row.degrees("latitude"),
        longitude=row.degrees("longitude"),
        directions=row.text("directions"),
        real=real,
        access=_access(row, checked_on),
    )
    row.end()
    return venue


def _access(row: Row, checked_on: date | None) -> tuple[Access, ...]:
    yes, no, notes = row.words("yes"), row.words("no"), row.labelled("notes")
    if strange := (set(yes) | set(no) | set(notes)) - ACCESS_KINDS or set(yes) & set(no):
        raise Fault(f"{row.place}: what about {sorted(strange)}?")
    known = (
        dict.fromkeys(sorted(ACCESS_KINDS), "unknown") | dict.fromkeys(yes, "yes") | dict.fromkeys(no, "no")
    )
    return tuple(
        Access(kind, answer, notes.get(kind, ""), checked_on if answer != "unknown" else None)
        for kind, answer in known.items()
    )


def _organisation(row: Row) -> Organisation:
    organisation = Organisation(
        slug=row.text("slug"),
        name=row.text("name"),
        kind=row.one_of("kind", ORGANISATION_KINDS),
        profile=row.text("profile"),
        contact=row.text("contact"),
        phone=row.phone("phone"),
        email=row.mailbox("email"),
        website=row.text("website"),
        districts=row.words("districts"),
    )
    row.end()
    return organisation
