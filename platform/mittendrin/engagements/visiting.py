"""Visits: planned by the office or by the helper, called off by either, and done by a stand-in when it must be."""

from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.engagements.announcing import (
    announce,
    announce_move,
    announce_what_stands,
    hear_otherwise,
    heard_of,
    helpers_own_not_told_yet,
    never_heard,
    planned,
)
from mittendrin.engagements.holding import hold, hold_engagement, visit_is, visits_stand
from mittendrin.engagements.last_known import days_as_known, last_known
from mittendrin.engagements.may_stand import refuse_moments, refuse_two_doors
from mittendrin.engagements.pairs import Pair, pair
from mittendrin.engagements.rules import Plan, VisitState, moments_of
from mittendrin.engagements.speaking import refuse_strangers_of
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import (
    MOVED,
    NOBODY_CAN,
    REMINDER,
    STAND_IN_GOES,
    To,
    Voice,
    about,
    call_now,
    call_stand_in_off,
    no_longer_say_of,
)
from mittendrin.engagements.visit_words import moment_in_words
from mittendrin.people.departures import refuse_who_is_gone
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Offer
from mittendrin.volunteering.telling import person_behind

OPEN = frozenset({VisitState.PLANNED, VisitState.STAND_IN, VisitState.HELPER_CANNOT})
WITHOUT_HELPER = frozenset({VisitState.HELPER_CANNOT, VisitState.STAND_IN, VisitState.CALLED_OFF})
STAND_IN, AFTER_ALL = "visit_stand_in", "visit_takes_place"
# What a visit has put on the call list and a later word makes untrue.
OF_VISITS = (NOBODY_CAN, AFTER_ALL, "visit_called_off", STAND_IN, REMINDER)


async def plan_visits(engagement_id: int, plan: Plan, voice: Voice, now: datetime) -> None:
    """The same ones twice are once. Raises Refused before a trial has begun, but not for help for one day; in a pause, for
    the past, when some of them stand already, and when the helper is with somebody else then.
    """
    moments = moments_of(plan)
    async with transaction():
        await hold_engagement(engagement_id)
        found = await pair(engagement_id)
        await refuse_strangers_of(found, voice)
        if await visits_stand(engagement_id, moments):
            return
        await refuse_moments(found, moments, now)
        if not plan.all_the_same:
            await refuse_two_doors(found, moments, voice)
        await Visit.insert(*(_planned(engagement_id, moment, voice) for moment in moments))
        said = "; ".join(moment_in_words(moment) for moment in moments)
        await record(Act("visit.planned", about(engagement_id), detail=said[:300]), voice.by, now)
        await announce(found, voice.listeners, moments, now)


def _planned(engagement_id: int, moment: datetime, voice: Voice) -> Visit:
    return Visit(
        engagement=engagement_id,
        starts_at=moment,
        state=VisitState.PLANNED.value,
        slot=slot_for(engagement_id, moment),
        by_helper=voice.side is Side.VOLUNTEER,
    )


def slot_for(engagement_id: int, moment: datetime) -> str:
    return f"{engagement_id}:{moment.isoformat()}"


async def take_back(engagement_id: int, voice: Voice, now: datetime) -> None:
    """A helper has mistyped: their visits that nobody has told the other one of were never there. Twice changes
    nothing.
    """
    async with transaction():
        await hold_engagement(engagement_id)
        found = await pair(engagement_id)
        mistyped = await helpers_own_not_told_yet(found, now)
        for visit_id in mistyped:
            await _off(visit_id, voice, now)
        await Visit.delete().where(Visit.id.is_in(mistyped or [0]))


async def say_cannot(visit_id: int, voice: Voice, now: datetime) -> None:
    """ "Heute kann ich nicht": a red line on the desk, and a call, so that nobody waits in vain; whoever has
    not heard that they come after all knows it already. Twice changes nothing.
    """
    async with transaction():
        if await visit_is(visit_id, WITHOUT_HELPER):
            return
        found, starts_at = await seek_somebody(visit_id, voice, now)
        told = To(found, Side.REQUESTER, visit_id)
        if await no_longer_say_of(found, visit_id, (AFTER_ALL,), now):
            return
        await _tell_nobody_can(told, starts_at, now)
        await hear_otherwise(To(found, Side.REQUESTER), starts_at)


