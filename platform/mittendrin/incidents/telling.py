"""What the two hear while it rests and when it goes on. Of the incident itself nobody reads a word."""

from datetime import datetime
from typing import Any

from mittendrin.engagements.pairs import Pair
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import (
    To,
    ask_office_to_call,
    no_longer_say,
    tell_sides,
    tell_what_falls_out,
)
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import EngagementState
from mittendrin.volunteering.tables import Engagement

VISITS_REST, GOES_ON, VISITS_AGAIN = "visits_rest", "goes_on_as_before", "visits_again"


async def say_visits_rest(found: Pair, moments: list[datetime], reported: int, now: datetime) -> None:
    """Each on their own way, but by telephone what is soon. A helper about whom it is hears it from the office alone,
    and one who has ended it before, nothing: these visits are not theirs any more.
    """
    meeting = moments == [found.first_meeting_at]
    for side in (Side.REQUESTER,) if found.is_over else Side:
        to = To(found, side)
        if side is Side.VOLUNTEER and found.person_id(side) == reported:
            await ask_office_to_call(VISITS_REST, to, now, moments=moments, meeting=meeting)
        else:
            await tell_what_falls_out(VISITS_REST, to, moments, now, meeting=meeting)


async def say_it_goes_on(found: Pair, to: EngagementState, now: datetime) -> None:
    """While it still rests: since when is in its state. Whoever had a pause before has it on, and hears nothing."""
    await no_longer_say(found, (GOES_ON, VISITS_AGAIN), now)
    if to is EngagementState.PAUSED:
        return
    await tell_sides(GOES_ON, found, Side, now)
    if await _visits_fell_out(found.id):
        await ask_office_to_call(VISITS_AGAIN, To(found, Side.VOLUNTEER), now)


async def _visits_fell_out(engagement_id: int) -> bool:
    """They do not come back by themselves: meanwhile the day may be full."""
    eng: Any = Engagement
    row = await eng.select(eng.status_at).where(eng.id == engagement_id).first()
    since: datetime = row["status_at"]
    return bool(await Visit.exists().where(Visit.engagement == engagement_id, Visit.starts_at > since))
