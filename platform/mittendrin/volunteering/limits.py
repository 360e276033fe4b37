"""What keeps somebody from being asked, whoever asks and whatever speaks for it: nobody goes beyond a limit."""

from datetime import date
from typing import Any

from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.people.resting import RESTS
from mittendrin.volunteering.candidates import offer_facts, request_facts
from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.fitting import back_between, is_away, is_over, papers_missing
from mittendrin.volunteering.matching import no_room, one_too_many
from mittendrin.volunteering.places_left import places_left
from mittendrin.volunteering.reasons import away_in_words, pause_until
from mittendrin.volunteering.states import OfferState, ProposalState, RequestState, may_ask_another
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal


async def why_not_to_ask(offer_id: int, request_id: int, today: date) -> str:
    """In words for the office; empty when nothing does. Raises NotFound."""
    return await _why_not_now(offer_id, request_id) or _against(
        await offer_facts(offer_id, today), await request_facts(request_id), today
    )


async def refuse_to_ask(offer_id: int, request_id: int, today: date) -> None:
    """While the person is held. Raises Refused."""
    if words := await why_not_to_ask(offer_id, request_id, today):
        raise Refused(words)


async def _why_not_now(offer_id: int, request_id: int) -> str:
    """Of the states, before anybody compares the two."""
    off: Any = Offer
    req: Any = HelpRequest
    offer = await off.select(off.status, off.person.held).where(off.id == offer_id).first()
    request = await req.select(req.status, req.soon, req.person.held).where(req.id == request_id).first()
    if offer is None or request is None:
        raise NotFound
    if offer["person.held"] or request["person.held"]:
        return _(RESTS)
    if request["status"] != RequestState.OPEN.value:
        return _("Dieses Gesuch ist gerade nicht offen.")
    rows = await Proposal.select(Proposal.status).where(Proposal.request == request_id)
    asked = [ProposalState(row["status"]) for row in rows]
    if not may_ask_another(asked, soon=request["soon"], places=await places_left(request_id)):
        return _("Für dieses Gesuch ist schon jemand gefragt. Warten Sie bitte die Antwort ab.")
    return "" if offer["status"] == OfferState.ACTIVE.value else _("Dieses Angebot ist gerade nicht aktiv.")


def _against(offer: OfferFacts, request: RequestFacts, today: date) -> str:
    if request.id in offer.busy_with or request.person in offer.asked_by:
        return _("Diese beiden sind schon einander vorgeschlagen.")
    if is_over(request, today):
        return _("Der Tag ist schon vorbei. Fragen Sie bitte zuerst, ob noch Hilfe gewünscht ist.")
    if missing := papers_missing(offer, request, today):
        paper = join_and(missing)
        return _("Es fehlt noch: {paper}. Tragen Sie es bitte zuerst beim Angebot ein.", paper=paper)
    if is_away(offer, request, today):
        return pause_until(back_between(offer, request, today))
    return away_in_words(offer, no_room(offer, request.hours_per_week), today)


async def yes_is_too_many(offer_id: int, request_id: int, today: date) -> bool:
    """Beyond the people or the hours that somebody gives. While the person is held. Raises NotFound."""
    request = await request_facts(request_id)
    return one_too_many(await offer_facts(offer_id, today), request.hours_per_week)
