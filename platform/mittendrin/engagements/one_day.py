"""Help for one day: the visit itself is what both have said yes to. The day after it both are asked, and it is over."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mittendrin.core.clock import local_day
from mittendrin.engagements.rules import VisitState
from mittendrin.engagements.tables import Visit
from mittendrin.volunteering.single_days import read_days
from mittendrin.volunteering.states import EngagementState, Frequency
from mittendrin.volunteering.tables import Engagement

TOOK_PLACE = frozenset({VisitState.PLANNED, VisitState.STAND_IN})


@dataclass(frozen=True, slots=True)
class OneDay:
    """`last` is unknown while nobody has named a day, and after a visit that has fallen out. It is not over before the last
    day that was named: of two days often one is written down first. `fell_out` is the day of the visit that has.
    """

    last: date | None = None
    visit_stands: bool = False
    fell_out: date | None = None

    def is_missed(self, today: date) -> bool:
        """It is over, and nobody has written a visit down: perhaps they have met all the same."""
        return self.last is not None and self.last < today and not self.visit_stands


async def have_a_visit(now: datetime) -> set[int]:
    """Engagements with a visit that is planned or over, or to which somebody else is still looked for."""
    took_place = Visit.state.is_in([state.value for state in TOOK_PLACE])
    is_open = (Visit.state == VisitState.HELPER_CANNOT.value) & (Visit.starts_at > now)
    return set(await Visit.select(Visit.engagement).where(took_place | is_open).output(as_list=True))


async def next_visits(now: datetime, until: datetime) -> list[dict[str, Any]]:
    """Of two who meet for the first time on the day itself."""
    eng: Any = Engagement
    whose = eng.select(eng.id).where(
        eng.status == EngagementState.FIRST_MEETING.value,
        eng.first_meeting_at.is_null(),
        eng.proposal.request.frequency == Frequency.ONCE.value,
    )
    rows = await (
        Visit.select(Visit.id, Visit.engagement, Visit.starts_at)
        .where(
            Visit.engagement.is_in(await whose.output(as_list=True) or [0]),
            Visit.state == VisitState.PLANNED.value,
            Visit.starts_at > now,
            Visit.starts_at < until,
        )
        .order_by(Visit.starts_at, Visit.id, ascending=False)
    )
    first = {row["engagement"]: row for row in rows}
    return [first[number] for number in sorted(first)]


async def single_days() -> dict[int, OneDay]:
    """Of every engagement that is for one day."""
    eng: Any = Engagement
    request = eng.proposal.request
    rows = await eng.select(
        eng.id, request.on_days.as_alias("on_days"), request.wanted_until.as_alias("until")
    ).where(eng.status == EngagementState.FIRST_MEETING.value, request.frequency == Frequency.ONCE.value)
    visits = await (
        Visit.select(Visit.engagement, Visit.starts_at, Visit.state)
        .where(Visit.engagement.is_in([row["id"] for row in rows] or [0]))
        .order_by(Visit.starts_at, Visit.id)
    )
    return {
        row["id"]: _one_day(row, [one for one in visits if one["engagement"] == row["id"]]) for row in rows
    }


def _one_day(row: dict[str, Any], visits: list[dict[str, Any]]) -> OneDay:
    stand = [local_day(one["starts_at"]) for one in visits if VisitState(one["state"]) in TOOK_PLACE]
    named = read_days(row["on_days"])
    if stand:
        return OneDay(max((*stand, *named)), visit_stands=True)
    if visits:
        return OneDay(fell_out=local_day(visits[-1]["starts_at"]))
    return OneDay(max(named, default=row["until"]))
