"""All that a request says, and an offer, with whom they were proposed to: for the office alone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mittendrin.core.refusal import NotFound
from mittendrin.database.sealing import shown
from mittendrin.people.queries import PersonView, person
from mittendrin.volunteering.besides import how_far
from mittendrin.volunteering.interests import Wanted, count_interested, interest_of
from mittendrin.volunteering.queries import categories_of
from mittendrin.volunteering.said import OFFER_SAYS, REQUEST_SAYS, Said, said_in_offer, said_in_request
from mittendrin.volunteering.state_words import state_in_words
from mittendrin.volunteering.states import (
    OVER,
    UNDECIDED,
    EngagementState,
    OfferState,
    ProposalState,
    RequestState,
    following,
    may_ask_another,
)
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal
from mittendrin.volunteering.times import times_in_words


@dataclass(frozen=True, slots=True)
class EngagementView:
    id: int
    status: EngagementState

    @property
    def state(self) -> str:
        return state_in_words(self.status)


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """`helper` and `asker` are the names that the office knows; of an `organisation` the asker is its contact person."""

    id: int
    status: ProposalState
    offer_id: int
    request_id: int
    helper: str
    asker: str
    what: str
    helper_id: int | None
    asker_id: int | None
    reasons: str
    answer_until: datetime | None
    volunteer_code: str
    requester_code: str
    engagement: EngagementView | None
    organisation: str

    @property
    def state(self) -> str:
        return state_in_words(self.status)

    @property
    def waits_for(self) -> str:
        """Whose answer: `volunteer`, `requester`, or nobody's."""
        return {ProposalState.ASKED_VOLUNTEER: "volunteer", ProposalState.ASKED_REQUESTER: "requester"}.get(
            self.status, ""
        )

    @property
    def undecided(self) -> bool:
        return self.status in UNDECIDED


@dataclass(frozen=True, slots=True)
class RequestStory:
    id: int
    code: str
    status: RequestState
    person: PersonView | None
    signed_by: str
    organisation: str
    interested: int
    category: str
    what: str
    times: str
    soon: bool
    helpers_wanted: int
    district: str
    note: str
    said: Said
    ask_again_on: date | None
    created_at: datetime
    proposals: list[ProposalLine]

    @property
    def state(self) -> str:
        return state_in_words(self.status)

    @property
    def may_become(self) -> list[RequestState]:
        """What a clerk decides; "matched" comes from both saying yes, and ends with their engagement."""
        if self.status is RequestState.MATCHED and self.helps:
            return []
        return sorted(following(self.status) - {RequestState.MATCHED})

    @property
    def helps(self) -> bool:
        """Whether somebody does."""
        return self.found > 0

    @property
    def found(self) -> int:
        """How many help."""
        grown = [one.engagement for one in self.proposals if one.engagement]
        return sum(one.status not in OVER for one in grown)

    @property
    def engagements(self) -> list[int]:
        return [one.engagement.id for one in self.proposals if one.engagement]

    @property
    def people(self) -> list[int | None]:
        """Whose data its page shows: who asks, and whoever was proposed."""
        return [self.person.id if self.person else None, *(one.helper_id for one in self.proposals)]

    @property
    def is_open(self) -> bool:
        return self.status is RequestState.OPEN

    @property
    def may_ask(self) -> bool:
        asked, places = [one.status for one in self.proposals], self.helpers_wanted - self.found
        return self.is_open and may_ask_another(asked, soon=self.soon, places=places)


@dataclass(frozen=True, slots=True)
class OfferStory:
    id: int
    code: str
    status: OfferState
    person: PersonView | None
    categories: list[str]
    times: str
    hours_per_week: int
    most_people: int
    district: str
    how_far: str
    has_car: bool
    note: str
    said: Said
    interest: Wanted | None
    ask_again_on: date | None
    paused_until: date | None
    created_at: datetime
    confirmed_at: datetime
    proposals: list[ProposalLine]

    @property
    def state(self) -> str:
        return state_in_words(self.status)

    @property
    def may_become(self) -> list[OfferState]:
        return sorted(following(self.status))

    @property
    def engagements(self) -> list[int]:
        return [one.engagement.id for one in self.proposals if one.engagement]

    @property
    def people(self) -> list[int | None]:
        """Whose data its page shows: who offers, and to whom they were proposed."""
        return [self.person.id if self.person else None, *(one.asker_id for one in self.proposals)]

    def pause_on(self, today: date) -> date | None:
        """Until when it lasts; one that is over is none."""
        return self.paused_until if self.paused_until and self.paused_until > today else None

    @property
    def is_active(self) -> bool:
        return self.status is OfferState.ACTIVE


