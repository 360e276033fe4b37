"""What is said of visits that are planned: a call that nobody has made yet never names one that no longer stands."""

from collections.abc import Iterable
from datetime import datetime

from mittendrin.engagements.pairs import Pair, pair
from mittendrin.engagements.rules import VisitState, still_planned
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import To, about, tell_instead, tell_one
from mittendrin.outbox.actions import withdraw_calls_of_part
from mittendrin.outbox.calls import CallLine, last_call, open_calls_for
from mittendrin.outbox.rules import CallState, day_is_over
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
