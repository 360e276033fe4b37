"""A clerk proposes, the volunteer is asked first, then the requester; each step is one act.

Nobody learns of the other's no: whoever has said yes reads the same sentence whatever the reason was.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.tokens import new_slip_code
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import refuse_duplicate
from mittendrin.outbox.calls import still_called_about
from mittendrin.people.changing import hold
from mittendrin.people.keeping_apart import refuse_kept_apart
from mittendrin.people.resting import rests_for_certain
from mittendrin.volunteering.in_time import answer_until
from mittendrin.volunteering.limits import refuse_to_ask
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import UNDECIDED, ProposalState, RequestState, go_on
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from mittendrin.volunteering.telling import (
    YES_UNSETTLED,
    about,
    ask_requester,
    ask_volunteer,
    call_question_off,
    no_longer_ask,
    thank,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """`reasons` are the words that spoke for it."""

    offer_id: int
    request_id: int
    reasons: str


async def propose(pair: Pair, by: Doer, now: datetime) -> int:
    """Asks the volunteer; while they have not answered, twice is once. Raises Refused when one of them is asked for
    somebody else, or not to be asked now.
    """
    with refuse_duplicate(_("Diese beiden sind schon einander vorgeschlagen.")):
        async with transaction():
            await _hold(pair, now)
            if known := await asked_now(pair.offer_id, pair.request_id):
                return known
            await refuse_to_ask(pair.offer_id, pair.request_id, local_day(now))
            proposal = Proposal(
                offer=pair.offer_id,
                request=pair.request_id,
                open_pair=f"{pair.offer_id}:{pair.request_id}",
                status=ProposalState.ASKED_VOLUNTEER.value,
                reasons=pair.reasons,
                volunteer_code=new_slip_code(),
                requester_code=new_slip_code(),
                asked_volunteer_at=now,
                answer_until=await answer_until(pair.offer_id, pair.request_id, now),
                created_at=now,
            )
            await Proposal.insert(proposal)
            await record(Act("proposal.asked", about(proposal.id)), by, now)
            await ask_volunteer(proposal.id, now)
    return int(proposal.id)


async def asked_now(offer_id: int, request_id: int) -> int | None:
    """The number of the proposal that this volunteer has not answered yet."""
    row = await Proposal.select(Proposal.id).where(
        Proposal.offer == offer_id,
        Proposal.request == request_id,
        Proposal.status == ProposalState.ASKED_VOLUNTEER.value,
    ).first()  # fmt: skip
    return int(row["id"]) if row else None


async def _hold(pair: Pair, now: datetime) -> None:
    """People before what is theirs, and by their numbers: so do all who hold them. Whether it is open is asked next.

    Raises Refused when they are kept apart.
    """
    offer = await Offer.select(Offer.person).where(Offer.id == pair.offer_id).first()
    request = await HelpRequest.select(HelpRequest.person).where(HelpRequest.id == pair.request_id).first()
    people = {row["person"] for row in (offer, request) if row}
    for person_id in sorted(people - {None}):
        await rests_for_certain(person_id)
    await refuse_kept_apart(people - {None})
    await hold_open_request(pair.request_id)
    await Offer.update({Offer.last_asked_at: now}).where(Offer.id == pair.offer_id)


async def hold_open_request(request_id: int) -> bool:
    """Writes what is there: whoever acts on the same request meanwhile waits until this transaction ends. False: not open."""
    held = await (
        HelpRequest.update({HelpRequest.status: RequestState.OPEN.value})
        .where(HelpRequest.id == request_id, HelpRequest.status == RequestState.OPEN.value)
        .returning(HelpRequest.id)
    )
    return bool(held)


async def withdraw(proposal_id: int, by: Doer, now: datetime) -> None:
    """The clerk has thought again. Raises Refused when it is decided already."""
    async with transaction():
        await hold_request_of(proposal_id)
        await let_go_and_tell(proposal_id, by, now)


async def let_go_and_tell(proposal_id: int, by: Doer, now: datetime) -> None:
    """Whoever waits hears that it is settled; whom we have not reached yet was never asked."""
    unheard = await no_longer_ask(proposal_id, now)
    row = await let_go(proposal_id, by, now)
    asked = Side.REQUESTER if row["volunteer_answered_at"] else Side.VOLUNTEER
    if asked is Side.REQUESTER:
        await thank(proposal_id, now)
    if not unheard:
        await call_question_off(proposal_id, asked, now)


async def let_go_of_helper(proposal_id: int, by: Doer, now: datetime) -> None:
    """They know that they are not there for it; a requester who was asked hears that it is settled, and not why."""
    unheard = await no_longer_ask(proposal_id, now)
    row = await let_go(proposal_id, by, now)
    if row["volunteer_answered_at"] and not unheard:
        await call_question_off(proposal_id, Side.REQUESTER, now)


async def let_go_of_asker(proposal_id: int, by: Doer, now: datetime) -> None:
    """They know that they need nobody; a helper who was asked, or has said yes, hears that it is settled."""
    unheard = await no_longer_ask(proposal_id, now)
    row = await let_go(proposal_id, by, now)
    if row["volunteer_answered_at"]:
        await thank(proposal_id, now)
    elif not unheard:
        await call_question_off(proposal_id, Side.VOLUNTEER, now)


async def let_go_of_questions(person_id: int, by: Doer, now: datetime) -> None:
    """ "Gerade nicht" is an answer to everything that somebody is asked, by whichever offer. A yes of theirs stands."""
    asked: Any = Proposal
    theirs = (asked.offer.person == person_id) & (asked.status == ProposalState.ASKED_VOLUNTEER.value)
    for row in await Proposal.select(Proposal.id).where(theirs).order_by(Proposal.id):
        await let_go(row["id"], by, now)


async def thank_who_is_asked(request_id: int, by: Doer, now: datetime) -> None:
    """As many have been found as are wanted. While the request is held."""
    undecided = Proposal.status.is_in([state.value for state in UNDECIDED])
    of_it = (Proposal.request == request_id) & undecided
    for row in await Proposal.select(Proposal.id).where(of_it).order_by(Proposal.id):
        await let_go_and_tell(row["id"], by, now)


async def let_go(proposal_id: int, by: Doer, now: datetime) -> dict[str, Any]:
    """Nobody is told: for what the office says itself. Raises Refused when it is decided already."""
    row = await end(proposal_id, UNDECIDED, ProposalState.WITHDRAWN, now)
    await no_longer_ask(proposal_id, now)
    await record(Act("proposal.withdrawn", about(proposal_id)), by, now)
    return row


async def ask_the_new_one(request_id: int, now: datetime) -> None:
    """An organisation names somebody else: what the one before was asked, they are asked, by a code of their own. Whose
    yes waits for the office has answered. While the request is held.
    """
    waits = (Proposal.request == request_id) & (Proposal.status == ProposalState.ASKED_REQUESTER.value)
    settled = await still_called_about((YES_UNSETTLED,))
    for row in await Proposal.select(Proposal.id, Proposal.offer).where(waits).order_by(Proposal.id):
        if about(row["id"]) in settled:
            continue
        await no_longer_ask(row["id"], now)
        anew: dict[Any, Any] = {
            Proposal.requester_code: new_slip_code(),
            Proposal.asked_requester_at: now,
            Proposal.answer_until: await answer_until(row["offer"], request_id, now),
        }
        await Proposal.update(anew).where(Proposal.id == row["id"])
        await ask_requester(row["id"], now)


async def hold_helper_of(proposal_id: int) -> None:
    """Before the request: so the places of one person are counted one yes after the other. Raises NotFound."""
    pro: Any = Proposal
    row = await pro.select(pro.offer.person).where(pro.id == proposal_id).first()
    if row is None or row["offer.person"] is None:
        raise NotFound
    await hold(row["offer.person"])


async def hold_request_of(proposal_id: int) -> bool:
    """Every act on a proposal holds the request first, so that PostgreSQL's processes queue. False: not open."""
    row = await Proposal.select(Proposal.request).where(Proposal.id == proposal_id).first()
    return row is not None and await hold_open_request(row["request"])


