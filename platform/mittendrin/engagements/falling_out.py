"""Visits that fall out because somebody stops: with an engagement, in a pause, or as a stand-in."""

from datetime import datetime, time, timedelta
from typing import Any

from mittendrin.core.clock import at_local, local_day
from mittendrin.engagements.announcing import announce_what_stands
from mittendrin.engagements.holding import hold_engagement
from mittendrin.engagements.last_known import days_as_known
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.rules import VisitState
from mittendrin.engagements.standing_in import with_offer
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import MOVED, Voice, no_longer_say_of
from mittendrin.engagements.visiting import say_cannot, seek_again, tell_stand_in_off
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import OVER
from mittendrin.volunteering.tables import Engagement, Offer


async def leave_today(engagement_id: int, voice: Voice, now: datetime) -> tuple[int, ...]:
    """A helper who stops on the day of a visit leaves somebody waiting, as with "Heute kann ich nicht".

    Answers the visits of today, for which somebody else is looked for or comes already.
    """
    if voice.side is not Side.VOLUNTEER:
        return ()
    midnight = at_local(local_day(now) + timedelta(days=1), time.min)
    rows = await (
        Visit.select(Visit.id, Visit.state)
        .where(
            Visit.engagement == engagement_id,
            Visit.state != VisitState.CALLED_OFF.value,
            Visit.starts_at > now,
            Visit.starts_at < midnight,
        )
        .order_by(Visit.starts_at, Visit.id)
    )
    for row in rows:
        if row["state"] == VisitState.PLANNED.value:
            await say_cannot(row["id"], voice, now)
    return tuple(row["id"] for row in rows)


async def drop_visits(
    engagement_id: int, now: datetime, until: datetime | None = None, but: tuple[int, ...] = ()
) -> dict[Side, list[datetime]]:
    """Whoever pauses or ends says so once, not visit by visit; only who would come instead is called about each.

    Answers when the visits would have been, as far as each of the two has heard. `but` are those that stand.
    """
    stands = (Visit.state != VisitState.CALLED_OFF.value) & Visit.id.not_in([*but, 0])
    coming = (Visit.engagement == engagement_id) & (Visit.starts_at > now) & stands
    if until is not None:
        coming = coming & (Visit.starts_at < until)
    found = await pair(engagement_id)
    of_others = Visit.state == VisitState.STAND_IN.value
    for row in await Visit.select(Visit.id).where(coming, of_others).order_by(Visit.id):
        await tell_stand_in_off(row["id"], found, now)
    off: dict[Any, Any] = {Visit.state: VisitState.CALLED_OFF.value, Visit.slot: None}
    rows = await Visit.update(off).where(coming).returning(Visit.id, Visit.starts_at)
    gone = {row["id"]: row["starts_at"] for row in rows}
    known = {side: sorted((await days_as_known(found, side, gone)).values()) for side in Side}
    for visit_id in gone:
        await no_longer_say_of(found, visit_id, tuple(MOVED.values()), now)
    await announce_what_stands(found, now)
    return known


async def off_until(engagement_id: int, now: datetime, until: datetime) -> list[datetime]:
    """When visits would have been."""
    rows = await (
        Visit.select(Visit.starts_at)
        .where(
            Visit.engagement == engagement_id,
            Visit.state == VisitState.CALLED_OFF.value,
            Visit.starts_at > now,
            Visit.starts_at < until,
        )
        .order_by(Visit.starts_at, Visit.id)
    )
    return [row["starts_at"] for row in rows]


async def hold_all_of(person_id: int, now: datetime) -> None:
    """Once the person is held, and before their requests: what they have begun, also where it is over and a visit of
    then still comes, and where they come in somebody's place, all of it by its numbers. So two who come for each other
    can leave at the same moment.
    """
    eng: Any = Engagement
    theirs = (eng.proposal.offer.person == person_id) | (eng.proposal.request.person == person_id)
    coming = Visit.select(Visit.engagement).where(Visit.starts_at > now)
    lives = eng.status.not_in([state.value for state in OVER]) | eng.id.is_in(coming)
    own = await eng.select(eng.id).where(theirs, lives).output(as_list=True)
    instead = await Visit.select(Visit.engagement).where(_instead(person_id, now)).output(as_list=True)
    for engagement_id in sorted({*own, *instead}):
        await hold_engagement(engagement_id)


def _instead(person_id: int, now: datetime) -> Any:
    theirs = Offer.select(Offer.id).where(Offer.person == person_id)
    coming = (Visit.state == VisitState.STAND_IN.value) & (Visit.starts_at > now)
    return Visit.stand_in.is_in(theirs) & coming


async def free_stand_ins(person_id: int, now: datetime) -> dict[int, datetime]:
    """Visits to which this person would have come in somebody's place: the desk shows them, the one who waits is called.

    After `hold_all_of`. Answers which, and when each of them is.
    """
    columns = (Visit.id, Visit.engagement, Visit.starts_at, Visit.stand_in, Visit.said_no)
    theirs = Visit.select(*columns).where(_instead(person_id, now))
    rows = await theirs.order_by(Visit.starts_at, Visit.id)
    for row in rows:
        gone = with_offer(row["said_no"], row["stand_in"])
        again: dict[Any, Any] = {"state": VisitState.HELPER_CANNOT.value, "stand_in": None, "said_no": gone}
        await Visit.update(again).where(Visit.id == row["id"])
        await seek_again(row["id"], await pair(row["engagement"]), row["starts_at"], now)
    return {row["id"]: row["starts_at"] for row in rows}