async def _tell_nobody_can(to: To, starts_at: datetime, now: datetime) -> None:
    """Whoever has not heard yet that it was moved hears all of it in this one call."""
    said: dict[str, Any] = {"moment": starts_at, "stand_in": False}
    if known := await last_known(to):
        await no_longer_say_of(to.pair, to.visit or 0, (MOVED[to.side],), now)
        said |= {"was": known.at, "moments": sorted([known.at, starts_at]), "knew": known.written()}
    await call_now(NOBODY_CAN, to, now, **said)


async def seek_somebody(visit_id: int, voice: Voice, now: datetime) -> tuple[Pair, datetime]:
    """The red line alone: whoever waits is told by the caller. Inside a transaction."""
    found, starts_at = await change(
        visit_id, frozenset({VisitState.PLANNED}), now, state=VisitState.HELPER_CANNOT.value
    )
    await note_visit("visit.helper_cannot", found, starts_at, voice, now)
    await no_longer_say_of(found, visit_id, (REMINDER,), now)
    return found, starts_at


async def come_after_all(visit_id: int, voice: Voice, now: datetime) -> None:
    """Whom nobody has called yet never knew that it was in danger, or even of the visit. Twice changes nothing."""
    async with transaction():
        if await visit_is(visit_id, frozenset({VisitState.PLANNED})):
            return
        found, starts_at = await change(
            visit_id, frozenset({VisitState.HELPER_CANNOT}), now, state=VisitState.PLANNED.value
        )
        await refuse_who_is_gone(found.helper_id)
        await note_visit("visit.takes_place", found, starts_at, voice, now)
        told = To(found, Side.REQUESTER, visit_id)
        known = await last_known(told)
        if not await no_longer_say_of(found, visit_id, (NOBODY_CAN,), now):
            await call_now(AFTER_ALL, told, now, moment=starts_at)
        elif known:
            await announce_move(told, known, starts_at, now)
        elif await never_heard(To(found, Side.REQUESTER)):
            await announce(found, [Side.REQUESTER], [starts_at], now)


async def call_off(visit_id: int, voice: Voice, now: datetime) -> None:
    """It does not take place: the requester needs nobody that day, or nobody was found. Whom nobody has told of it
    hears nothing. Twice changes nothing.
    """
    async with transaction():
        if await visit_is(visit_id, frozenset({VisitState.CALLED_OFF})):
            return
        heard = await _heard([visit_id], voice)
        found, _moment = await _off(visit_id, voice, now)
        others = await planned(found.id, now)
        for side in voice.listeners:
            for moment in heard[side]:
                told = To(found, side, visit_id)
                await call_now("visit_called_off", told, now, moment=moment, others=others)


async def call_off_several(visit_ids: list[int], voice: Voice, now: datetime) -> None:
    """Said in one breath, and told in one. For what the helper cannot do, somebody else is looked for each time.

    Twice changes nothing.
    """
    if voice.side is Side.VOLUNTEER or len(visit_ids) == 1:
        change = say_cannot if voice.side is Side.VOLUNTEER else call_off
        async with transaction():
            for visit_id in visit_ids:
                await change(visit_id, voice, now)
        return
    async with transaction():
        stand = [one for one in visit_ids if not await visit_is(one, frozenset({VisitState.CALLED_OFF}))]
        if not stand:
            return
        heard = await _heard(stand, voice)
        gone = [await _off(visit_id, voice, now) for visit_id in stand]
        found, others = gone[0][0], await planned(gone[0][0].id, now)
        for side in voice.listeners:
            if heard[side]:
                told = To(found, side)
                await call_now("visits_called_off", told, now, moments=heard[side], others=others)


