"""Whom the office still has to bring together: no first meeting is planned; for help for one day, no visit, whether or
not the two have met before. Once the day is over, it is a question: see quiet.days_missed.
"""

from datetime import date, datetime
from typing import Any

from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import local_day
from mittendrin.engagements.one_day import have_a_visit, single_days
from mittendrin.engagements.rules import DAYS_TO_ARRANGE
from mittendrin.volunteering.desk_lists import Meeting, meetings
from mittendrin.volunteering.states import EngagementState, Frequency
from mittendrin.volunteering.tables import Engagement


async def to_arrange(now: datetime) -> list[Meeting]:
    eng: Any = Engagement
    first = eng.status == EngagementState.FIRST_MEETING.value
    met_before = (eng.first_meeting_at <= now) & (eng.proposal.request.frequency == Frequency.ONCE.value)
    nothing_yet = (eng.first_meeting_at.is_null() | met_before) & eng.id.not_in([*await have_a_visit(now), 0])
    days = await single_days()
    over = [number for number, one in days.items() if one.is_missed(local_day(now))]
    found = await meetings(first & nothing_yet & eng.id.not_in([*over, 0]), eng.status_at)
    named = {f"einsaetze/{number}": one.last for number, one in days.items()}
    return sorted(found, key=lambda one: named.get(one.path) or _wanted_by(one))


def _wanted_by(one: Meeting) -> date:
    """Where no day is named: that is how long the office has to bring two together."""
    return local_day(add_office_days(one.since, DAYS_TO_ARRANGE)) if one.since else date.max
