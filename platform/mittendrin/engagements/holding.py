"""One after the other: whoever changes an engagement or one of its visits holds it first, and then looks how it stands."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from mittendrin.engagements.rules import VisitState
from mittendrin.engagements.tables import Visit
from mittendrin.volunteering.states import EngagementState
from mittendrin.volunteering.tables import Engagement


async def hold_engagement(engagement_id: int) -> None:
    """Whoever ends or stops it at this moment is waited for, or finds these visits too."""
    same: dict[Any, Any] = {Engagement.held: Engagement.held}
    await Engagement.update(same).where(Engagement.id == engagement_id)


async def hold(visit_id: int) -> None:
    """Until the transaction ends nobody else changes it, or any other visit of the two: they share their calls."""
    await hold_engagements_of(Visit.id == visit_id)


async def hold_engagements_of(visits: Any) -> None:
    """Always before the visits and calls of them, and in one order: so nobody waits for somebody who waits for them."""
    rows = await Visit.select(Visit.engagement).where(visits)
    for engagement_id in sorted({row["engagement"] for row in rows}):
        await hold_engagement(engagement_id)


async def visit_is(visit_id: int, states: frozenset[VisitState], **said: Any) -> bool:
    """Held from now on. What is as wished already has nothing to do: an old page, or a button that was pressed twice."""
    await hold(visit_id)
    return await _is(Visit, visit_id, Visit.state.is_in([state.value for state in states]), said)


async def visits_stand(engagement_id: int, moments: list[datetime]) -> bool:
    """All of them are planned. While the engagement is held."""
    theirs = (Visit.engagement == engagement_id) & Visit.starts_at.is_in([*moments])
    standing = await Visit.count().where(theirs, Visit.state == VisitState.PLANNED.value)
    return int(standing) == len(moments)


async def one_stands(engagement_id: int, moments: Sequence[datetime]) -> bool:
    """At one of these times, with whomever. While the engagement is held."""
    theirs = (Visit.engagement == engagement_id) & Visit.starts_at.is_in([*moments])
    return bool(await Visit.exists().where(theirs, Visit.state != VisitState.CALLED_OFF.value))


async def engagement_is(engagement_id: int, states: frozenset[EngagementState], **said: Any) -> bool:
    """The same for an engagement: in one of these states, and what goes with it is as `said`."""
    await hold_engagement(engagement_id)
    in_one = Engagement.status.is_in([state.value for state in states])
    return await _is(Engagement, engagement_id, in_one, said)


async def _is(table: Any, number: int, wished: Any, said: dict[str, Any]) -> bool:
    for name, value in said.items():
        wished &= getattr(table, name) == value
    return bool(await table.exists().where(table.id == number, wished))
