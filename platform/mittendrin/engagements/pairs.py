"""The two people of an engagement. Whoever opens a link sees the other only through releases.py."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.engagements.releases import released_contact
from mittendrin.engagements.rules import FAREWELLS
from mittendrin.engagements.visit_words import CALLED, Called
from mittendrin.people.rules import Contact
from mittendrin.places.rules import Meets
from mittendrin.volunteering.bereaved import OFFER, REQUEST
from mittendrin.volunteering.rules import COSTS, NEEDS, how_they_meet
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.state_words import state_in_words
from mittendrin.volunteering.states import EngagementState, Frequency, following
from mittendrin.volunteering.tables import Engagement, Proposal
from mittendrin.web import signed

PURPOSE = "engagement"


@dataclass(frozen=True, slots=True)
class Pair:
    """What the office knows. The codes are those of the proposal: people have them on paper already. Of an
    `organisation` the asker is its contact person: nobody comes to their door.
    """

    id: int
    proposal_id: int
    offer_id: int
    request_id: int
    status: EngagementState
    code_word: str
    category: str
    organisation: str
    meets: Meets
    needs: str
    costs: str
    wanted_until: date | None
    created_at: datetime
    once: bool
    helper: Contact
    asker: Contact
    volunteer_code: str
    requester_code: str
    first_meeting_at: datetime | None
    first_meeting_place: str
    trial_ends_on: date | None
    paused_until: date | None
    ended_at: datetime | None
    end_reason: str
    held: bool
    helper_id: int | None
    asker_id: int | None

    def contact(self, side: Side) -> Contact:
        return self.helper if side is Side.VOLUNTEER else self.asker

    def person_id(self, side: Side) -> int | None:
        return self.helper_id if side is Side.VOLUNTEER else self.asker_id

    def own(self, side: Side) -> str:
        """The offer, or the request, of this side."""
        return f"{OFFER}:{self.offer_id}" if side is Side.VOLUNTEER else f"{REQUEST}:{self.request_id}"

    def called_about(self, side: Side) -> tuple[str, str]:
        """The parts of calls to this side when the other has gone."""
        return self.own(side), f"engagement:{self.id}"

    def code(self, side: Side) -> str:
        return self.volunteer_code if side is Side.VOLUNTEER else self.requester_code

    def path(self, side: Side) -> str:
        return f"/einsatz/{self.code(side)}/{signed.signature(PURPOSE, self.code(side))}"

    @property
    def by_phone(self) -> bool:
        return self.meets is Meets.PHONE

    @property
    def called(self) -> Called:
        """What their visits are called."""
        return CALLED[self.meets]

    @property
    def good_to_know(self) -> list[str]:
        """What the asker wanted the helper to know: for the helper alone, after both yeses. Facts of a visit only for a visit."""
        needs = [] if self.by_phone else self.needs.split(",")
        said = [_(words) for need, words in NEEDS.items() if need in needs]
        until = self.wanted_until
        ends = _("Hilfe ist gewünscht bis {day}", day=show_day(until)) if until else ""
        costs = _("Kosten: {words}", words=_(COSTS[self.costs])) if self.costs in COSTS else ""
        return [one for one in (*said, costs, ends) if one]

    @property
    def is_for_one_day(self) -> bool:
        """The visit itself is what both have said yes to: no first meeting, no trial."""
        return self.once and self.status is EngagementState.FIRST_MEETING

    @property
    def they_arrange(self) -> bool:
        """The helper calls or writes; where that is not possible, the office arranges when they meet."""
        return bool(self.asker.phone or self.asker.email)

    @property
    def state(self) -> str:
        return _("einmalige Hilfe") if self.is_for_one_day else state_in_words(self.status)

    @property
    def may_become(self) -> frozenset[str]:
        return frozenset(state.value for state in following(self.status))

    @property
    def visits_may_be_planned(self) -> bool:
        return self.status in (EngagementState.TRIAL, EngagementState.RUNNING) or self.is_for_one_day

    @property
    def is_over(self) -> bool:
        return self.status in (EngagementState.ENDED, EngagementState.FEEDBACK_DONE)

    @property
    def ended_by_farewell(self) -> bool:
        """One of the two has died or moved into a home."""
        return self.is_over and self.end_reason in FAREWELLS


async def pair(engagement_id: int) -> Pair:
    """Raises NotFound."""
    return await _pair(Engagement.id == engagement_id)


async def pair_of_proposal(proposal_id: int) -> Pair:
    """What grew from two yeses. Raises NotFound."""
    return await _pair(Engagement.proposal == proposal_id)


async def pair_by_code(code: str, given: str) -> tuple[Pair, Side]:
    """Raises NotFound, also for an address that we have not signed."""
    if not signed.is_signed(PURPOSE, code, given):
        raise NotFound
    own = Proposal.select(Proposal.id).where(
        (Proposal.volunteer_code == code) | (Proposal.requester_code == code)
    )
    found = await _pair(Engagement.proposal.is_in(own))
    return found, Side.VOLUNTEER if found.volunteer_code == code else Side.REQUESTER


async def engagement_path(proposal_id: int, side: Side) -> str:
    """Where this side finds what grew from their yes; empty while it is none."""
    try:
        return (await pair_of_proposal(proposal_id)).path(side)
    except NotFound:
        return ""


async def the_other(found: Pair, side: Side, now: datetime) -> Contact | None:
    """Whom this side may reach; None when it is over."""
    try:
        return await released_contact(found.id, to=side, now=now)
    except NotFound:
        return None


async def _row(condition: Any) -> dict[str, Any]:
    eng: Any = Engagement
    pro = eng.proposal
    helper, asker = pro.offer.person, pro.request.person
    row = await (
        eng.select(
            eng.id, eng.proposal, eng.status, eng.code_word, eng.first_meeting_at, eng.first_meeting_place, eng.trial_ends_on,
            eng.paused_until, eng.ended_at, eng.created_at, eng.end_reason, eng.held, pro.offer, pro.request, pro.offer.person, pro.request.person,
            pro.volunteer_code, pro.requester_code, pro.request.category.name, pro.request.needs,
            pro.request.category.meets, pro.request.place, pro.request.costs, pro.request.wanted_until,
            pro.request.frequency, pro.request.organisation.name,
            helper.name, helper.phone, helper.email, helper.address,
            asker.name, asker.phone, asker.email, asker.address,
        )
        .where(condition)
        .first()
    )  # fmt: skip
    if row is None:
        raise NotFound
    found: dict[str, Any] = row
    return found


async def _pair(condition: Any) -> Pair:
    row = await _row(condition)
    return Pair(
        **{key: row[key] for key in _AS_IT_IS},
        proposal_id=row["proposal"],
        offer_id=row["proposal.offer"],
        request_id=row["proposal.request"],
        status=EngagementState(row["status"]),
        category=row["proposal.request.category.name"],
        organisation=row["proposal.request.organisation.name"] or "",
        meets=how_they_meet(row["proposal.request.place"], row["proposal.request.category.meets"]),
        needs=row["proposal.request.needs"],
        costs=row["proposal.request.costs"],
        wanted_until=row["proposal.request.wanted_until"],
        once=row["proposal.request.frequency"] == Frequency.ONCE.value,
        helper_id=row["proposal.offer.person"],
        asker_id=row["proposal.request.person"],
        helper=_contact(row, "proposal.offer.person"),
        asker=_contact(row, "proposal.request.person"),
        volunteer_code=row["proposal.volunteer_code"],
        requester_code=row["proposal.requester_code"],
    )


_AS_IT_IS = (
    "id", "code_word", "first_meeting_at", "first_meeting_place", "trial_ends_on", "paused_until",
    "ended_at", "created_at", "end_reason", "held",
)  # fmt: skip


def _contact(row: dict[str, Any], key: str) -> Contact:
    return Contact(*(row[f"{key}.{name}"] or "" for name in ("name", "phone", "email", "address")))
