"""Whom the office still has to bring together: no first meeting is planned; for help for one day, no visit."""

from datetime import datetime

from mittendrin.engagements.one_day import have_a_visit
from mittendrin.volunteering.desk_lists import Meeting, meetings
from mittendrin.volunteering.states import EngagementState
from mittendrin.volunteering.tables import Engagement


async def to_arrange(now: datetime) -> list[Meeting]:
    first = Engagement.status == EngagementState.FIRST_MEETING.value
    nothing_yet = Engagement.first_meeting_at.is_null() & Engagement.id.not_in([*await have_a_visit(now), 0])
    return await meetings(first & nothing_yet)
