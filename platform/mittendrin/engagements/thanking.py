"""The day after somebody came instead of a helper they are thanked and asked, as the two are when it is over."""

from datetime import datetime, time
from typing import Any

from mittendrin.core.clock import at_local, local_day
from mittendrin.engagements.rules import ASKED_WITHIN, VisitState
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import say_thanks_for_coming
from mittendrin.people.resting import rests
from mittendrin.volunteering.tables import Offer
from mittendrin.volunteering.telling import person_behind


async def to_thank(now: datetime) -> list[tuple[int, int]]:
    """Engagement and visit: also where that has ended on the very day."""
    vis: Any = Visit
    today = at_local(local_day(now), time.min)
    rows = await (
        vis.select(vis.id, vis.engagement)
        .where(
            vis.state == VisitState.STAND_IN.value,
            vis.starts_at < today,
            vis.starts_at >= today - ASKED_WITHIN,
            vis.stand_in.is_not_null(),
            vis.engagement.held.eq(False),
        )
        .order_by(vis.engagement, vis.id)
    )
    return [(row["engagement"], row["id"]) for row in rows]


async def thank(visit_id: int, now: datetime) -> None:
    """Not while an incident about them is open."""
    vis: Any = Visit
    row = await vis.select(vis.starts_at, vis.stand_in, vis.stand_in.person).where(vis.id == visit_id).first()
    if row and not await rests(row["stand_in.person"]):
        stand_in = await person_behind(Offer, row["stand_in"])
        await say_thanks_for_coming(stand_in, visit_id, row["starts_at"], now)
