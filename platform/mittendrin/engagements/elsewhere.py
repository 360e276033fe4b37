"""Who is not free at a moment: on a visit, at a first meeting, or has just said that they cannot."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from mittendrin.core.clock import at_local, local_day
from mittendrin.engagements.neutral_ground import is_same_home
from mittendrin.engagements.pairs import Pair
from mittendrin.engagements.rules import VisitState, slot_of
from mittendrin.engagements.tables import Visit
from mittendrin.volunteering.states import EngagementState
from mittendrin.volunteering.tables import Engagement

# Nobody is at two doors within half an hour.
ON_THE_WAY = timedelta(minutes=30)


async def away_at(moment: datetime) -> set[int]:
    """People, in the same part of the same day: also whoever waits for a visit or a meeting."""
    found = {*await _visiting(moment), *await _meeting(moment)}
    return {one for one in found if one is not None}


async def _visiting(moment: datetime) -> list[int | None]:
    vis: Any = Visit
    pro = vis.engagement.proposal
    rows = await vis.select(
        vis.starts_at, vis.state, vis.stand_in.person, pro.offer.person, pro.request.person
    ).where(_that_day(vis.starts_at, moment), vis.state != VisitState.CALLED_OFF.value)
    there = [row for row in rows if slot_of(row["starts_at"]) == slot_of(moment)]
    who = ("stand_in.person", *(f"engagement.proposal.{side}.person" for side in ("offer", "request")))
    return [row[one] for row in there for one in who]


async def _meeting(moment: datetime) -> list[int | None]:
    eng: Any = Engagement
    pro = eng.proposal
    waits = eng.status == EngagementState.FIRST_MEETING.value
    rows = await eng.select(eng.first_meeting_at, pro.offer.person, pro.request.person).where(
        _that_day(eng.first_meeting_at, moment), waits
    )
    met = [row for row in rows if slot_of(row["first_meeting_at"]) == slot_of(moment)]
    return [row[f"proposal.{side}.person"] for row in met for side in ("offer", "request")]


async def also_there(found: Pair, moments: Sequence[datetime]) -> datetime | None:
    """The first of these moments at which their helper is to be at somebody else's door: of two who live together it is one."""
    vis: Any = Visit
    pro = vis.engagement.proposal
    helps = (pro.offer.person == found.helper_id) & (vis.state == VisitState.PLANNED.value)
    stands_in = (vis.stand_in.person == found.helper_id) & (vis.state == VisitState.STAND_IN.value)
    near = (vis.starts_at > moments[0] - ON_THE_WAY) & (vis.starts_at < moments[-1] + ON_THE_WAY)
    elsewhere = near & (vis.engagement != found.id) & (helps | stands_in)
    rows = await vis.select(vis.starts_at, pro.request.person.address.as_alias("address")).where(elsewhere)
    home = found.asker.address
    others = [row["starts_at"] for row in rows if not is_same_home(home, row["address"] or "")]
    return next((one for one in moments if any(abs(one - other) < ON_THE_WAY for other in others)), None)


def _that_day(column: Any, moment: datetime) -> Any:
    begin = at_local(local_day(moment), time.min)
    return (column >= begin) & (column < begin + timedelta(days=1))
