"""What can be answered on the telephone about helping: to a proposal, to "Gilt Ihr Angebot noch?", to a visit."""

from datetime import datetime
from functools import partial

from mittendrin.audit.rules import Doer
from mittendrin.engagements import visiting
from mittendrin.engagements.answering import Answer as Said
from mittendrin.engagements.answering import answer
from mittendrin.engagements.telling import Voice
from mittendrin.outbox.calls import CallLine
from mittendrin.outbox.rules import CallResult
from mittendrin.registrations.calls import Answer, Answers
from mittendrin.volunteering.asking_again import StillThere, answer_again, hold_offer, offer_of
from mittendrin.volunteering.proposals import hold_request_of
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.telling import ASKED_ABOUT_OFFER

ACCEPTS, LATER, SIGNS_OFF = CallResult.ACCEPTS, CallResult.LATER, CallResult.SIGNS_OFF
ASKED = {
    "ask_volunteer": Side.VOLUNTEER,
    "volunteer_silent": Side.VOLUNTEER,
    "ask_requester": Side.REQUESTER,
    "requester_silent": Side.REQUESTER,
}
# Whom such a call tells that somebody comes, or that we look for somebody else: "Dann lieber gar nicht."
OF_ONE_VISIT = ("visit_helper_cannot", "visit_takes_place", "visit_stand_in")
PROPOSAL = {ACCEPTS: Said.YES, LATER: Said.LATER, SIGNS_OFF: Said.NO}
OFFER = {ACCEPTS: StillThere.YES, LATER: StillThere.LATER, SIGNS_OFF: StillThere.END}


def answers_to(call: CallLine) -> Answers:
    """Everything else, such as a first meeting, is spoken about and then put down on its page."""
    if call.purpose in ASKED:
        return {one: Answer(_hold_request, partial(_answer_proposal, said)) for one, said in PROPOSAL.items()}
    if call.purpose in ASKED_ABOUT_OFFER:
        return {one: Answer(_hold_offer, partial(_answer_offer, said)) for one, said in OFFER.items()}
    if call.purpose in OF_ONE_VISIT and call.part:
        return {SIGNS_OFF: Answer(_hold_visit, _call_visit_off)}
    return {}


async def _hold_request(call: CallLine) -> None:
    await hold_request_of(call.number)


async def _answer_proposal(said: Said, call: CallLine, by: Doer, now: datetime) -> None:
    await answer(await by_id(call.number, ASKED[call.purpose]), said, by, now)


async def _hold_offer(call: CallLine) -> None:
    await hold_offer(call.number)


async def _answer_offer(said: StillThere, call: CallLine, by: Doer, now: datetime) -> None:
    await answer_again(await offer_of(call.number, now), said, by, now)


async def _hold_visit(call: CallLine) -> None:
    await visiting.hold(_visit_of(call))


async def _call_visit_off(call: CallLine, by: Doer, now: datetime) -> None:
    await visiting.call_off(_visit_of(call), Voice(by, Side.REQUESTER), now)


def _visit_of(call: CallLine) -> int:
    return int(call.part.partition(":")[2])
