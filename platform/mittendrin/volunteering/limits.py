"""What keeps somebody from being asked, whoever asks and whatever speaks for it: nobody goes beyond a limit."""

from datetime import date

from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.volunteering.candidates import offer_facts, request_facts
from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.fitting import last_day, paper_missing
from mittendrin.volunteering.matching import MOST_OPEN_PROPOSALS, free_places, on_pause


async def why_not_to_ask(offer_id: int, request_id: int, today: date) -> str:
    """In words for the office; empty when nothing does. Raises NotFound."""
    return _against(await offer_facts(offer_id, today), await request_facts(request_id), today)


async def refuse_to_ask(offer_id: int, request_id: int, today: date) -> None:
    """While the person is held. Raises Refused."""
    if words := await why_not_to_ask(offer_id, request_id, today):
        raise Refused(words)


def _against(offer: OfferFacts, request: RequestFacts, today: date) -> str:
    if request.id in offer.busy_with or request.person in offer.asked_by:
        return _("Diese beiden sind schon einander vorgeschlagen.")
    if paper_missing(offer, request, today):
        paper = request.prerequisite
        return _("Es fehlt noch: {paper}. Tragen Sie es bitte zuerst beim Angebot ein.", paper=paper)
    return _no_place(offer) or _pause(offer, max(today, last_day(request, today)))


def _no_place(offer: OfferFacts) -> str:
    if offer.open_proposals >= MOST_OPEN_PROPOSALS:
        return _("Diese Person ist schon zweimal gefragt. Warten Sie bitte eine Antwort ab.")
    if offer.running >= offer.most_people:
        return _("Diese Person hilft schon so vielen Menschen, wie sie möchte.")
    if not free_places(offer):
        return _("Diese Person ist schon für ihren letzten Platz gefragt. Warten Sie bitte die Antwort ab.")
    return ""


def _pause(offer: OfferFacts, day: date) -> str:
    """`day`: the last one on which somebody is wanted."""
    if offer.free_from is None or not on_pause(offer, day):
        return ""
    return _("Diese Person macht Pause bis {day}.", day=show_day(offer.free_from))


async def helps_enough(offer_id: int, today: date) -> bool:
    """Whether a yes would be one too many. While the person is held. Raises NotFound."""
    offer = await offer_facts(offer_id, today)
    return offer.running >= offer.most_people
