"""What is said of visits that are planned: a call that nobody has made yet never names one that no longer stands."""

from collections.abc import Iterable
from datetime import UTC, datetime

from mittendrin.engagements.away import visits_in_pause_of
from mittendrin.engagements.last_known import Known
from mittendrin.engagements.pairs import Pair, pair
from mittendrin.engagements.rules import VisitState, still_planned
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import (
    IN_PAUSE,
    MOVED,
    To,
    about,
    no_longer_say,
    tell_instead,
    tell_one,
    tell_what_falls_out,
)
from mittendrin.outbox.actions import withdraw_calls_of_part
from mittendrin.outbox.calls import CallLine, last_call, open_calls_for
from mittendrin.outbox.rules import CallState, day_is_over
from mittendrin.outbox.tables import CallTask
from mittendrin.volunteering.sides import Side

PLANNED = "visits_planned"
_UNHEARD = (CallState.OUTDATED, CallState.PASSED)


async def announce(found: Pair, sides: Iterable[Side], moments: list[datetime], now: datetime) -> None:
    """One call for each, however often something is planned before it is made."""
    for side in sides:
        to = To(found, side)
        waiting = await _last(to)
        if waiting and waiting.open:
            await tell_instead(waiting, to, now, await planned(found.id, now))
        else:
            await tell_one(PLANNED, to, now, moments=moments)
        await _note_unheard(to, await _unheard(to) | _written(moments))


async def heard_of(to: To, moments: list[datetime]) -> list[datetime]:
    """Without those that they would only learn of by a call that nobody has made yet. Looked at while all is held."""
    unheard = await _unheard(to)
    return [moment for moment in moments if not _written([moment]) & unheard]


async def helpers_own_not_told_yet(found: Pair, now: datetime) -> list[int]:
    """What the helper has planned and the other one would only learn of by a call that nobody has made yet."""
    coming = (Visit.engagement == found.id) & (Visit.starts_at > now)
    rows = await (
        Visit.select(Visit.id, Visit.starts_at)
        .where(coming, Visit.state == VisitState.PLANNED.value, Visit.by_helper.eq(True))
        .order_by(Visit.starts_at, Visit.id)
    )
    unheard = await _unheard(To(found, Side.REQUESTER))
    return [row["id"] for row in rows if _written([row["starts_at"]]) & unheard]


async def hear_otherwise(to: To, moment: datetime) -> None:
    """Another call tells them of this visit: from now on they count as knowing it."""
    await _note_unheard(to, await _unheard(to) - _written([moment]))


async def hears_when_it_is(to: To, was: datetime, moment: datetime) -> bool:
    """Whom the call that waits tells of this visit anyway: it names the new day, and they never learn of the old one."""
    unheard = await _unheard(to)
    if not _written([was]) & unheard:
        return False
    await _note_unheard(to, unheard - _written([was]) | _written([moment]))
    return True


async def announce_move(to: To, known: Known, moment: datetime, now: datetime) -> None:
    """From the day that they know: by telephone where one of the two is soon, so that nobody waits in vain."""
    others = [one for one in await planned(to.pair.id, now) if one != moment]
    await tell_what_falls_out(
        MOVED[to.side], to, sorted([known.at, moment]), now,
        was=known.at, moment=moment, others=others, knew=known.written(),
    )  # fmt: skip


async def _unheard(to: To) -> set[str]:
    """The open call remembers them in `knew`."""
    last = await _last(to)
    row = await CallTask.select(CallTask.knew).where(CallTask.id == last.id).first() if last else None
    return set(row["knew"].split()) if last and last.open and row else set()


async def _note_unheard(to: To, unheard: set[str]) -> None:
    last = await _last(to)
    if last and last.open:
        await CallTask.update({CallTask.knew: " ".join(sorted(unheard))}).where(CallTask.id == last.id)


def _written(moments: list[datetime]) -> set[str]:
    return {moment.astimezone(UTC).isoformat() for moment in moments}


async def announce_what_stands(found: Pair, now: datetime) -> None:
    """Something has changed: open calls name the visits that are left, and leave the list when none is."""
    for side in Side:
        to = To(found, side)
        waiting = await _last(to)
        if waiting is None or not waiting.open:
            continue
        if left := await planned(found.id, now):
            await tell_instead(waiting, to, now, left)
        else:
            await withdraw_calls_of_part(about(found.id), side.value, (PLANNED,), now)
    if not await visits_in_pause_of(found.id, now):
        await no_longer_say(found, (IN_PAUSE,), now)


async def announce_what_is_left(now: datetime) -> None:
    """The day of the first visit that a call names is over, and others come."""
    for call in await open_calls_for(PLANNED):
        if day_is_over(call.happens_at, now):
            await announce_what_stands(await pair(call.number), now)


async def never_heard(to: To) -> bool:
    """Whom we wanted to call about the visits, and have not."""
    last = await _last(to)
    return last is not None and last.state in _UNHEARD


async def _last(to: To) -> CallLine | None:
    return await last_call(about(to.pair.id), to.side.value, PLANNED)


async def planned(engagement_id: int, now: datetime) -> list[datetime]:
    rows = await Visit.select(Visit.starts_at, Visit.state).where(Visit.engagement == engagement_id)
    return still_planned([(row["starts_at"], VisitState(row["state"])) for row in rows], now)