_OF_REQUEST = (
    "id", "code", "signed_by", "what", "soon", "helpers_wanted", "ask_again_on", "created_at",
)  # fmt: skip


async def request_story(request_id: int) -> RequestStory:
    """Raises NotFound."""
    req: Any = HelpRequest
    row = await (
        req.select(
            *(getattr(req, key) for key in (*_OF_REQUEST, *REQUEST_SAYS)),
            req.note, req.status, req.person, req.category.name, req.times, req.district.name, req.organisation.name,
        )
        .where(req.id == request_id)
        .first()
    )  # fmt: skip
    if row is None:
        raise NotFound
    return RequestStory(
        **{key: row[key] for key in _OF_REQUEST},
        note=shown(row["note"]),
        status=RequestState(row["status"]),
        person=await person(row["person"]) if row["person"] else None,
        organisation=row["organisation.name"] or "",
        interested=(await count_interested([request_id])).get(request_id, 0),
        category=row["category.name"],
        times=times_in_words(row["times"]),
        district=row["district.name"] or "",
        said=said_in_request(row),
        proposals=await proposals(Proposal.request == request_id),
    )


_AS_IT_IS = (
    "id", "code", "hours_per_week", "most_people", "has_car", "ask_again_on", "paused_until", "created_at",
    "confirmed_at",
)  # fmt: skip


async def offer_story(offer_id: int) -> OfferStory:
    """Raises NotFound."""
    off: Any = Offer
    columns = [getattr(off, key) for key in (*_AS_IT_IS, *OFFER_SAYS, "reach_km", "by_phone")]
    row = await (
        off.select(*columns, off.note, off.status, off.person, off.times, off.district.name)
        .where(off.id == offer_id)
        .first()
    )
    if row is None:
        raise NotFound
    return OfferStory(
        **{key: row[key] for key in _AS_IT_IS},
        note=shown(row["note"]),
        status=OfferState(row["status"]),
        person=await person(row["person"]) if row["person"] else None,
        categories=await categories_of(offer_id),
        times=times_in_words(row["times"]),
        district=row["district.name"] or "",
        how_far=how_far(row["reach_km"], row["by_phone"]),
        said=said_in_offer(row),
        interest=await interest_of(offer_id),
        proposals=await proposals(Proposal.offer == offer_id),
    )


async def proposals(condition: Any) -> list[ProposalLine]:
    """Newest first."""
    pro: Any = Proposal
    rows = await (
        pro.select(
            pro.id, pro.status, pro.offer, pro.request, pro.reasons, pro.answer_until, pro.volunteer_code,
            pro.requester_code, pro.request.what, pro.request.organisation.name, pro.offer.person, pro.offer.person.name, pro.request.person, pro.request.person.name,
        )
        .where(condition)
        .order_by(pro.id, ascending=False)
    )  # fmt: skip
    engaged = await _engagements([row["id"] for row in rows])
    return [_line(row, engaged.get(row["id"])) for row in rows]


def _line(row: dict[str, Any], engagement: EngagementView | None) -> ProposalLine:
    return ProposalLine(
        id=row["id"],
        status=ProposalState(row["status"]),
        offer_id=row["offer"],
        request_id=row["request"],
        helper=row["offer.person.name"] or "",
        asker=row["request.person.name"] or "",
        what=row["request.what"],
        helper_id=row["offer.person"],
        asker_id=row["request.person"],
        reasons=row["reasons"],
        answer_until=row["answer_until"],
        volunteer_code=row["volunteer_code"],
        requester_code=row["requester_code"],
        engagement=engagement,
        organisation=row["request.organisation.name"] or "",
    )


async def _engagements(proposal_ids: list[int]) -> dict[int, EngagementView]:
    if not proposal_ids:
        return {}
    rows = await Engagement.select().where(Engagement.proposal.is_in(proposal_ids))
    return {
        row["proposal"]: EngagementView(id=row["id"], status=EngagementState(row["status"])) for row in rows
    }


async def request_of(proposal_id: int) -> int:
    """Raises NotFound."""
    row = await Proposal.select(Proposal.request).where(Proposal.id == proposal_id).first()
    if row is None:
        raise NotFound
    return int(row["request"])
