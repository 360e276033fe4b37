"""Yes, no, or "Gerade nicht. Fragen Sie mich in 3 Monaten wieder.": by link, by telephone, on paper."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Channel, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.engagements.engaging import engage
from mittendrin.people.trusted import Scope, refuse_outside, refuse_unless_trusted
from mittendrin.volunteering.asking_again import LATER, rest_offer
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.in_time import answer_until, day_has_passed
from mittendrin.volunteering.limits import yes_is_too_many
from mittendrin.volunteering.places_left import places_left
from mittendrin.volunteering.proposals import (
    end,
    hold_helper_of,
    hold_request_of,
    let_go_and_tell,
    move,
)
from mittendrin.volunteering.sides import ProposalView, Side
from mittendrin.volunteering.states import ProposalState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Proposal
from mittendrin.volunteering.telling import (
    about,
    ask_requester,
    call_about_yes,
    no_longer_ask,
    thank,
    yes_waits_for_office,
)

ASKED, YES = ProposalState.ASKED_VOLUNTEER, ProposalState.ASKED_REQUESTER
_WAITS_FOR = {Side.VOLUNTEER: ASKED, Side.REQUESTER: YES}


class Answer(StrEnum):
    YES = "ja"
    NO = "nein"
    LATER = "spaeter"


VOLUNTEER_ENDS = {Answer.NO: ProposalState.VOLUNTEER_NO, Answer.LATER: ProposalState.NOT_NOW}
REQUESTER_ENDS = {
    Answer.YES: ProposalState.BOTH_YES,
    Answer.NO: ProposalState.REQUESTER_NO,
    Answer.LATER: ProposalState.NOT_NOW,
}


async def answer(view: ProposalView, said: Answer, by: Doer, now: datetime) -> None:
    """The same answer twice is one. Raises Refused for another one, and for a yes that the office has to settle first."""
    async with transaction():
        await _refuse_others(view, said, by)
        if said is Answer.YES:
            await hold_helper_of(view.id)
        is_open = await hold_request_of(view.id)
        if said is await _said_already(view):
            return
        if said is Answer.YES and view.side is Side.VOLUNTEER:
            await _check_nobody_was_first(view.id, is_open)
        unsettled = said is Answer.YES and await _is_too_many(view, by, now)
        if unsettled:
            await _leave_to_office(view, by, now)
        else:
            await no_longer_ask(view.id, now)
            await _SAYS[view.side](view, said, by, now)
    if unsettled:
        raise Refused(_(_UNSETTLED[view.side]))


async def _said_already(view: ProposalView) -> Answer | None:
    """By this side, whatever the other has said since."""
    columns = (Proposal.status, Proposal.volunteer_answered_at, Proposal.requester_answered_at)
    row = await Proposal.select(*columns).where(Proposal.id == view.id).first()
    if row is None or row[f"{view.side.value}_answered_at"] is None:
        return None
    if view.side is Side.VOLUNTEER and row["requester_answered_at"]:
        return Answer.YES
    ends = VOLUNTEER_ENDS if view.side is Side.VOLUNTEER else REQUESTER_ENDS
    return next((said for said, state in ends.items() if state.value == row["status"]), Answer.YES)


_UNSETTLED = {
    Side.VOLUNTEER: "Danke für Ihr Ja! Sie geben schon so viel Zeit, wie Sie wollten. Wir rufen Sie an.",
    Side.REQUESTER: "Danke für Ihr Ja! Wir müssen noch etwas klären. Dann melden wir uns bei Ihnen.",
}


_TOO_LATE = "Danke für Ihr Ja! Der Tag ist leider schon vorbei."
_TOO_LATE_AT_THE_DESK = "Der Tag ist schon vorbei. Danken Sie bitte für das Ja."


async def _is_too_many(view: ProposalView, by: Doer, now: datetime) -> bool:
    """The helper gives less than when they were asked, or has found somebody else meanwhile.

    Raises Refused when the day is over: nobody learns a name for it any more.
    """
    waits = (Proposal.id == view.id) & (Proposal.status == _WAITS_FOR[view.side].value)
    row = await Proposal.select(Proposal.offer, Proposal.request, Proposal.created_at).where(waits).first()
    if row and await day_has_passed(row, now):
        raise Refused(_(_TOO_LATE if by.channel is Channel.WEB else _TOO_LATE_AT_THE_DESK))
    return row is not None and await yes_is_too_many(row["offer"], row["request"], local_day(now))


async def _leave_to_office(view: ProposalView, by: Doer, now: datetime) -> None:
    """Nobody waits in silence: whoever said yes by link reads that we call, and the office has a task. A clerk, who has
    them on the telephone, reads it at once.
    """
    if by.channel is not Channel.WEB:
        raise Refused(
            _("Die helfende Person gibt schon so viel Zeit, wie sie möchte. Fragen Sie dort zuerst.")
        )
    if await yes_waits_for_office(view.id):
        return
    await no_longer_ask(view.id, now)
    await record(Act("proposal.yes_unsettled", about(view.id), detail=_(_SIDE_WORDS[view.side])), by, now)
    await call_about_yes(view, now)


async def _refuse_others(view: ProposalView, said: Answer, by: Doer) -> None:
    """A yes releases name and number, so it is said by whom it is about, or by whom they trust with it."""
    refuse = refuse_unless_trusted if said is Answer.YES else refuse_outside
    await refuse(view.person_id, by.speaker, Scope.HELP)


async def _volunteer_says(view: ProposalView, said: Answer, by: Doer, now: datetime) -> None:
    told: dict[str, Any] = {"volunteer_answered_at": now, "volunteer_channel": by.channel.value}
    if said is Answer.YES:
        await _volunteer_agrees(view.id, told, by, now)
        return
    row = await end(view.id, frozenset({ASKED}), VOLUNTEER_ENDS[said], now, **told)
    await _note(said, view.side, row, by, now)
    if said is Answer.LATER:
        await rest_offer(row["offer"], by, now)


async def _volunteer_agrees(proposal_id: int, told: dict[str, Any], by: Doer, now: datetime) -> None:
    """Of several asked at once the first yeses win; when there are enough of them, the others are thanked."""
    row = await move(proposal_id, frozenset({ASKED}), YES, **told, asked_requester_at=now)
    until: dict[Any, Any] = {Proposal.answer_until: await answer_until(row["offer"], row["request"], now)}
    await Proposal.update(until).where(Proposal.id == proposal_id)
    await _note(Answer.YES, Side.VOLUNTEER, row, by, now)
    if await _enough_said_yes(row["request"]):
        await _thank_others(row, ASKED, by, now)
    await ask_requester(proposal_id, now)


async def _check_nobody_was_first(proposal_id: int, is_open: bool) -> None:
    row = await Proposal.select(Proposal.request).where(Proposal.id == proposal_id).first()
    if not is_open or row is None or await _enough_said_yes(row["request"]):
        raise Refused(_("Vielen Dank! Es hat sich gerade schon jemand anders gefunden."))


async def _enough_said_yes(request_id: int) -> bool:
    """As many as are still to be found; the requester thinks about them."""
    said_yes = await Proposal.count().where(Proposal.request == request_id, Proposal.status == YES.value)
    return int(said_yes) >= await places_left(request_id)


async def _thank_others(row: dict[str, Any], state: ProposalState, by: Doer, now: datetime) -> None:
    besides = (Proposal.request == row["request"]) & (Proposal.id != row["id"])
    waits = besides & (Proposal.status == state.value)
    for other in await Proposal.select(Proposal.id).where(waits).order_by(Proposal.id):
        await let_go_and_tell(other["id"], by, now)


async def _requester_says(view: ProposalView, said: Answer, by: Doer, now: datetime) -> None:
    told: dict[str, Any] = {"requester_answered_at": now, "requester_channel": by.channel.value}
    row = await end(view.id, frozenset({YES}), REQUESTER_ENDS[said], now, **told)
    await _note(said, view.side, row, by, now)
    if said is Answer.YES:
        await engage(row, by, now)
        return
    await thank(view.id, now)
    if said is Answer.LATER:
        for state in (ASKED, YES):
            await _thank_others(row, state, by, now)
        await _rest(row["request"], by, now)


async def _rest(request_id: int, by: Doer, now: datetime) -> None:
    """Nobody is looked for meanwhile; on that day the office calls."""
    await decide_request(request_id, RequestState.ON_HOLD, "", by, now)
    again = local_day(now) + LATER
    await HelpRequest.update({HelpRequest.ask_again_on: again}).where(HelpRequest.id == request_id)


_SAYS = {Side.VOLUNTEER: _volunteer_says, Side.REQUESTER: _requester_says}
_SIDE_WORDS = {Side.VOLUNTEER: "helfende Person", Side.REQUESTER: "suchende Person"}
_ANSWER_WORDS = {Answer.YES: "Ja", Answer.NO: "Nein", Answer.LATER: "in drei Monaten wieder"}


async def _note(said: Answer, side: Side, row: dict[str, Any], by: Doer, now: datetime) -> None:
    detail = f"{_(_SIDE_WORDS[side])}: {_(_ANSWER_WORDS[said])}"
    await record(Act("proposal.answered", about(row["id"]), detail=detail), by, now)
