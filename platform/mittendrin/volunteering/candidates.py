"""What matching has to know, read from the tables: offers for one request, requests for one offer, or the whole list.

For one request the database rules out whom it can, so that few rows are read and its answer is there at once.
"""

from datetime import date, datetime
from functools import lru_cache
from math import ceil
from typing import Any, TypeVar

from piccolo.columns.combination import WhereRaw

from mittendrin.core.clock import local_day
from mittendrin.core.refusal import NotFound
from mittendrin.database.kept_select import KeptSelect
from mittendrin.places.tables import District
from mittendrin.volunteering.facts import OfferFacts, Place, RequestFacts
from mittendrin.volunteering.fitting import kilometres
from mittendrin.volunteering.history import OfferPast, RequestPast, past_of_offers, past_of_requests
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer, OfferCategory

Fact = TypeVar("Fact", OfferFacts, RequestFacts)
_REQ: Any = HelpRequest
_OFFERS = KeptSelect(
    Offer,
    (
        Offer.id, Offer.person, Offer.times, Offer.hours_per_week, Offer.most_people, Offer.district,
        Offer.reach_km, Offer.languages, Offer.interests, Offer.gender, Offer.frequency, Offer.paused_until,
        Offer.ask_again_on, Offer.last_asked_at, Offer.created_at,
    ),
)  # fmt: skip
_REQUESTS = KeptSelect(
    HelpRequest,
    (
        _REQ.id, _REQ.person, _REQ.category, _REQ.times, _REQ.hours_per_week, _REQ.district, _REQ.languages,
        _REQ.language_needed, _REQ.interests, _REQ.helper_gender, _REQ.frequency, _REQ.created_at,
        _REQ.category.prerequisite,
    ),
    order_by=(_REQ.created_at, _REQ.id),
)  # fmt: skip
_LIKES = KeptSelect(OfferCategory, (OfferCategory.offer, OfferCategory.category))
_PLACES = KeptSelect(District, (District.id, District.latitude, District.longitude))
_ACTIVE = (Offer.status == OfferState.ACTIVE.value) & Offer.person.is_not_null()
_OPEN = HelpRequest.status == RequestState.OPEN.value


async def fitting_offers(request: RequestFacts, today: date) -> list[OfferFacts]:
    """All whom the database cannot rule out: enough for suggestions, too few for near misses."""
    here = _liking(request) & _shares_a_time("offer", request.times) & _comes_as_far(request, await _places())
    here &= Offer.paused_until.is_null() | (Offer.paused_until <= today)
    here &= Offer.ask_again_on.is_null() | (Offer.ask_again_on <= today)
    if request.gender:
        here &= Offer.gender == request.gender
    return await _offers_for(request, here)


async def offers_for(request: RequestFacts) -> list[OfferFacts]:
    """Active offers of people who like this kind of help."""
    return await _offers_for(request, _liking(request))


async def all_offers() -> list[OfferFacts]:
    """Every active one."""
    active = Offer.select(Offer.id).where(_ACTIVE)
    return await _facts_of_offers(
        await _OFFERS.rows(_ACTIVE), await _likes(active), await past_of_offers(active)
    )


async def offer_facts(offer_id: int) -> OfferFacts:
    """Raises NotFound, also when it is nobody's any more."""
    this = (Offer.id == offer_id) & Offer.person.is_not_null()
    found = await _facts_of_offers(
        await _OFFERS.rows(this), await _likes([offer_id]), await past_of_offers([offer_id])
    )
    return _only(found)


async def request_facts(request_id: int) -> RequestFacts:
    """Raises NotFound."""
    this = HelpRequest.id == request_id
    return _only(await _facts_of_requests(await _REQUESTS.rows(this), await past_of_requests([request_id])))


async def fitting_requests(offer: OfferFacts) -> list[RequestFacts]:
    """Open ones, without those that the database can rule out."""
    here = _OPEN & HelpRequest.category.is_in(sorted(offer.categories) or [0])
    here &= _shares_a_time("help_request", offer.times)
    past = await past_of_requests(HelpRequest.select(HelpRequest.id).where(_OPEN))
    return await _facts_of_requests(await _REQUESTS.rows(here), past)


async def unasked_requests(limit: int) -> list[RequestFacts]:
    """Open ones for which nobody is asked, the longest waiting first."""
    past = await past_of_requests(HelpRequest.select(HelpRequest.id).where(_OPEN))
    found = await _facts_of_requests(await _REQUESTS.rows(_OPEN), past)
    return [one for one in found if not one.proposals][:limit]