async def _heard(visit_ids: list[int], voice: Voice) -> dict[Side, list[datetime]]:
    """Of which of these visits each listener has been told, and when they were to be as far as they know: all that are no
    longer as they were planned, and the rest unless the call about them waits.
    """
    for visit_id in visit_ids:
        await hold(visit_id)
    columns = (Visit.id, Visit.engagement, Visit.starts_at, Visit.state)
    rows = await Visit.select(*columns).where(Visit.id.is_in(visit_ids)).order_by(Visit.starts_at, Visit.id)
    unchanged = [row["starts_at"] for row in rows if row["state"] == VisitState.PLANNED.value]
    heard: dict[Side, list[datetime]] = {side: [] for side in voice.listeners}
    for side in heard if rows else ():
        found = await pair(rows[0]["engagement"])
        known = set(await heard_of(To(found, side), unchanged))
        told = {
            row["id"]: row["starts_at"]
            for row in rows
            if row["starts_at"] in known or row["starts_at"] not in unchanged
        }
        heard[side] = sorted((await days_as_known(found, side, told)).values())
    return heard


async def _off(visit_id: int, voice: Voice, now: datetime) -> tuple[Pair, datetime]:
    found, starts_at = await change(visit_id, OPEN, now, state=VisitState.CALLED_OFF.value, slot=None)
    await tell_stand_in_off(visit_id, found, now)
    await note_visit("visit.called_off", found, starts_at, voice, now)
    await no_longer_say_of(found, visit_id, (*OF_VISITS, *MOVED.values()), now)
    return found, starts_at


async def seek_again(visit_id: int, found: Pair, starts_at: datetime, now: datetime) -> None:
    await no_longer_say_of(found, visit_id, (STAND_IN, STAND_IN_GOES), now)
    told = To(found, Side.REQUESTER, visit_id)
    await call_now(NOBODY_CAN, told, now, moment=starts_at, stand_in=True)


async def tell_stand_in_off(visit_id: int, found: Pair, now: datetime) -> None:
    """If we have told them already: whom nobody has called yet knows of nothing."""
    visit = await Visit.select(Visit.stand_in, Visit.starts_at).where(Visit.id == visit_id).first()
    if visit and visit["stand_in"] and not await no_longer_say_of(found, visit_id, (STAND_IN_GOES,), now):
        person = await person_behind(Offer, visit["stand_in"])
        await call_stand_in_off(person, visit_id, visit["starts_at"], now)


async def change(
    visit_id: int, before: frozenset[VisitState], now: datetime, **values: Any
) -> tuple[Pair, datetime]:
    """Inside the act's transaction. One conditional UPDATE decides who was first; what has begun is over."""
    await hold(visit_id)
    changes: dict[Any, Any] = values
    changed = await (
        Visit.update(changes)
        .where(
            Visit.id == visit_id,
            Visit.state.is_in([state.value for state in before]),
            Visit.starts_at > now,
        )
        .returning(Visit.engagement, Visit.starts_at)
    )
    if changed:
        found = await pair(changed[0]["engagement"])
        await announce_what_stands(found, now)
        return found, changed[0]["starts_at"]
    row = await Visit.select(Visit.state, Visit.engagement).where(Visit.id == visit_id).first()
    if row is None:
        raise NotFound
    this_one = (await pair(row["engagement"])).called.this_one
    raise Refused(_(_MEANWHILE.get(VisitState(row["state"]), _OVER), this_one=this_one))


_OVER = "{this_one} ist inzwischen vorbei oder schon geändert. Laden Sie bitte die Seite neu."
_MEANWHILE = {
    VisitState.STAND_IN: "Dafür gibt es schon eine Vertretung.",
    VisitState.CALLED_OFF: "{this_one} fällt aus. Tragen Sie bitte einen neuen Tag ein.",
}


async def note_visit(act: str, found: Pair, starts_at: datetime, voice: Voice, now: datetime) -> None:
    """Whoever may not speak for somebody has changed nothing: it ends the transaction."""
    await refuse_strangers_of(found, voice)
    await record(Act(act, about(found.id), detail=moment_in_words(starts_at)), voice.by, now)
