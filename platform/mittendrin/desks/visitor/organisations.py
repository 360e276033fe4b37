"""Who makes the city's programme: the list of organisations and the page of one, with its next dates."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from operator import and_
from urllib.parse import urlencode

from piccolo.custom_types import Combinable

from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.core.text import search_words
from mittendrin.events.listing import Day, by_day
from mittendrin.events.queries import dates_of_organisation
from mittendrin.events.views import next_turn
from mittendrin.organisations.rules import KIND_WORDS, OrganisationKind
from mittendrin.organisations.tables import Organisation, OrganisationDistrict
from mittendrin.places import queries as places
from mittendrin.web.forms import Form

PATH = "/organisationen"
PARAMETERS = ("art", "stadtteil", "suche", "seite")
ON_A_PAGE = 50
NEXT_DATES = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """`page` counts from 1."""

    kind: OrganisationKind | None = None
    district: str = ""
    words: str = ""
    page: int = 1

    def link(self) -> str:
        said = {"art": self.kind.value if self.kind else "", "stadtteil": self.district, "suche": self.words}
        said["seite"] = str(self.page) if self.page > 1 else ""
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{PATH}?{query}" if query else PATH


@dataclass(frozen=True, slots=True)
class Card:
    slug: str
    name: str
    kind: str
    districts: str
    phone: str


@dataclass(frozen=True, slots=True)
class OrganisationsView:
    cards: list[Card]
    count: int
    form: Form
    kinds: dict[str, str]
    districts: dict[str, str]
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """`days` hold the next dates; `phone` is E.164, `website` http or https or nothing."""

    slug: str
    name: str
    kind: str
    profile: str
    contact: str
    phone: str
    email: str
    website: str
    districts: str
    days: list[Day]
    until: datetime


def read_choice(query: Form) -> Choice:
    """What cannot be read does not count: an address is nothing to correct."""
    page = query.number("seite", 1, 1000) or 1
    return Choice(
        query.choice("art", OrganisationKind), query.line("stadtteil"), query.line("suche"), page=page
    )


async def show_organisations(choice: Choice) -> OrganisationsView:
    condition = await _condition(choice)
    count = await Organisation.count().where(condition)
    rows = await (
        Organisation.select()
        .where(condition)
        .order_by(Organisation.sort_key, Organisation.id)
        .limit(ON_A_PAGE)
        .offset((choice.page - 1) * ON_A_PAGE)
    )
    named = await _districts_of([row["id"] for row in rows])
    return OrganisationsView(
        cards=[_card(row, named.get(row["id"], "")) for row in rows],
        count=count,
        form=_filled(choice),
        kinds={"": _("alle")} | {kind.value: _(word) for kind, word in KIND_WORDS.items()},
        districts={"": _("alle Stadtteile")} | {one.slug: one.name for one in await places.districts()},
        earlier=replace(choice, page=choice.page - 1).link() if choice.page > 1 else "",
        later=replace(choice, page=choice.page + 1).link() if choice.page * ON_A_PAGE < count else "",
    )


async def show_organisation(slug: str, now: datetime) -> OrganisationView:
    """Raises NotFound, also for one that is no longer active."""
    row = await Organisation.select().where(Organisation.slug == slug, Organisation.active.eq(True)).first()
    if row is None:
        raise NotFound
    dates = await dates_of_organisation(row["id"], now, limit=NEXT_DATES)
    website = row["website"]
    return OrganisationView(
        slug=slug,
        name=row["name"],
        kind=_(KIND_WORDS[OrganisationKind(row["kind"])]),
        profile=row["profile"],
        contact=row["contact_name"],
        phone=row["contact_phone"],
        email=row["contact_email"],
        website=website if website.startswith(("http://", "https://")) else "",
        districts=(await _districts_of([row["id"]])).get(row["id"], ""),
        days=by_day(dates, local_day(now)),
        until=next_turn(dates, now),
    )


async def _condition(choice: Choice) -> Combinable:
    conditions: list[Combinable] = [Organisation.active.eq(True)]
    if choice.kind:
        conditions.append(Organisation.kind == choice.kind.value)
    if choice.district:
        here = OrganisationDistrict.select(OrganisationDistrict.organisation).where(
            OrganisationDistrict.district.slug == choice.district
        )
        anywhere = OrganisationDistrict.select(OrganisationDistrict.organisation)
        # Without a district it is there for the whole city.
        conditions.append(Organisation.id.is_in(here) | Organisation.id.not_in(anywhere))
    conditions += [await _says(word) for word in search_words(choice.words)]
    return reduce(and_, conditions)


async def _says(word: str) -> Combinable:
    found: Combinable = Organisation.search.like(f"%{word}%")
    if districts := await places.districts_called(word):
        there = OrganisationDistrict.select(OrganisationDistrict.organisation).where(
            OrganisationDistrict.district.is_in(districts)
        )
        found = found | Organisation.id.is_in(there)
    return found


async def _districts_of(organisation_ids: list[int]) -> dict[int, str]:
    if not organisation_ids:
        return {}
    rows = await (
        OrganisationDistrict.select(
            OrganisationDistrict.organisation, OrganisationDistrict.district.name.as_alias("name")
        )
        .where(OrganisationDistrict.organisation.is_in(organisation_ids))
        .order_by(
            OrganisationDistrict.district.position,
            OrganisationDistrict.district.name,
            OrganisationDistrict.id,
        )
    )
    named: dict[int, list[str]] = {}
    for row in rows:
        named.setdefault(row["organisation"], []).append(row["name"])
    return {organisation: ", ".join(names) for organisation, names in named.items()}


def _card(row: dict[str, str], districts: str) -> Card:
    kind = _(KIND_WORDS[OrganisationKind(row["kind"])])
    return Card(row["slug"], row["name"], kind, districts, row["contact_phone"])


def _filled(choice: Choice) -> Form:
    return Form.filled(
        art=choice.kind.value if choice.kind else "", stadtteil=choice.district, suche=choice.words
    )
