"""What matching has to know, read from the tables: offers for one request, requests for one offer, or the whole list.

For one request the database rules out whom it can, so that few rows are read and its answer is there at once.
"""

from datetime import date
from functools import cache, lru_cache
from math import ceil
from operator import itemgetter
from typing import Any, TypeVar

from msgspec.structs import replace
from piccolo.columns.combination import WhereRaw

from mittendrin.core.clock import local_day
from mittendrin.core.refusal import NotFound
from mittendrin.database.kept_select import KeptSelect, Row
from mittendrin.database.kept_statement import KeptStatement, given
from mittendrin.database.numbers import among
from mittendrin.places.rules import Meets
from mittendrin.places.tables import District
from mittendrin.volunteering.common_times import days_left
from mittendrin.volunteering.facts import OfferFacts, Place, RequestFacts
from mittendrin.volunteering.fitting import kilometres
from mittendrin.volunteering.history import (
    HelperPast,
    open_proposals,
    past_concerning,
    past_of_helpers,
    past_of_requests,
)
from mittendrin.volunteering.liked import liked
from mittendrin.volunteering.own_offers import as_one, others_of, others_than, pauses_of
from mittendrin.volunteering.places_left import helping
from mittendrin.volunteering.rules import UNWANTED, how_they_meet
from mittendrin.volunteering.single_days import days_to_come, reaches, read_days
from mittendrin.volunteering.states import Frequency, OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer, OfferCategory

CAR = "car"
_MAY_BE_RULED_OUT = frozenset(UNWANTED)
Fact = TypeVar("Fact", OfferFacts, RequestFacts)
_REQ: Any = HelpRequest
_OF_OFFERS = (
    Offer.id, Offer.person, Offer.times, Offer.hours_per_week, Offer.most_people, Offer.district,
    Offer.reach_km, Offer.languages, Offer.interests, Offer.gender, Offer.frequency, Offer.paused_until,
    Offer.ask_again_on, Offer.last_asked_at, Offer.created_at, Offer.has_car, Offer.on_days, Offer.day_parts,
    Offer.by_phone, Offer.company, Offer.unwanted, Offer.gone_from, Offer.gone_until,
)  # fmt: skip
_OFFERS = KeptSelect(Offer, _OF_OFFERS)
_OF_REQUESTS = (
    _REQ.id, _REQ.person, _REQ.category, _REQ.times, _REQ.hours_per_week, _REQ.district, _REQ.languages,
    _REQ.language_needed, _REQ.interests, _REQ.helper_gender, _REQ.frequency, _REQ.created_at, _REQ.needs, _REQ.on_days,
    _REQ.category.prerequisite, _REQ.papers, _REQ.helpers_wanted, _REQ.wanted_until, _REQ.place, _REQ.soon,
    _REQ.category.meets, _REQ.district.latitude, _REQ.district.longitude,
)  # fmt: skip
_REQUESTS = KeptSelect(HelpRequest, _OF_REQUESTS, order_by=(_REQ.created_at, _REQ.id))
_REQUEST = KeptStatement(
    lambda: HelpRequest.select(*_OF_REQUESTS, open_proposals()).where(HelpRequest.id == given("request"))
)
_LIKES = KeptSelect(OfferCategory, (OfferCategory.offer, OfferCategory.category))
_PLACES = KeptSelect(District, (District.id, District.latitude, District.longitude))
_ACTIVE = (Offer.status == OfferState.ACTIVE.value) & Offer.person.is_not_null()
# SQLite would find each of them in a second index as well, and read half as fast.
_IS_ACTIVE = WhereRaw('"offer"."status" || \'\' = {}', OfferState.ACTIVE.value)
_NOTHING, _NO_LIKES = HelperPast().facts, frozenset[int]()
_OPEN = HelpRequest.status == RequestState.OPEN.value


async def fitting_offers(request: RequestFacts, today: date) -> list[OfferFacts]:
    """All whom the database cannot rule out: enough for suggestions, too few for near misses."""
    places = await _places()
    kilometres_to = _ways(request, places)
    days = days_left(request, today) or (today,)
    asked = {"category": request.category, "times": request.times, "first": min(days), "last": max(days)}
    ways = {name: value for number, way in enumerate(kilometres_to) for name, value in _way(number, way)}
    statement = _fitting(len(kilometres_to), request.gender, reaches(request))
    rows = await statement.rows(**asked, **ways)
    return await _facts_for(request, rows, places, today)


async def offers_for(request: RequestFacts, today: date) -> list[OfferFacts]:
    """Active offers of people who like this kind of help."""
    liking = OfferCategory.select(OfferCategory.offer).where(OfferCategory.category == request.category)
    rows = await _OFFERS.rows(_ACTIVE & Offer.id.is_in(liking))
    return await _facts_for(request, rows, await _places(), today)


