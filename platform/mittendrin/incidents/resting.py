"""What rests while an incident is open: engagements, offers and requests of one person, each as it was before.

An engagement has two sides: it rests until no incident is open about either.
A proposal cannot wait half answered: it is let go, and made again when things go on. The other one of the two hears the
usual sentence, so that no silence tells them anything.
"""

from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.engagements.caring import ask_once_more, take_up_again
from mittendrin.engagements.ending import Ending, finish_quietly
from mittendrin.engagements.engaging import drop_first_meeting
from mittendrin.engagements.falling_out import drop_visits, free_stand_ins, hold_all_of
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.releases import close_releases
from mittendrin.engagements.telling import about as about_engagement
from mittendrin.engagements.telling import call_stand_in_off, say_nothing_more
from mittendrin.incidents.remembering import Rests, open_rests
from mittendrin.incidents.tables import Incident
from mittendrin.incidents.telling import say_it_goes_on, say_visits_rest
from mittendrin.outbox.one_person import withdraw_mails
from mittendrin.people.changing import hold
from mittendrin.people.resting import hold_still
from mittendrin.people.resting import rests as rests_still
from mittendrin.rides.ending import call_rides_off
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.of_person import help_of
from mittendrin.volunteering.own_offers import active_besides
from mittendrin.volunteering.proposals import hold_requests_of, let_go_of_asker, let_go_of_helper
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.state_words import state_in_words
from mittendrin.volunteering.states import OVER, EngagementState, OfferState, RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer
from mittendrin.volunteering.telling import ASKING, about


async def put_to_rest(person_id: int, by: Doer, now: datetime) -> Rests:
    """Inside the transaction of the report. Raises NotFound."""
    contact = await hold(person_id)
    await hold_still(person_id)
    await hold_all_of(person_id, now)
    await hold_requests_of([one.id for one in (await help_of(person_id)).undecided])
    # Read again: somebody may have answered at this moment.
    helping = await help_of(person_id)
    for proposal in helping.undecided:
        await withdraw_mails(about(proposal.id), ASKING)
        settle = let_go_of_helper if proposal.helper_id == person_id else let_go_of_asker
        await settle(proposal.id, by, now)
    grown = [one.engagement.id for one in helping.proposals if one.engagement]
    stopped = {str(number): await _stop(number, by, now) for number in grown}
    visits = {
        number: await _call_visits_off(int(number), before, person_id, now)
        for number, before in stopped.items()
    }
    for visit_id, moment in (await free_stand_ins(person_id, now)).items():
        await call_stand_in_off(contact, visit_id, moment, now)
    await close_releases([int(number) for number, before in stopped.items() if not before], now)
    await call_rides_off(person_id, by, now)
    return {
        "engagements": {number: before for number, before in stopped.items() if before},
        "visits": {number: moments for number, moments in visits.items() if moments},
        "offers": await _offers(person_id, by, now),
        "requests": await _requests(person_id, by, now),
    }


async def _stop(engagement_id: int, by: Doer, now: datetime) -> str:
    """How it was before, or empty when it is over. From wherever it is: an incident waits for no state."""
    eng, over = Engagement, [state.value for state in OVER]
    this = (eng.id == engagement_id) & eng.status.not_in(over)
    # Held first, and only then read: whoever changes it at this moment is waited for.
    found = await eng.update({eng.held: eng.held}).where(this).returning(eng.status, eng.held)
    if not found:
        return ""
    if found[0]["held"]:
        return await _before_the_first(engagement_id) or str(found[0]["status"])
    await _set(engagement_id, EngagementState.PAUSED, now, held=True)
    rests = Act(
        "engagement.changed", about_engagement(engagement_id), detail=state_in_words(EngagementState.PAUSED)
    )
    await record(rests, by, now)
    return str(found[0]["status"])


async def _call_visits_off(engagement_id: int, before: str, person_id: int, now: datetime) -> list[str]:
    """When they would have been. Nobody waits in vain; whoever is the reported one is called, and not written to.

    Also of what is over: a stand-in may be on the way where the helper has stopped on that very day.
    """
    moments, found = await drop_visits(engagement_id, now), await pair(engagement_id)
    await ask_once_more(found)
    await say_nothing_more(found, now)
    if before == EngagementState.FIRST_MEETING.value:
        moments = dict.fromkeys(Side, await drop_first_meeting(found, now))
    if any(moments.values()):
        await say_visits_rest(found, moments, person_id, now)
    return [moment.isoformat() for moment in moments[Side.REQUESTER]]


async def _before_the_first(engagement_id: int) -> str:
    """As an open incident about either of the two remembers it; empty when it rests for none."""
    rows = await Incident.select(Incident.rests).where(Incident.decided_at.is_null()).order_by(Incident.id)
    remembered = (open_rests(row["rests"]).get("engagements", {}) for row in rows)
    return next((str(one[str(engagement_id)]) for one in remembered if str(engagement_id) in one), "")


