"""What the office decides about an offer or a request: to clarify, to open, to pause, to end."""

from datetime import date, datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.outbox.actions import withdraw_calls
from mittendrin.people.keeping_apart import is_reported
from mittendrin.people.resting import rests_for_certain
from mittendrin.people.trusted import Scope, refuse_outside
from mittendrin.volunteering.bereaved import REQUEST, waits_for_call
from mittendrin.volunteering.openings import why_not_active, why_not_open
from mittendrin.volunteering.own_offers import hand_question_on, standing_besides
from mittendrin.volunteering.pauses import refuse_far_day
from mittendrin.volunteering.proposals import let_go_and_tell, let_go_of_asker, let_go_of_helper
from mittendrin.volunteering.showing import state_changed
from mittendrin.volunteering.single_days import last_day_wanted, read_days
from mittendrin.volunteering.state_words import decided_words, state_in_words
from mittendrin.volunteering.states import OVER, UNDECIDED, OfferState, RequestState, go_on
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal
from mittendrin.volunteering.telling import (
    ASK_AGAIN,
    ASKED_ABOUT_OFFER,
    UNTIL_DECIDED,
    confirm_decision,
)

NAME_SOMEBODY = "Schreiben Sie bitte, wer weiterhilft. Am besten mit Telefonnummer."
_STAYS_ASKED = {OfferState.ACTIVE, RequestState.OPEN}


async def decide_offer(offer_id: int, to: OfferState, reason: str, by: Doer, now: datetime) -> None:
    """The person knows it; whoever is asked whether they may come hears that it is settled.

    Raises NotFound, or Refused when it has gone on meanwhile.
    """
    async with transaction():
        for proposal_id in await _go_on_with_offer(offer_id, to, reason, by, now):
            await let_go_of_helper(proposal_id, by, now)


async def decide_offer_and_tell(offer_id: int, to: OfferState, reason: str, by: Doer, now: datetime) -> None:
    """The person reads what holds now, and who waits for an answer hears that it is settled.

    Nobody who goes on by another offer reads a good-bye. Raises Refused as well when an incident asks for a reason.
    """
    async with transaction():
        if to is OfferState.ACTIVE and not reason and await ended_after_incident(offer_id):
            raise _no_reason()
        for proposal_id in await _go_on_with_offer(offer_id, to, reason, by, now):
            await let_go_and_tell(proposal_id, by, now)
        if to is not OfferState.ENDED or not await standing_besides(offer_id):
            await confirm_decision(Offer, offer_id, decided_words(to), now)


def _no_reason() -> Refused:
    sentence = _("Die Leitung hat nach einem Vorfall den Einsatz beendet. Warum darf es weitergehen?")
    return Refused(sentence, "grund")


async def ended_after_incident(offer_id: int) -> bool:
    """Whether the lead has ended something after an incident about the person behind it."""
    row = await Offer.select(Offer.person).where(Offer.id == offer_id).first()
    return row is not None and await is_reported(row["person"])


async def reopened_after_incident(request_id: int) -> bool:
    """The same of a request. What an organisation needs is not about its contact person."""
    columns = (HelpRequest.person, HelpRequest.organisation)
    row = await HelpRequest.select(*columns).where(HelpRequest.id == request_id).first()
    return row is not None and row["organisation"] is None and await is_reported(row["person"])


async def _go_on_with_offer(offer_id: int, to: OfferState, reason: str, by: Doer, now: datetime) -> list[int]:
    """Answers the proposals that are left waiting for nothing."""
    row = await Offer.select(Offer.status, Offer.person).where(Offer.id == offer_id).first()
    before = OfferState(_there(row)["status"])
    go_on(before, to)
    if to is OfferState.ACTIVE:
        await rests_for_certain(_there(row)["person"])
        _refuse((await why_not_active([offer_id])).get(offer_id))
    values: dict[Any, Any] = {Offer.status: to.value, Offer.status_at: now}
    await _changed(Offer, offer_id, before, values)
    if to is OfferState.ACTIVE:
        await Offer.update({Offer.confirmed_at: now}).where(Offer.id == offer_id)
    await hand_question_on(offer_id, local_day(now))
    subject = f"offer:{offer_id}"
    await record(Act("offer.decided", subject, reason=reason, detail=state_in_words(to)), by, now)
    await withdraw_calls(subject, (*UNTIL_DECIDED, *ASKED_ABOUT_OFFER), now)
    return await _left_waiting(Proposal.offer == offer_id, to)


async def confirm_offer(offer_id: int, by: Doer, now: datetime) -> None:
    """ "Ja, das gilt noch": asked again after six months, never dropped silently. Raises NotFound."""
    async with transaction():
        known = (
            await Offer.update({Offer.confirmed_at: now}).where(Offer.id == offer_id).returning(Offer.person)
        )
        if not known:
            raise NotFound
        await refuse_outside(known[0]["person"], by.speaker, Scope.HELP)
        await record(Act("offer.confirmed", f"offer:{offer_id}"), by, now)
        await withdraw_calls(f"offer:{offer_id}", ASKED_ABOUT_OFFER, now)


async def decide_request(request_id: int, to: RequestState, reason: str, by: Doer, now: datetime) -> None:
    """Whoever asks for help knows it; whoever is asked to come hears that it is settled.

    Raises NotFound, or Refused when it has gone on meanwhile; only a yes of both makes it matched.
    """
    async with transaction():
        for proposal_id in await _go_on_with_request(request_id, to, reason, by, now):
            await let_go_of_asker(proposal_id, by, now)


