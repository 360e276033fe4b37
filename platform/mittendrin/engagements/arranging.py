"""Whom the office still has to bring together: no first meeting is planned; for help for one day, no visit, whether or
not the two have met before.
"""

from datetime import datetime
from typing import Any

from mittendrin.engagements.one_day import have_a_visit
from mittendrin.volunteering.desk_lists import Meeting, meetings
from mittendrin.volunteering.states import EngagementState, Frequency
from mittendrin.volunteering.tables import Engagement


async def to_arrange(now: datetime) -> list[Meeting]:
    eng: Any = Engagement
    first = eng.status == EngagementState.FIRST_MEETING.value
    met_before = (eng.first_meeting_at <= now) & (eng.proposal.request.frequency == Frequency.ONCE.value)
    nothing_yet = (eng.first_meeting_at.is_null() | met_before) & eng.id.not_in([*await have_a_visit(now), 0])
    return await meetings(first & nothing_yet)