async def _set(engagement_id: int, to: EngagementState, now: datetime, *, held: bool) -> None:
    """The day of a pause stays: it is still wanted when things go on. What was asked before waits for nobody."""
    eng = Engagement
    values: dict[Any, Any] = {
        eng.status: to.value, eng.status_at: now, eng.held: held,
        eng.answered_volunteer_at: now, eng.answered_requester_at: now,
    }  # fmt: skip
    await eng.update(values).where(eng.id == engagement_id)


async def _offers(person_id: int, by: Doer, now: datetime) -> list[int]:
    active = (Offer.person == person_id) & (Offer.status == OfferState.ACTIVE.value)
    ids = [row["id"] for row in await Offer.select(Offer.id).where(active).order_by(Offer.id)]
    for one in ids:
        await decide_offer(one, OfferState.PAUSED, "", by, now)
    return ids


async def _requests(person_id: int, by: Doer, now: datetime) -> list[int]:
    req = HelpRequest
    still_open = (req.person == person_id) & (req.status == RequestState.OPEN.value)
    ids = [row["id"] for row in await req.select(req.id).where(still_open).order_by(req.id)]
    for one in ids:
        await decide_request(one, RequestState.ON_HOLD, "", by, now)
    return ids


async def go_on_as_before(rests: Rests, by: Doer, now: datetime) -> None:
    """Only what still rests: the office may have ended something meanwhile."""
    for number, before in _in_order(rests):
        await _let_go_on(number, EngagementState(before), by, now)
    for number in rests.get("offers", []):
        # Of several from before only one goes on: the clerk sees that the others pause.
        if await _is(Offer, number, OfferState.PAUSED.value) and not await active_besides(number):
            await decide_offer(number, OfferState.ACTIVE, "", by, now)
    for number in rests.get("requests", []):
        if await _is(HelpRequest, number, RequestState.ON_HOLD.value):
            await decide_request(number, RequestState.OPEN, "", by, now)
    for number, _before in _in_order(rests):
        await _look_for_somebody_else(number, by, now)


def _in_order(rests: Rests) -> list[tuple[int, str]]:
    """Engagements, and how they were before. Two incidents may be decided at once, and share some."""
    return sorted((int(number), str(before)) for number, before in rests.get("engagements", {}).items())


async def _look_for_somebody_else(engagement_id: int, by: Doer, now: datetime) -> None:
    """It ended while its asker rested: their request waited on hold from that moment on, unless the office held it."""
    req: Any = HelpRequest
    row = await (
        Engagement.select(Engagement.ended_at, Engagement.proposal.request.as_alias("request"))
        .where(Engagement.id == engagement_id, Engagement.ended_at.is_not_null())
        .first()
    )
    if row is None:
        return
    waits = (req.id == row["request"]) & (req.status == RequestState.ON_HOLD.value)
    found = await req.select(req.person).where(waits, req.status_at == row["ended_at"]).first()
    if found and not await rests_still(found["person"]):
        await decide_request(row["request"], RequestState.OPEN, "", by, now)


async def _let_go_on(engagement_id: int, to: EngagementState, by: Doer, now: datetime) -> None:
    """Not while an incident about the other of the two is open: then it waits for that one."""
    eng = Engagement
    this = (eng.id == engagement_id) & (eng.status == EngagementState.PAUSED.value) & eng.held.eq(True)
    # Held before it is asked: whoever reports the other at this moment is waited for.
    resting = await eng.update({eng.held: True}).where(this).returning(eng.status_at)
    if resting and not await _before_the_first(engagement_id):
        since = resting[0]["status_at"]
        await _set(engagement_id, to, now, held=False)
        await take_up_again(await pair(engagement_id), to, since, now)
        await say_it_goes_on(await pair(engagement_id), since, now)
        act = Act("engagement.changed", about_engagement(engagement_id), detail=state_in_words(to))
        await record(act, by, now)


async def end_for_good(rests: Rests, by: Doer, now: datetime) -> None:
    """Engagements end quietly: the lead speaks with both. Offers and requests rest until the office decides."""
    over = [state.value for state in OVER]
    for number, _before in _in_order(rests):
        if await Engagement.exists().where(Engagement.id == number, Engagement.status.not_in(over)):
            await finish_quietly(number, Ending(), by, now)


async def _is(table: Any, number: int, status: str) -> bool:
    return bool(await table.exists().where(table.id == number, table.status == status))


def both_rest(one: Rests, other: Rests) -> Rests:
    return {
        "engagements": one.get("engagements", {}) | other.get("engagements", {}),
        "visits": other.get("visits", {}) | one.get("visits", {}),
        "offers": sorted({*one.get("offers", []), *other.get("offers", [])}),
        "requests": sorted({*one.get("requests", []), *other.get("requests", [])}),
    }


async def rests_of(person_id: int, rests: Rests) -> Rests:
    """That part of it which is this person's, as helper or as asker."""
    helping = await help_of(person_id)
    theirs = {str(one.engagement.id) for one in helping.proposals if one.engagement}
    return {
        "engagements": {one: before for one, before in rests.get("engagements", {}).items() if one in theirs},
        "visits": {one: when for one, when in rests.get("visits", {}).items() if one in theirs},
        "offers": sorted({one.id for one in helping.offers} & {*rests.get("offers", [])}),
        "requests": sorted({one.id for one in helping.requests} & {*rests.get("requests", [])}),
    }
