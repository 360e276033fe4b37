"""What the office decides about an offer or a request: to clarify, to open, to pause, to end."""

from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.volunteering.proposals import end
from mittendrin.volunteering.state_words import state_in_words
from mittendrin.volunteering.states import UNDECIDED, OfferState, ProposalState, RequestState, go_on
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from mittendrin.volunteering.telling import no_longer_ask

_STAYS_ASKED = {OfferState.ACTIVE, RequestState.OPEN}


async def decide_offer(offer_id: int, to: OfferState, reason: str, by: Doer, now: datetime) -> None:
    """Raises NotFound, or Refused when it has gone on meanwhile."""
    async with transaction():
        row = await Offer.select(Offer.status).where(Offer.id == offer_id).first()
        before = OfferState(_there(row))
        go_on(before, to)
        values: dict[Any, Any] = {Offer.status: to.value, Offer.status_at: now}
        await _changed(Offer, offer_id, before, values)
        if to is OfferState.ACTIVE:
            await Offer.update({Offer.confirmed_at: now}).where(Offer.id == offer_id)
        await record(
            Act("offer.decided", f"offer:{offer_id}", reason=reason, detail=state_in_words(to)), by, now
        )
        await _leave_proposals(Proposal.offer == offer_id, to, now)


async def confirm_offer(offer_id: int, by: Doer, now: datetime) -> None:
    """ "Ja, das gilt noch": asked again after six months, never dropped silently. Raises NotFound."""
    async with transaction():
        known = await Offer.update({Offer.confirmed_at: now}).where(Offer.id == offer_id).returning(Offer.id)
        if not known:
            raise NotFound
        await record(Act("offer.confirmed", f"offer:{offer_id}"), by, now)


async def decide_request(request_id: int, to: RequestState, reason: str, by: Doer, now: datetime) -> None:
    """Raises NotFound, or Refused when it has gone on meanwhile. Only a yes of both makes it matched."""
    async with transaction():
        row = await HelpRequest.select(HelpRequest.status).where(HelpRequest.id == request_id).first()
        before = RequestState(_there(row))
        go_on(before, to)
        values: dict[Any, Any] = {HelpRequest.status: to.value, HelpRequest.status_at: now}
        await _changed(HelpRequest, request_id, before, values)
        await record(_decided(request_id, to, reason), by, now)
        await _leave_proposals(Proposal.request == request_id, to, now)


def _decided(request_id: int, to: RequestState, reason: str) -> Act:
    subject = f"help_request:{request_id}"
    return Act("help_request.decided", subject, reason=reason, detail=state_in_words(to))


def _there(row: dict[str, Any] | None) -> str:
    if row is None:
        raise NotFound
    return str(row["status"])


async def _changed(
    table: Any, row_id: int, before: OfferState | RequestState, values: dict[Any, Any]
) -> None:
    changed = await (
        table.update(values).where(table.id == row_id, table.status == before.value).returning(table.id)
    )
    if not changed:
        raise Refused(_("Das ist inzwischen anders. Laden Sie bitte die Seite neu."))


async def _leave_proposals(condition: Any, to: OfferState | RequestState, now: datetime) -> None:
    """Nobody is left waiting for an answer that cannot come any more."""
    if to in _STAYS_ASKED:
        return
    undecided = [state.value for state in UNDECIDED]
    for row in await Proposal.select(Proposal.id).where(condition, Proposal.status.is_in(undecided)):
        await end(row["id"], UNDECIDED, ProposalState.WITHDRAWN, now)
        await no_longer_ask(row["id"], now)