async def rest_request_until(request_id: int, day: date, by: Doer, now: datetime) -> None:
    """On this day the office asks whether to look again. Raises Refused where it does not rest, the day has come,
    or it is more than a year away. Twice changes nothing.
    """
    if day <= local_day(now):
        raise Refused(_("Wählen Sie bitte einen späteren Tag."), "wieder")
    refuse_far_day(day, local_day(now), "wieder")
    asked: dict[Any, Any] = {HelpRequest.ask_again_on: day, HelpRequest.asked_again_at: None}
    rests = (HelpRequest.id == request_id) & (HelpRequest.status == RequestState.ON_HOLD.value)
    subject = f"help_request:{request_id}"
    so_already = (HelpRequest.ask_again_on == day) & HelpRequest.asked_again_at.is_null()
    async with transaction():
        as_it_is: dict[Any, Any] = {HelpRequest.status: HelpRequest.status}
        if await HelpRequest.update(as_it_is).where(rests & so_already).returning(HelpRequest.id):
            return
        if not await HelpRequest.update(asked).where(rests).returning(HelpRequest.id):
            raise Refused(_("Das ist inzwischen anders. Laden Sie bitte die Seite neu."))
        await withdraw_calls(subject, (ASK_AGAIN,), now)
        await record(Act("help_request.rests_until", subject, detail=show_day(day)), by, now)


async def decide_request_and_tell(
    request_id: int, to: RequestState, reason: str, by: Doer, now: datetime
) -> None:
    """The person reads what holds now, and who waits for an answer hears that it is settled. Of a death or a move that
    nobody could tell them yet, no message speaks first: that somebody else is looked for.

    Raises Refused as well when an incident asks for a reason, and when nobody is named who helps instead.
    """
    if to is RequestState.REFERRED and not reason:
        raise Refused(_(NAME_SOMEBODY), "an-wen")
    async with transaction():
        if to is RequestState.OPEN and not reason and await reopened_after_incident(request_id):
            raise _no_reason()
        for proposal_id in await _go_on_with_request(request_id, to, reason, by, now):
            await let_go_and_tell(proposal_id, by, now)
        whom = reason if to is RequestState.REFERRED else ""
        if to is not RequestState.OPEN or request_id not in await waits_for_call(REQUEST):
            await confirm_decision(HelpRequest, request_id, decided_words(to, whom), now)


async def _go_on_with_request(
    request_id: int, to: RequestState, reason: str, by: Doer, now: datetime
) -> list[int]:
    """Answers the proposals that are left waiting for nothing."""
    columns = (HelpRequest.status, HelpRequest.person, HelpRequest.wanted_until, HelpRequest.on_days)
    row = await HelpRequest.select(*columns).where(HelpRequest.id == request_id).first()
    before = RequestState(_there(row)["status"])
    go_on(before, to)
    if before is RequestState.MATCHED:
        await _check_help_is_over(request_id)
    if to is RequestState.OPEN:
        await rests_for_certain(_there(row)["person"])
        _refuse((await why_not_open([request_id])).get(request_id))
    values: dict[Any, Any] = {
        HelpRequest.status: to.value, HelpRequest.status_at: now,
        HelpRequest.ask_again_on: None, HelpRequest.asked_again_at: None,
    }  # fmt: skip
    if to is RequestState.OPEN:
        values |= _beyond_the_last_day(_there(row), local_day(now))
    await _changed(HelpRequest, request_id, before, values)
    subject = f"help_request:{request_id}"
    await record(Act("help_request.decided", subject, reason=reason, detail=state_in_words(to)), by, now)
    await withdraw_calls(subject, (*UNTIL_DECIDED, ASK_AGAIN), now)
    await state_changed(request_id)
    return await _left_waiting(Proposal.request == request_id, to)


def _beyond_the_last_day(row: dict[str, Any], today: date) -> dict[Any, Any]:
    """Whoever is looked for after their last day is wanted beyond it."""
    last = last_day_wanted(read_days(row["on_days"]), row["wanted_until"])
    return {HelpRequest.wanted_until: None, HelpRequest.on_days: ""} if last and last < today else {}


async def _check_help_is_over(request_id: int) -> None:
    """The two are told by its end; see engagements.ending."""
    of_it = Proposal.select(Proposal.id).where(Proposal.request == request_id)
    goes_on = Engagement.proposal.is_in(of_it) & Engagement.status.not_in([state.value for state in OVER])
    if await Engagement.exists().where(goes_on):
        raise Refused(_("Dazu läuft ein Einsatz. Beenden Sie bitte zuerst den Einsatz."))


def _refuse(why: str | None) -> None:
    if why:
        raise Refused(why)


def _there(row: dict[str, Any] | None) -> dict[str, Any]:
    if row is None:
        raise NotFound
    return row


async def _changed(
    table: Any, row_id: int, before: OfferState | RequestState, values: dict[Any, Any]
) -> None:
    changed = await (
        table.update(values).where(table.id == row_id, table.status == before.value).returning(table.id)
    )
    if not changed:
        raise Refused(_("Das ist inzwischen anders. Laden Sie bitte die Seite neu."))


async def _left_waiting(condition: Any, to: OfferState | RequestState) -> list[int]:
    """Proposals whose answer cannot come any more."""
    if to in _STAYS_ASKED:
        return []
    undecided = Proposal.status.is_in([state.value for state in UNDECIDED])
    rows = await Proposal.select(Proposal.id).where(condition, undecided).order_by(Proposal.id)
    return [row["id"] for row in rows]
