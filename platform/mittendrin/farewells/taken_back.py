"""After "Das war ein Irrtum": what the farewell has ended, and the way to open offers and requests again."""

from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.queries import reasons_given
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.people.changing import hold
from mittendrin.people.departures import departed
from mittendrin.people.rules import LEAVING_WORDS
from mittendrin.volunteering.of_person import Wish, help_of
from mittendrin.volunteering.state_words import state_in_words
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer

# The office talks with the person first; what is open again is decided then.
_Again = tuple[str, Any, OfferState | RequestState, OfferState | RequestState]
_AGAIN: dict[str, _Again] = {
    "offer": ("offer.decided", Offer, OfferState.ENDED, OfferState.INTERVIEW),
    "help_request": ("help_request.decided", HelpRequest, RequestState.CLOSED, RequestState.CLARIFYING),
}


async def ended_by_mistake(person_id: int) -> list[Wish]:
    """Offers and requests that were ended because somebody was taken for dead or moved; empty while they still are."""
    if await departed(person_id):
        return []
    found = await help_of(person_id)
    over = [one for one in (*found.offers, *found.requests) if not one.open and not one.organisation]
    return [one for one in over if await _ended_by_farewell(one)]


async def _ended_by_farewell(one: Wish) -> bool:
    act, *_states = _AGAIN[one.subject.partition(":")[0]]
    given = await reasons_given(act, one.subject)
    return given[-1:] in [[_(words)] for words in LEAVING_WORDS.values()]


async def open_again(person_id: int, subject: str, by: Doer, now: datetime) -> None:
    """Twice is once. Raises NotFound, or Refused for what was not ended by mistake."""
    async with transaction():
        await hold(person_id)
        kind, _colon, number = subject.partition(":")
        found = await help_of(person_id)
        if subject in [one.subject for one in (*found.offers, *found.requests) if one.open]:
            return
        if subject not in [one.subject for one in await ended_by_mistake(person_id)]:
            raise Refused(_("Das ist inzwischen anders. Laden Sie bitte die Seite neu."))
        _act, table, ended, again = _AGAIN[kind]
        values: dict[Any, Any] = {table.status: again.value, table.status_at: now}
        await table.update(values).where(table.id == int(number), table.status == ended.value)
        said = state_in_words(again)
        offer, request = (
            Act("offer.decided", subject, detail=said),
            Act("help_request.decided", subject, detail=said),
        )
        await record(offer if kind == "offer" else request, by, now)