async def all_offers(today: date) -> list[OfferFacts]:
    """Every active one."""
    likes = await _likes(Offer.select(Offer.id).where(_ACTIVE))
    rows, others = await _OFFERS.rows(_ACTIVE), await others_than(_ACTIVE)
    people = Offer.select(Offer.person).where(_ACTIVE)
    theirs = Offer.select(Offer.id).where(Offer.person.is_in(people))
    past = await past_of_helpers(_owners(rows, others), theirs, today)
    return _facts_of_offers(as_one(rows, others), likes, past, await _places())


async def offer_facts(offer_id: int, today: date) -> OfferFacts:
    """Raises NotFound, also when it is nobody's any more."""
    rows = await _OFFERS.rows((Offer.id == offer_id) & Offer.person.is_not_null())
    others = await others_of(rows)
    owners = _owners(rows, others)
    likes, past = await _likes([offer_id]), await past_of_helpers(owners, list(owners) or [0], today)
    return _only(_facts_of_offers(as_one(rows, others), likes, past, await _places()))


async def requests_liked(offer: OfferFacts) -> list[RequestFacts]:
    """All open ones for a kind of help that somebody likes: as many as near misses need."""
    return await _open_ones(HelpRequest.category.is_in(sorted(offer.categories) or [0]))


async def request_facts(request_id: int) -> RequestFacts:
    """Raises NotFound."""
    return _only([_request(row, row["open_proposals"]) for row in await _REQUEST.rows(request=request_id)])


async def fitting_requests(offer: OfferFacts, today: date) -> list[RequestFacts]:
    """Open ones, without those that the database can rule out."""
    at_a_time: Any = _shares_a_time("help_request", offer.times)
    if days_to_come(offer, today):
        at_a_time |= (HelpRequest.on_days != "") | (HelpRequest.frequency == Frequency.ONCE.value)
    return await _open_ones(HelpRequest.category.is_in(sorted(offer.categories) or [0]) & at_a_time)


async def _open_ones(here: Any) -> list[RequestFacts]:
    past = await past_of_requests(HelpRequest.select(HelpRequest.id).where(_OPEN))
    return _facts_of_requests(await _REQUESTS.rows(_OPEN & here), past)


async def unasked_requests(limit: int) -> list[RequestFacts]:
    """Open ones with places for which nobody is asked: the urgent ones first, then the longest waiting."""
    open_ones = HelpRequest.select(HelpRequest.id).where(_OPEN)
    past = await past_of_requests(open_ones)
    found = _facts_of_requests(await _REQUESTS.rows(_OPEN), past)
    helped = await helping(open_ones)
    left = (one.places - helped.get(one.id, 0) - one.proposals for one in found)
    unasked = [replace(one, places=places) for one, places in zip(found, left, strict=True) if places > 0]
    return sorted(unasked, key=lambda one: not one.soon)[:limit]


def _shares_a_time(table: str, times: Any) -> WhereRaw:
    return WhereRaw(f'("{table}"."times" & {{}}) <> 0', times)


@cache
def _fitting(ways: int, gender: str, single_days: bool) -> KeptStatement:
    """`ways`: for how many districts it is known how far it is from there. `single_days`: whether they can be enough."""
    free: Any = _shares_a_time("offer", given("times"))
    if single_days:
        free |= Offer.on_days != ""
    return KeptStatement(lambda: Offer.select(*_OF_OFFERS).where(_may_fit(ways, gender) & free))


def _may_fit(ways: int, gender: str) -> Any:
    liking = OfferCategory.select(OfferCategory.offer).where(OfferCategory.category == given("category"))
    here = _IS_ACTIVE & Offer.person.is_not_null() & among("offer.id", liking)
    here &= Offer.paused_until.is_null() | (Offer.paused_until <= given("last"))
    here &= Offer.ask_again_on.is_null() | (Offer.ask_again_on <= given("last"))
    here &= (
        Offer.gone_from.is_null() | (Offer.gone_from > given("first")) | (Offer.gone_until < given("last"))
    )
    if gender:
        here &= Offer.gender == gender
    if ways:
        steps = " ".join(["WHEN {} THEN {}"] * ways)
        far = [given(name) for number in range(ways) for name, _value in _way(number, (0, 0))]
        here &= WhereRaw(f'"offer"."reach_km" >= CASE "offer"."district" {steps} ELSE 0 END', *far)
    return here


def _ways(request: RequestFacts, places: dict[int, Place]) -> list[tuple[int, int]]:
    """Each district and the whole kilometres from there; empty where nobody knows where the request is, or nobody has to
    go there.
    """
    there = None if request.by_phone else request.place
    return [
        (district, 0 if district == request.district else ceil(kilometres(place, there)))
        for district, place in places.items()
        if there
    ]


