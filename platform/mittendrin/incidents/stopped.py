"""What an incident has stopped, for the lead: with whom, which visits fall out, and whom the office calls about them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.engagements.pairs import pair
from mittendrin.engagements.telling import about
from mittendrin.incidents.remembering import shown_rests
from mittendrin.incidents.tables import Incident
from mittendrin.incidents.telling import VISITS_REST
from mittendrin.outbox.calls import CallLine, calls_about
from mittendrin.volunteering.tables import Engagement


@dataclass(frozen=True, slots=True)
class Stopped:
    """`calls` are those that say that the visits fall out, made or not."""

    engagement_id: int
    helper: str
    asker: str
    visits: list[datetime]
    calls: list[CallLine]


async def stopped_by(rests: dict[str, Any]) -> tuple[Stopped, ...]:
    """Without what is gone meanwhile."""
    numbers = [int(one) for one in rests.get("engagements", {})]
    there = Engagement.select(Engagement.id).where(Engagement.id.is_in([*numbers, 0])).order_by(Engagement.id)
    return tuple([await _stopped(row["id"], rests.get("visits", {})) for row in await there])


async def incidents_that_stopped(engagement_ids: Iterable[int]) -> dict[int, int]:
    """Each incident that made one of these rest, and which; neither what happened nor whom it is about."""
    wanted = set(engagement_ids)
    if not wanted:
        return {}
    found = {}
    for row in await Incident.select(Incident.id, Incident.rests):
        for number in shown_rests(row["rests"]).get("engagements", {}):
            if int(number) in wanted:
                found[row["id"]] = int(number)
    return found


async def _stopped(engagement_id: int, visits: dict[str, list[str]]) -> Stopped:
    found = await pair(engagement_id)
    moments = [datetime.fromisoformat(one) for one in visits.get(str(engagement_id), [])]
    calls = [one for one in await calls_about([about(engagement_id)]) if one.purpose == VISITS_REST]
    return Stopped(engagement_id, found.helper.name, found.asker.name, moments, calls)
