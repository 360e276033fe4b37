"""What rests while an incident is open: engagements, offers and requests of one person, each as it was before.

A proposal cannot wait half answered: it is let go quietly, and made again when things go on.
"""

from datetime import datetime
from typing import Any

from mittendrin.audit.rules import Doer
from mittendrin.engagements.ending import Ending, finish_quietly
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.telling import EVERYTHING, no_longer_say
from mittendrin.engagements.visiting import drop_visits
from mittendrin.outbox.one_person import withdraw_all
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.of_person import help_of
from mittendrin.volunteering.proposals import hold_request_of, let_go
from mittendrin.volunteering.states import EngagementState, OfferState, RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer
from mittendrin.volunteering.telling import about

Rests = dict[str, Any]
_OVER = {EngagementState.ENDED, EngagementState.FEEDBACK_DONE}


async def put_to_rest(person_id: int, by: Doer, now: datetime) -> Rests:
    """Inside the transaction of the report."""
    helping = await help_of(person_id)
    for proposal in helping.undecided:
        await hold_request_of(proposal.id)
        await let_go(proposal.id, by, now)
        await withdraw_all(about(proposal.id), now)
    engagements = {}
    for grown in (one.engagement for one in helping.proposals):
        if grown and grown.status not in _OVER:
            engagements[str(grown.id)] = grown.status.value
            await _stop(grown.id, now)
    return {
        "engagements": engagements,
        "offers": await _offers(person_id, by, now),
        "requests": await _requests(person_id, by, now),
    }


async def _stop(engagement_id: int, now: datetime) -> None:
    """From wherever it is: an incident waits for no state."""
    await _set(engagement_id, EngagementState.PAUSED, now, held=True)
    await drop_visits(engagement_id, now)
    await no_longer_say(await pair(engagement_id), EVERYTHING, now)


async def _set(engagement_id: int, to: EngagementState, now: datetime, *, held: bool) -> None:
    eng = Engagement
    values: dict[Any, Any] = {
        eng.status: to.value, eng.status_at: now, eng.paused_until: None, eng.held: held
    }  # fmt: skip
    await eng.update(values).where(eng.id == engagement_id)


async def _offers(person_id: int, by: Doer, now: datetime) -> list[int]:
    active = (Offer.person == person_id) & (Offer.status == OfferState.ACTIVE.value)
    ids = [row["id"] for row in await Offer.select(Offer.id).where(active)]
    for one in ids:
        await decide_offer(one, OfferState.PAUSED, "", by, now)
    return ids


async def _requests(person_id: int, by: Doer, now: datetime) -> list[int]:
    req = HelpRequest
    still_open = (req.person == person_id) & (req.status == RequestState.OPEN.value)
    ids = [row["id"] for row in await req.select(req.id).where(still_open)]
    for one in ids:
        await decide_request(one, RequestState.ON_HOLD, "", by, now)
    return ids


async def go_on_as_before(rests: Rests, by: Doer, now: datetime) -> None:
    """Only what still rests: the office may have ended something meanwhile."""
    for number, before in rests.get("engagements", {}).items():
        if await _is(Engagement, int(number), EngagementState.PAUSED.value):
            await _set(int(number), EngagementState(before), now, held=False)
    for number in rests.get("offers", []):
        if await _is(Offer, number, OfferState.PAUSED.value):
            await decide_offer(number, OfferState.ACTIVE, "", by, now)
    for number in rests.get("requests", []):
        if await _is(HelpRequest, number, RequestState.ON_HOLD.value):
            await decide_request(number, RequestState.OPEN, "", by, now)


async def end_for_good(rests: Rests, by: Doer, now: datetime) -> None:
    """Engagements end quietly: the lead speaks with both. Offers and requests rest until the office decides."""
    for number in rests.get("engagements", {}):
        if await _is(Engagement, int(number), EngagementState.PAUSED.value):
            await finish_quietly(int(number), Ending(), by, now)


async def _is(table: Any, number: int, status: str) -> bool:
    return bool(await table.exists().where(table.id == number, table.status == status))


def both_rest(one: Rests, other: Rests) -> Rests:
    return {
        "engagements": one.get("engagements", {}) | other.get("engagements", {}),
        "offers": sorted({*one.get("offers", []), *other.get("offers", [])}),
        "requests": sorted({*one.get("requests", []), *other.get("requests", [])}),
    }