def _way(number: int, way: tuple[int, int]) -> tuple[tuple[str, int], ...]:
    return (f"district_{number}", way[0]), (f"kilometres_{number}", way[1])


async def _facts_for(
    request: RequestFacts, rows: list[Row], places: dict[int, Place], today: date
) -> list[OfferFacts]:
    """Of what they like and of whom they know only that counts which concerns this request."""
    likes = dict.fromkeys((row["id"] for row in rows), frozenset({request.category}))
    others = await others_of(rows)
    past = await past_concerning(request, _owners(rows, others), today)
    return _facts_of_offers(as_one(rows, others), likes, past, places)


def _owners(rows: list[Row], others: list[Row]) -> dict[int, int]:
    return {row["id"]: row["person"] for row in (*rows, *others)}


async def _likes(offers: Any) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for row in await _LIKES.rows(OfferCategory.offer.is_in(offers)):
        found.setdefault(row["offer"], set()).add(row["category"])
    return {offer: frozenset(liked) for offer, liked in found.items()}


def _facts_of_offers(
    rows: list[Row], likes: dict[int, frozenset[int]], past: dict[int, HelperPast], places: dict[int, Place]
) -> list[OfferFacts]:
    known = {person: theirs.facts for person, theirs in past.items()}
    return [_offer(row, likes, known.get(row["person"], _NOTHING), places) for row in rows]


def _offer(
    row: Row, likes: dict[int, frozenset[int]], past: dict[str, Any], places: dict[int, Place]
) -> OfferFacts:
    paused, later = row["paused_until"], row["ask_again_on"]
    return OfferFacts(
        **dict(zip(_AS_IT_IS, _as_it_is(row), strict=True)),
        **past,
        categories=likes.get(row["id"], _NO_LIKES),
        place=places.get(row["district"]),
        languages=_words(row["languages"]),
        interests=liked(row["interests"]),
        free_from=max(paused, later) if paused and later else paused or later,
        last_asked_on=local_day(row["last_asked_at"]) if row["last_asked_at"] else None,
        waiting_since=local_day(row["created_at"]),
        on_days=read_days(row["on_days"]),
        unwanted=_words(row["unwanted"]),
        gone=pauses_of(row),
    )


_AS_IT_IS = (
    "id", "person", "times", "hours_per_week", "most_people", "district", "reach_km", "gender", "frequency",
    "has_car", "day_parts", "by_phone", "company",
)  # fmt: skip
_as_it_is = itemgetter(*_AS_IT_IS)


def _facts_of_requests(rows: list[Row], open_ones: dict[int, int]) -> list[RequestFacts]:
    return [_request(row, open_ones.get(row["id"], 0)) for row in rows]


def _request(row: Row, proposals: int) -> RequestFacts:
    return RequestFacts(
        **dict(zip(_AS_ASKED, _as_asked(row), strict=True)),
        person=row["person"] or 0,
        place=_place(row["district.latitude"], row["district.longitude"]),
        languages=_words(row["languages"]),
        interests=liked(row["interests"]),
        liked=row["interests"],
        gender=row["helper_gender"],
        waiting_since=local_day(row["created_at"]),
        proposals=proposals,
        papers=_papers(row["category.prerequisite"], row["papers"]),
        car_needed=CAR in _words(row["needs"]),
        on_days=read_days(row["on_days"]),
        places=row["helpers_wanted"],
        until=row["wanted_until"],
        by_phone=how_they_meet(row["place"], row["category.meets"]) is Meets.PHONE,
        team=row["helpers_wanted"] > 1,
        brings=_words(row["needs"]) & _MAY_BE_RULED_OUT,
    )


_AS_ASKED = (
    "id", "category", "times", "hours_per_week", "district", "language_needed", "frequency", "soon",
)  # fmt: skip
_as_asked = itemgetter(*_AS_ASKED)


async def _places() -> dict[int, Place]:
    known = {row["id"]: _place(row["latitude"], row["longitude"]) for row in await _PLACES.all()}
    return {district: place for district, place in known.items() if place}


def _place(latitude: float | None, longitude: float | None) -> Place | None:
    return None if latitude is None or longitude is None else (latitude, longitude)


def _only(found: list[Fact]) -> Fact:
    if not found:
        raise NotFound
    return found[0]


@lru_cache(maxsize=10_000)
def _words(joined: str) -> frozenset[str]:
    return frozenset(word.strip() for word in joined.split(",") if word.strip())


@lru_cache(maxsize=1_000)
def _papers(of_category: str, of_this_one: str) -> frozenset[str]:
    return frozenset({of_category, *of_this_one.splitlines()} - {""})
