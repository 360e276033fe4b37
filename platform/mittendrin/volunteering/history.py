"""What has happened so far with offers and requests: who is asked, who helps whom, and who said no."""

from dataclasses import dataclass, field
from typing import Any

from mittendrin.database.kept_select import KeptSelect, Row
from mittendrin.volunteering.facts import RequestFacts
from mittendrin.volunteering.states import UNDECIDED, EngagementState, ProposalState
from mittendrin.volunteering.tables import Engagement, Proposal

_UNDECIDED = frozenset(state.value for state in UNDECIDED)
_NO = frozenset({ProposalState.VOLUNTEER_NO.value, ProposalState.REQUESTER_NO.value})
_RUNS = frozenset(EngagementState) - {EngagementState.ENDED, EngagementState.FEEDBACK_DONE}
_PRO: Any = Proposal
_ENG: Any = Engagement
_PAIR = _ENG.proposal
_PROPOSALS = KeptSelect(Proposal, (_PRO.offer, _PRO.request, _PRO.request.person, _PRO.status))
_ENGAGEMENTS = KeptSelect(Engagement, (_ENG.status, _PAIR.offer, _PAIR.request, _PAIR.request.person))


@dataclass(slots=True)
class OfferPast:
    """Sets as in facts.OfferFacts."""

    open_proposals: int = 0
    running: int = 0
    placed: int = 0
    said_no: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    knows: set[int] = field(default_factory=set)


@dataclass(slots=True)
class RequestPast:
    open_proposals: int = 0


async def past_of_offers(offers: Any, concerning: RequestFacts | None = None) -> dict[int, OfferPast]:
    """`offers`: ids, or a query for them. Of earlier answers only those of the person with this request."""
    past: dict[int, OfferPast] = {}
    wanted = _PRO.status.is_in(sorted(_UNDECIDED | _NO))
    if concerning:
        wanted = _PRO.status.is_in(sorted(_UNDECIDED)) | _of_the_same(concerning)
    for row in await _PROPOSALS.rows(_PRO.offer.is_in(offers) & wanted):
        _count_proposal(past.setdefault(row["offer"], OfferPast()), row)
    for row in await _ENGAGEMENTS.rows(_PAIR.offer.is_in(offers)):
        _count_engagement(past.setdefault(row["proposal.offer"], OfferPast()), row)
    return past


async def past_of_requests(requests: Any) -> dict[int, RequestPast]:
    """`requests`: ids, or a query for them."""
    past: dict[int, RequestPast] = {}
    open_ones = _PRO.status.is_in(sorted(_UNDECIDED))
    for row in await _PROPOSALS.rows(_PRO.request.is_in(requests) & open_ones):
        past.setdefault(row["request"], RequestPast()).open_proposals += 1
    return past


def _of_the_same(request: RequestFacts) -> Any:
    this = _PRO.request == request.id
    return this | (_PRO.request.person == request.person) if request.person else this


def _count_proposal(known: OfferPast, row: Row) -> None:
    known.open_proposals += row["status"] in _UNDECIDED
    if row["status"] in _NO:
        known.said_no.add(row["request"])
    if row["status"] == ProposalState.REQUESTER_NO.value and row["request.person"]:
        known.apart.add(row["request.person"])


def _count_engagement(known: OfferPast, row: Row) -> None:
    """Who has ended a relation is not proposed to the same request again."""
    known.placed += 1
    if row["proposal.request.person"]:
        known.knows.add(row["proposal.request.person"])
    if EngagementState(row["status"]) in _RUNS:
        known.running += 1
    else:
        known.said_no.add(row["proposal.request"])
