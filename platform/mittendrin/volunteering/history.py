"""What has happened so far with people and requests: who is asked, who helps whom, and who said no.

Counted by person, whichever of their offers it came by. For one request only what concerns those found for it is read.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from piccolo.columns.combination import WhereRaw
from piccolo.query.functions.aggregate import Count
from piccolo.querystring import QueryString

from mittendrin.database.kept_select import KeptSelect, Row
from mittendrin.database.kept_statement import KeptStatement, given
from mittendrin.database.numbers import one_of, together
from mittendrin.database.transactions import at_once
from mittendrin.people.keeping_apart import Two, all_kept_apart, apart_from
from mittendrin.volunteering.facts import RequestFacts
from mittendrin.volunteering.states import DID_NOT_FIT, DIED, HOME, UNDECIDED, EngagementState, ProposalState
from mittendrin.volunteering.tables import Clearance, Engagement, Proposal

_UNDECIDED = frozenset(state.value for state in UNDECIDED)
_NO = frozenset({ProposalState.VOLUNTEER_NO.value, ProposalState.REQUESTER_NO.value})
_RUNS = frozenset(EngagementState) - {EngagementState.ENDED, EngagementState.FEEDBACK_DONE}
_PRO: Any = Proposal
_ENG: Any = Engagement
_PAIR = _ENG.proposal
_OF_PROPOSALS = (_PRO.offer, _PRO.request, _PRO.request.person, _PRO.status, _PRO.request.hours_per_week)
_OF_ENGAGEMENTS = (
    _ENG.status,
    _PAIR.offer,
    _PAIR.request,
    _PAIR.request.person,
    _PAIR.request.hours_per_week,
    _ENG.end_reason,
)
_PROPOSALS = KeptSelect(Proposal, _OF_PROPOSALS)
_ENGAGEMENTS = KeptSelect(Engagement, _OF_ENGAGEMENTS)
_SEEN = KeptSelect(Clearance, (Clearance.offer, Clearance.prerequisite, Clearance.valid_until))
_OPEN = _PRO.status.is_in(sorted(_UNDECIDED))


_PROPOSALS_OF_THESE = KeptStatement(
    lambda: _PRO.select(*_OF_PROPOSALS).where(
        one_of("proposal.offer", given("offers")),
        _OPEN | (_PRO.request == given("request")) | (_PRO.request.person == given("person")),
    )
)
_ENGAGEMENTS_OF_THESE = KeptStatement(
    lambda: _ENG.select(*_OF_ENGAGEMENTS).where(
        _ENG.proposal.is_in(_PRO.select(_PRO.id).where(one_of("proposal.offer", given("offers"))))
    )
)


@dataclass(slots=True)
class HelperPast:
    """Of one person. Sets as in facts.OfferFacts."""

    open_proposals: int = 0
    running: int = 0
    placed: int = 0
    said_no: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)
    knows: set[int] = field(default_factory=set)
    seen: set[tuple[str, date]] = field(default_factory=set)
    busy_with: set[int] = field(default_factory=set)
    asked_by: set[int] = field(default_factory=set)
    hours_taken: int = 0
    hours_asked: int = 0

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "open_proposals": self.open_proposals,
            "running": self.running,
            "placed": self.placed,
            "said_no": frozenset(self.said_no),
            "apart": frozenset(self.apart),
            "knows": frozenset(self.knows),
            "seen": frozenset(self.seen),
            "busy_with": frozenset(self.busy_with),
            "asked_by": frozenset(self.asked_by),
            "hours_taken": self.hours_taken,
            "hours_asked": self.hours_asked,
        }


# By offer: whose it is.
Owners = dict[int, int]


async def past_of_helpers(owners: Owners, offers: Any, today: date) -> dict[int, HelperPast]:
    """By person. `offers`: ids of all that are theirs, or a query for them."""
    wanted = _PRO.status.is_in(sorted(_UNDECIDED | _NO))
    proposals = await _PROPOSALS.rows(_PRO.offer.is_in(offers) & wanted)
    papers = await _SEEN.rows(Clearance.offer.is_in(offers) & (Clearance.valid_until >= today))
    past = _counted(owners, (proposals, await _ENGAGEMENTS.rows(_PAIR.offer.is_in(offers)), papers))
    _keep_apart(past, owners, await all_kept_apart())
    return past


async def past_concerning(request: RequestFacts, owners: Owners, today: date) -> dict[int, HelperPast]:
    """By person. Of earlier answers only those between them and this person."""
    these = together(list(owners))
    proposals, engagements, papers, apart = await at_once(
        _PROPOSALS_OF_THESE.rows(offers=these, request=request.id, person=request.person),
        _ENGAGEMENTS_OF_THESE.rows(offers=these),
        _papers_for(request, today),
        apart_from(request.person),
    )
    past = _counted(owners, (proposals, engagements, papers))
    _keep_apart(past, owners, [(one, request.person) for one in apart])
    return past


async def _papers_for(request: RequestFacts, today: date) -> list[Row]:
    """Most kinds of help ask for none, and then nobody looks for any."""
    if not request.papers:
        return []
    this = Clearance.prerequisite.is_in(sorted(request.papers)) & (Clearance.valid_until >= today)
    return await _SEEN.rows(this)


def open_proposals() -> QueryString:
    """For a SELECT of requests: how many proposals of each nobody has decided."""
    of_each = _PRO.select(Count()).where(_OPEN, WhereRaw('"proposal"."request" = "help_request"."id"'))
    return QueryString("({})", of_each.querystrings[0], alias="open_proposals")


async def past_of_requests(requests: Any) -> dict[int, int]:
    """How many proposals of each nobody has decided. `requests`: a query for their ids."""
    past: dict[int, int] = defaultdict(int)
    for row in await _PROPOSALS.rows(_PRO.request.is_in(requests) & _OPEN):
        past[row["request"]] += 1
    return past


def _keep_apart(past: dict[int, HelperPast], owners: Owners, kept: list[Two]) -> None:
    """After an incident; which of the two was reported makes no difference."""
    helpers = set(owners.values())
    for one, other in (*kept, *((other, one) for one, other in kept)):
        if one in helpers:
            past[one].apart.add(other)


def _counted(owners: Owners, read: tuple[list[Row], list[Row], list[Row]]) -> dict[int, HelperPast]:
    """`read`: proposals, engagements and papers."""
    proposals, engagements, papers = read
    past: dict[int, HelperPast] = defaultdict(HelperPast)
    for row in proposals:
        _count_proposal(past[owners[row["offer"]]], row)
    for row in engagements:
        _count_engagement(past[owners[row["proposal.offer"]]], row)
    for row in papers:
        if row["offer"] in owners:
            past[owners[row["offer"]]].seen.add((row["prerequisite"], row["valid_until"]))
    return past


def _count_proposal(known: HelperPast, row: Row) -> None:
    if row["status"] in _UNDECIDED:
        known.open_proposals += 1
        known.hours_asked += row["request.hours_per_week"]
        known.busy_with.add(row["request"])
        if row["request.person"]:
            known.asked_by.add(row["request.person"])
    if row["status"] in _NO:
        known.said_no.add(row["request"])
    if row["status"] == ProposalState.REQUESTER_NO.value and row["request.person"]:
        known.apart.add(row["request.person"])


def _count_engagement(known: HelperPast, row: Row) -> None:
    """Who has ended a relation is not proposed to the same request again, and to the person where it did not fit."""
    known.placed += 1
    if person := row["proposal.request.person"]:
        (known.apart if row["end_reason"] == DID_NOT_FIT else known.knows).add(person)
    if EngagementState(row["status"]) in _RUNS:
        known.running += 1
        known.hours_taken += row["proposal.request.hours_per_week"]
        known.busy_with.add(row["proposal.request"])
    elif row["end_reason"] not in (DIED, HOME):
        known.said_no.add(row["proposal.request"])
