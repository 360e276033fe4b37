"""What keeps somebody from being asked, whoever asks and whatever speaks for it: nobody goes beyond a limit."""

from datetime import date

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.volunteering.candidates import offer_facts, request_facts
from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.fitting import last_day, paper_missing
from mittendrin.volunteering.matching import away
from mittendrin.volunteering.reasons import away_in_words


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
    return away_in_words(offer, away(offer, max(today, last_day(request, today))))


async def helps_enough(offer_id: int, today: date) -> bool:
    """Whether a yes would be one too many. While the person is held. Raises NotFound."""
    offer = await offer_facts(offer_id, today)
    return offer.running >= offer.most_people