async def hold_requests_of(proposal_ids: Collection[int]) -> None:
    """As `hold_request_of`, of several by their numbers. Engagements that are held as well come before."""
    known = Proposal.id.is_in([*proposal_ids, 0])
    found = {row["request"] for row in await Proposal.select(Proposal.request).where(known)}
    for request_id in sorted(found):
        await hold_open_request(request_id)


async def end(
    proposal_id: int, before: frozenset[ProposalState], to: ProposalState, now: datetime, **said: Any
) -> dict[str, Any]:
    """The row, ended. Raises Refused when somebody else was quicker."""
    return await move(proposal_id, before, to, open_pair=None, ended_at=now, **said)


async def move(
    proposal_id: int, before: frozenset[ProposalState], to: ProposalState, **said: Any
) -> dict[str, Any]:
    """The row as it was written. One conditional UPDATE decides who was first."""
    for state in before:
        go_on(state, to)
    values: dict[Any, Any] = {"status": to.value, **said}
    moved = await (
        Proposal.update(values)
        .where(Proposal.id == proposal_id, Proposal.status.is_in([state.value for state in before]))
        .returning(*Proposal.all_columns())
    )
    if not moved:
        raise Refused(_("Das ist inzwischen beantwortet. Laden Sie bitte die Seite neu."))
    row: dict[str, Any] = moved[0]
    return row