def _liking(request: RequestFacts) -> Any:
    liking = OfferCategory.select(OfferCategory.offer).where(OfferCategory.category == request.category)
    return _ACTIVE & Offer.id.is_in(liking)


def _shares_a_time(table: str, times: int) -> WhereRaw:
    return WhereRaw(f'("{table}"."times" & {{}}) <> 0', times)


def _comes_as_far(request: RequestFacts, places: dict[int, Place]) -> WhereRaw:
    """Whole kilometres from each district; where one of both places is unknown everybody stays in sight."""
    there = request.place
    if there is None or not places:
        return WhereRaw("1 = 1")
    steps = " ".join("WHEN {} THEN {}" for _district in places)
    values = [
        value
        for district, place in places.items()
        for value in (district, 0 if district == request.district else ceil(kilometres(place, there)))
    ]
    return WhereRaw(f'"offer"."reach_km" >= CASE "offer"."district" {steps} ELSE 0 END', *values)


async def _offers_for(request: RequestFacts, here: Any) -> list[OfferFacts]:
    """Of what they like and of whom they know only that counts which concerns this request."""
    rows = await _OFFERS.rows(here)
    likes = dict.fromkeys((row["id"] for row in rows), frozenset({request.category}))
    return await _facts_of_offers(
        rows, likes, await past_of_offers(Offer.select(Offer.id).where(_liking(request)), request)
    )


async def _likes(offers: Any) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for row in await _LIKES.rows(OfferCategory.offer.is_in(offers)):
        found.setdefault(row["offer"], set()).add(row["category"])
    return {offer: frozenset(liked) for offer, liked in found.items()}


async def _facts_of_offers(
    rows: list[dict[str, Any]], likes: dict[int, frozenset[int]], past: dict[int, OfferPast]
) -> list[OfferFacts]:
    places, nothing = await _places(), OfferPast()
    return [_offer(row, likes, past.get(row["id"], nothing), places) for row in rows]


def _offer(
    row: dict[str, Any], likes: dict[int, frozenset[int]], past: OfferPast, places: dict[int, Place]
) -> OfferFacts:
    later = [day for day in (row["paused_until"], row["ask_again_on"]) if day]
    return OfferFacts(
        **{key: row[key] for key in _AS_IT_IS},
        categories=likes.get(row["id"], frozenset()),
        running=past.running,
        open_proposals=past.open_proposals,
        place=places.get(row["district"]),
        languages=_words(row["languages"]),
        interests=_words(row["interests"]),
        free_from=max(later, default=None),
        last_asked_on=_day(row["last_asked_at"]),
        placed=past.placed,
        waiting_since=local_day(row["created_at"]),
        said_no=frozenset(past.said_no),
        apart=frozenset(past.apart),
        knows=frozenset(past.knows),
    )


_AS_IT_IS = (
    "id", "person", "times", "hours_per_week", "most_people", "district", "reach_km", "gender", "frequency",
)  # fmt: skip


async def _facts_of_requests(rows: list[dict[str, Any]], past: dict[int, RequestPast]) -> list[RequestFacts]:
    places, nothing = await _places(), RequestPast()
    return [_request(row, past.get(row["id"], nothing), places) for row in rows]


def _request(row: dict[str, Any], past: RequestPast, places: dict[int, Place]) -> RequestFacts:
    return RequestFacts(
        id=row["id"],
        person=row["person"] or 0,
        category=row["category"],
        times=row["times"],
        hours_per_week=row["hours_per_week"],
        district=row["district"],
        place=places.get(row["district"]),
        languages=_words(row["languages"]),
        language_needed=row["language_needed"],
        interests=_words(row["interests"]),
        gender=row["helper_gender"],
        frequency=row["frequency"],
        waiting_since=local_day(row["created_at"]),
        proposals=past.open_proposals,
        prerequisite=row["category.prerequisite"],
    )


async def _places() -> dict[int, Place]:
    known = District.latitude.is_not_null() & District.longitude.is_not_null()
    return {row["id"]: (row["latitude"], row["longitude"]) for row in await _PLACES.rows(known)}


def _only(found: list[Fact]) -> Fact:
    if not found:
        raise NotFound
    return found[0]


@lru_cache(maxsize=10_000)
def _words(joined: str) -> frozenset[str]:
    return frozenset(word.strip() for word in joined.split(",") if word.strip())


def _day(moment: datetime | None) -> date | None:
    return local_day(moment) if moment else None
