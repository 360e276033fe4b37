"""Two weeks long whoever has offered time or asked for help can take it back by themselves.

After that, and as soon as somebody is helped, people talk with the office.
"""

from datetime import datetime, timedelta
from typing import Any

from mittendrin.audit.rules import Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.queries import asked_at, offer_called, offered_at, request_called
from mittendrin.volunteering.states import EngagementState, OfferState, RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer

TAKEN_BACK_WITHIN = timedelta(days=14)
_OVER = [EngagementState.ENDED.value, EngagementState.FEEDBACK_DONE.value]
_ENG: Any = Engagement


def may_be_taken_back(came_at: datetime, now: datetime) -> bool:
    return now - came_at < TAKEN_BACK_WITHIN


async def is_over(code: str, kind: str) -> bool:
    """Taken back, or ended in another way. `kind` as in the log. Raises NotFound."""
    if kind == "offer":
        return await _is(Offer, await offer_called(code), OfferState.ENDED.value)
    return await _is(HelpRequest, await request_called(code), RequestState.CLOSED.value)


async def take_offer_back(code: str, by: Doer, now: datetime) -> None:
    """Whoever is asked hears that it is settled; who takes back knows it. Twice changes nothing. Raises NotFound or
    Refused.
    """
    async with transaction():
        number = await offer_called(code)
        if not await _is(Offer, number, OfferState.ENDED.value):
            await _refuse_late(await offered_at(code), _ENG.proposal.offer == number, now)
            await decide_offer(number, OfferState.ENDED, _("zurückgenommen"), by, now)


async def take_request_back(code: str, by: Doer, now: datetime) -> None:
    """As take_offer_back."""
    async with transaction():
        number = await request_called(code)
        if not await _is(HelpRequest, number, RequestState.CLOSED.value):
            await _refuse_late(await asked_at(code), _ENG.proposal.request == number, now)
            await decide_request(number, RequestState.CLOSED, _("zurückgenommen"), by, now)


async def _is(table: Any, number: int, status: str) -> bool:
    return bool(await table.exists().where(table.id == number, table.status == status))


async def _refuse_late(came_at: datetime, theirs: Any, now: datetime) -> None:
    grown = await _ENG.exists().where(theirs, _ENG.status.not_in(_OVER))
    if grown or not may_be_taken_back(came_at, now):
        raise Refused(_("Das können wir nur noch zusammen ändern. Rufen Sie uns bitte an."))
