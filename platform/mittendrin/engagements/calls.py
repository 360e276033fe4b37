"""What can be answered on the telephone about helping: to a proposal, to "Gilt Ihr Angebot noch?", to a visit."""

from datetime import datetime
from functools import partial

from mittendrin.audit.rules import Doer
from mittendrin.engagements import holding, visiting
from mittendrin.engagements.answering import Answer as Said
from mittendrin.engagements.answering import answer
from mittendrin.engagements.coming_instead import stand_in_cannot
from mittendrin.engagements.engaging import MEETING, call_off_first_meeting
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import (
    BOTH_YES,
    IN_PAUSE,
    MOVED,
    NOBODY_CAN,
    REMINDER,
    STAND_IN_GOES,
    Voice,
)
from mittendrin.outbox.calls import CallLine, told_already
from mittendrin.outbox.rules import CallResult
from mittendrin.registrations.calls import Answer, Answers
from mittendrin.volunteering.asking_again import StillThere, answer_again, hold_offer, offer_of
from mittendrin.volunteering.proposals import hold_request_of
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.telling import ASKED_ABOUT_OFFER, about

ACCEPTS, LATER, SIGNS_OFF = CallResult.ACCEPTS, CallResult.LATER, CallResult.SIGNS_OFF
ASKED = {
    "ask_volunteer": Side.VOLUNTEER,
    "volunteer_silent": Side.VOLUNTEER,
    "ask_requester": Side.REQUESTER,
    "requester_silent": Side.REQUESTER,
}
# Whom such a call tells that somebody comes, or that we look for somebody else: "Dann lieber gar nicht."
OF_ONE_VISIT = (NOBODY_CAN, "visit_takes_place", "visit_stand_in", MOVED[Side.REQUESTER])
OF_A_MEETING = (MEETING, REMINDER)
SEVERAL = ("visits_planned", IN_PAUSE)
# Which of them, is asked on a page of its own.
WHICH_VISITS = "besuche"
# Below the office's desk: name and number of the helper, to be read out.
READ_OUT = "hilfe/vorschlaege/{number}/vorlesen"
PROPOSAL = {ACCEPTS: Said.YES, LATER: Said.LATER, SIGNS_OFF: Said.NO}
PROPOSAL_SAID = {
    Said.YES: "sagt Ja zum Vorschlag", Said.LATER: "in drei Monaten wieder fragen", Said.NO: "sagt Nein zum Vorschlag",
}  # fmt: skip
OFFER_SAID = {
    StillThere.YES: "Angebot gilt weiter", StillThere.LATER: "in drei Monaten wieder fragen",
    StillThere.END: "beendet das Angebot",
}  # fmt: skip
OFFER = {ACCEPTS: StillThere.YES, LATER: StillThere.LATER, SIGNS_OFF: StillThere.END}


def answers_to(call: CallLine) -> Answers:
    """Everything else, such as how it goes, is spoken about and then put down on its page."""
    if call.purpose in ASKED:
        return {one: _to_proposal(ASKED[call.purpose], said) for one, said in PROPOSAL.items()}
    if call.purpose in ASKED_ABOUT_OFFER:
        return {
            one: Answer(_hold_offer, partial(_answer_offer, said), said=OFFER_SAID[said])
            for one, said in OFFER.items()
        }
    no = _no_to(call)
    return {SIGNS_OFF: no} if no else {}


def _no_to(call: CallLine) -> Answer | None:
    """The part says which visit it is about, or which of the two is called."""
    if call.part in set(Side):
        if call.purpose in OF_A_MEETING:
            return Answer(_hold_engagement, _call_meeting_off, said="sagt das erste Treffen ab")
        return some_visits([]) if call.purpose in SEVERAL else None
    if call.part and call.purpose in OF_ONE_VISIT:
        return Answer(_hold_visit, _call_visit_off, said="sagt den Besuch ab")
    if call.purpose == MOVED[Side.VOLUNTEER]:
        return Answer(_hold_visit, _helper_cannot, said="kann an dem Tag nicht")
    stands_in = call.part and call.purpose == STAND_IN_GOES
    return Answer(_hold_visit, _stand_in_cannot, said="kann doch nicht einspringen") if stands_in else None


def some_visits(visit_ids: list[int]) -> Answer:
    return Answer(
        _hold_engagement, partial(_call_visits_off, visit_ids), WHICH_VISITS, said="sagt Besuche ab"
    )


async def _hold_engagement(call: CallLine) -> None:
    await holding.hold_engagement(call.number)


async def _call_meeting_off(call: CallLine, by: Doer, now: datetime) -> None:
    await call_off_first_meeting(call.number, call.happens_at, Voice(by, Side(call.part)), now)


async def _call_visits_off(visit_ids: list[int], call: CallLine, by: Doer, now: datetime) -> None:
    await visiting.call_off_several(visit_ids, Voice(by, Side(call.part)), now)


async def _stand_in_cannot(call: CallLine, by: Doer, now: datetime) -> None:
    visit = _visit_of(call)
    row = await Visit.select(Visit.stand_in).where(Visit.id == visit).first()
    if row and row["stand_in"]:
        await stand_in_cannot(visit, row["stand_in"], by, now)


def _to_proposal(side: Side, said: Said) -> Answer:
    """Whoever has the last yes hears on the telephone whom they get."""
    last_yes = side is Side.REQUESTER and said is Said.YES
    return Answer(
        _hold_request,
        partial(_answer_proposal, said),
        then=READ_OUT if last_yes else "",
        read_out=last_yes,
        said=PROPOSAL_SAID[said],
    )


async def _hold_request(call: CallLine) -> None:
    await hold_request_of(call.number)


async def _answer_proposal(said: Said, call: CallLine, by: Doer, now: datetime) -> None:
    side = ASKED[call.purpose]
    await answer(await by_id(call.number, side), said, by, now)
    if said is Said.YES and not by.speaker:
        await told_already(about(call.number), (BOTH_YES[side],), by, now)


async def _hold_offer(call: CallLine) -> None:
    await hold_offer(call.number)


async def _answer_offer(said: StillThere, call: CallLine, by: Doer, now: datetime) -> None:
    await answer_again(await offer_of(call.number, now), said, by, now)


async def _hold_visit(call: CallLine) -> None:
    await holding.hold(_visit_of(call))


async def _call_visit_off(call: CallLine, by: Doer, now: datetime) -> None:
    await visiting.call_off(_visit_of(call), Voice(by, Side.REQUESTER), now)


async def _helper_cannot(call: CallLine, by: Doer, now: datetime) -> None:
    await visiting.say_cannot(_visit_of(call), Voice(by, Side.VOLUNTEER), now)


def _visit_of(call: CallLine) -> int:
    return int(call.part.partition(":")[2])
