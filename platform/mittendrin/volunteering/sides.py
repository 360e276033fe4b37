"""The two sides of a proposal, and what each may read of the other before both have said yes."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from mittendrin.core.refusal import NotFound
from mittendrin.people.rules import Contact, known_as
from mittendrin.volunteering.common_ground import common_ground
from mittendrin.volunteering.states import ProposalState
from mittendrin.volunteering.tables import Proposal
from mittendrin.volunteering.when_and_where import costs, to_arrange, when, where
from mittendrin.web import signed

PURPOSE = "proposal"


class Side(StrEnum):
    VOLUNTEER = "volunteer"
    REQUESTER = "requester"


@dataclass(frozen=True, slots=True)
class ProposalView:
    """`to` is the addressee's own way; of the other only first name, district, kind of help and times are known.

    `reasons` are those that both may read, and `to_arrange` what does not fit yet. `said_later`: this side has said "Gerade nicht", and not the other.
    """

    id: int
    side: Side
    status: ProposalState
    code: str
    person_id: int | None
    to: Contact
    other_first_name: str
    district: str
    category: str
    what: str
    times: str
    where: str
    costs: str
    reasons: list[str]
    to_arrange: list[str]
    answer_until: datetime
    said_later: bool

    @property
    def path(self) -> str:
        return f"/vorschlag/{self.code}/{signed.signature(PURPOSE, self.code)}"

    @property
    def waits(self) -> bool:
        """For this side's answer."""
        return self.status is _WAITING[self.side]


_WAITING = {
    Side.VOLUNTEER: ProposalState.ASKED_VOLUNTEER,
    Side.REQUESTER: ProposalState.ASKED_REQUESTER,
}


async def by_id(proposal_id: int, side: Side) -> ProposalView:
    """Raises NotFound."""
    return await _one(Proposal.id == proposal_id, side)


async def by_code(code: str, given: str) -> ProposalView:
    """Raises NotFound, also for an address that we have not signed."""
    if not signed.is_signed(PURPOSE, code, given):
        raise NotFound
    return await by_paper_code(code)


async def by_paper_code(code: str) -> ProposalView:
    """The code says whose side it is. Raises NotFound."""
    if await Proposal.exists().where(Proposal.volunteer_code == code):
        return await _one(Proposal.volunteer_code == code, Side.VOLUNTEER)
    return await _one(Proposal.requester_code == code, Side.REQUESTER)


async def _one(condition: Any, side: Side) -> ProposalView:
    pro: Any = Proposal
    helper, asker = pro.offer.person, pro.request.person
    row = await (
        pro.select(
            pro.id, pro.status, pro.volunteer_code, pro.requester_code, pro.answer_until,
            pro.requester_answered_at, pro.created_at, pro.offer.gone_from, pro.offer.gone_until,
            pro.offer.person, pro.request.person, helper.first_name, asker.first_name, helper.name, helper.email, helper.phone, helper.address,
            asker.name, asker.email, asker.phone, asker.address,
            pro.request.category.name, pro.request.what, pro.request.times, pro.request.on_days,
            pro.offer.times, pro.offer.on_days, pro.offer.day_parts,
            pro.request.organisation.name, pro.request.category.meets, pro.request.place, pro.request.costs,
            pro.request.wanted_until, pro.offer.reach_km,
            *(column for end in (pro.offer, pro.request) for column in _compared(end)),
        )
        .where(condition)
        .first()
    )  # fmt: skip
    if row is None:
        raise NotFound
    return _view(row, side)


def _compared(end: Any) -> tuple[Any, ...]:
    place = end.district
    return (end.languages, end.interests, end.frequency, place, place.name, place.latitude, place.longitude)


def _spoke_last(row: dict[str, Any], side: Side) -> bool:
    return side is (Side.REQUESTER if row["requester_answered_at"] else Side.VOLUNTEER)


def _seen_name(row: dict[str, Any], other: str) -> str:
    """An organisation is public; of a person only the first name is known."""
    organisation = row["request.organisation.name"] if other == "request" else ""
    return organisation or known_as(row[f"{other}.person.first_name"] or "")


def _view(row: dict[str, Any], side: Side) -> ProposalView:
    own, other = ("offer", "request") if side is Side.VOLUNTEER else ("request", "offer")
    contact = {key: row[f"{own}.person.{key}"] or "" for key in ("name", "phone", "email", "address")}
    return ProposalView(
        id=row["id"],
        side=side,
        status=ProposalState(row["status"]),
        code=row[f"{side.value}_code"],
        person_id=row[f"{own}.person"],
        to=Contact(**contact),
        other_first_name=_seen_name(row, other),
        district=row[f"{other}.district.name"] or "",
        category=row["request.category.name"],
        what=row["request.what"],
        times=when(row),
        where=where(row),
        costs=costs(row),
        reasons=common_ground(row),
        to_arrange=to_arrange(row),
        answer_until=row["answer_until"],
        said_later=row["status"] == ProposalState.NOT_NOW.value and _spoke_last(row, side),
    )
