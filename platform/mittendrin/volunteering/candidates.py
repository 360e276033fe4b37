"""What matching has to know, read from the tables: offers for one request, or requests for one offer."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mittendrin.core.clock import local_day
from mittendrin.places.tables import District
from mittendrin.volunteering.facts import OfferFacts, Place, RequestFacts
from mittendrin.volunteering.states import UNDECIDED, EngagementState, OfferState, ProposalState, RequestState
from mittendrin.volunteering.tables import (
    Engagement,
    HelpCategory,
    HelpRequest,
    Offer,
    OfferCategory,
    Proposal,
)

_NO = frozenset({ProposalState.VOLUNTEER_NO, ProposalState.REQUESTER_NO})
_RUNS = frozenset(EngagementState) - {EngagementState.ENDED, EngagementState.FEEDBACK_DONE}


@dataclass(slots=True)
class Past:
    """What has happened with one offer so far."""

    open_proposals: int = 0
    running: int = 0
    placed: int = 0
    said_no: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    knows: frozenset[int] = frozenset()


async def offers_for(category: int) -> list[OfferFacts]:
    """Active offers of people who like this kind of help."""
    liking = OfferCategory.select(OfferCategory.offer).where(OfferCategory.category == category)
    rows = await Offer.select().where(
        Offer.status == OfferState.ACTIVE.value, Offer.id.is_in(liking), Offer.person.is_not_null()
    )
    return await _facts_of_offers(rows)


async def offer_facts(offer_id: int) -> OfferFacts:
    return (await _facts_of_offers(await Offer.select().where(Offer.id == offer_id)))[0]


async def request_facts(request_id: int) -> RequestFacts:
    return (await _facts_of_requests(await HelpRequest.select().where(HelpRequest.id == request_id)))[0]


async def open_requests(categories: frozenset[int]) -> list[RequestFacts]:
    rows = await HelpRequest.select().where(
        HelpRequest.status == RequestState.OPEN.value, HelpRequest.category.is_in(sorted(categories))
    )
    return await _facts_of_requests(rows)


async def _facts_of_offers(rows: list[dict[str, Any]]) -> list[OfferFacts]:
    if not rows:
        return []
    ids = [row["id"] for row in rows]
    likes, past, places = await _likes(ids), await _past(ids), await _places()
    return [_offer(row, likes[row["id"]], past[row["id"]], places) for row in rows]


def _offer(row: dict[str, Any], likes: frozenset[int], past: Past, places: dict[int, Place]) -> OfferFacts:
    later = [day for day in (row["paused_until"], row["ask_again_on"]) if day]
    return OfferFacts(
        id=row["id"],
        person=row["person"],
        categories=likes,
        times=row["times"],
        hours_per_week=row["hours_per_week"],
        most_people=row["most_people"],
        running=past.running,
        open_proposals=past.open_proposals,
        district=row["district"],
        place=places.get(row["district"]),
        reach_km=row["reach_km"],
        languages=_words(row["languages"]),
        interests=_words(row["interests"]),
        gender=row["gender"],
        frequency=row["frequency"],
        free_from=max(later, default=None),
        last_asked_on=_day(row["last_asked_at"]),
        placed=past.placed,
        waiting_since=local_day(row["created_at"]),
        said_no=past.said_no,
        apart=past.apart,
        knows=past.knows,
    )


async def _likes(offer_ids: list[int]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for row in await OfferCategory.select(OfferCategory.offer, OfferCategory.category).where(
        OfferCategory.offer.is_in(offer_ids)
    ):
        found[row["offer"]].add(row["category"])
    return defaultdict(frozenset, {offer: frozenset(liked) for offer, liked in found.items()})


async def _past(offer_ids: list[int]) -> dict[int, Past]:
    past: dict[int, Past] = defaultdict(Past)
    pro: Any = Proposal
    for row in await pro.select(pro.offer, pro.request, pro.request.person, pro.status).where(
        pro.offer.is_in(offer_ids)
    ):
        known, state = past[row["offer"]], ProposalState(row["status"])
        known.open_proposals += state in UNDECIDED
        if state in _NO:
            known.said_no |= {row["request"]}
        if state is ProposalState.REQUESTER_NO:
            known.apart |= {row["request.person"]} - {None}
    engaged: Any = Engagement
    for row in await engaged.select(
        engaged.status, engaged.proposal.offer, engaged.proposal.request, engaged.proposal.request.person
    ).where(engaged.proposal.offer.is_in(offer_ids)):
        _count(past[row["proposal.offer"]], row)
    return past


def _count(known: Past, row: dict[str, Any]) -> None:
    """Who has ended a relation is not proposed to the same request again."""
    known.placed += 1
    known.knows |= {row["proposal.request.person"]} - {None}
    if EngagementState(row["status"]) in _RUNS:
        known.running += 1
    else:
        known.said_no |= {row["proposal.request"]}


async def _facts_of_requests(rows: list[dict[str, Any]]) -> list[RequestFacts]:
    if not rows:
        return []
    asked = await Proposal.select(Proposal.request).where(
        Proposal.request.is_in([row["id"] for row in rows]),
        Proposal.status.is_in([state.value for state in UNDECIDED]),
    )
    proposals, places = Counter(row["request"] for row in asked), await _places()
    papers = {
        row["id"]: row["prerequisite"]
        for row in await HelpCategory.select(HelpCategory.id, HelpCategory.prerequisite)
    }
    return [_request(row, proposals[row["id"]], places, papers[row["category"]]) for row in rows]


def _request(row: dict[str, Any], proposals: int, places: dict[int, Place], paper: str) -> RequestFacts:
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
        proposals=proposals,
        prerequisite=paper,
    )


async def _places() -> dict[int, Place]:
    rows = await District.select(District.id, District.latitude, District.longitude).where(
        District.latitude.is_not_null(), District.longitude.is_not_null()
    )
    return {row["id"]: (row["latitude"], row["longitude"]) for row in rows}


def _words(joined: str) -> frozenset[str]:
    return frozenset(word.strip() for word in joined.split(",") if word.strip())


def _day(moment: datetime | None) -> date | None:
    return local_day(moment) if moment else None
