"""What the two hear while it rests and when it goes on. Of the incident itself nobody reads a word."""

from datetime import datetime

from mittendrin.engagements.pairs import Pair, the_other
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import (
    BOTH_YES,
    To,
    ask_office_to_call,
    no_longer_say,
    tell_each_other,
    tell_sides,
    tell_what_falls_out,
)
from mittendrin.outbox.one_person import fell_unheard
from mittendrin.people.rules import Contact
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import EngagementState
from mittendrin.volunteering.telling import about

VISITS_REST, GOES_ON, VISITS_AGAIN = "visits_rest", "goes_on_as_before", "visits_again"


async def say_visits_rest(
    found: Pair, moments: dict[Side, list[datetime]], reported: int, now: datetime
) -> None:
    """Each on their own way, but by telephone what is soon. A helper about whom it is hears it from the office alone,
    and one who has ended it before, nothing: these visits are not theirs any more.
    """
    for side in (Side.REQUESTER,) if found.is_over else Side:
        to, days = To(found, side), moments[side]
        meeting = days == [found.first_meeting_at]
        if side is Side.VOLUNTEER and found.person_id(side) == reported:
            await ask_office_to_call(VISITS_REST, to, now, moments=days, meeting=meeting)
        else:
            await tell_what_falls_out(VISITS_REST, to, days, now, meeting=meeting)


async def say_it_goes_on(found: Pair, since: datetime, now: datetime) -> None:
    """It goes on already, and has rested since then. Whoever had a pause before has it on, and hears nothing."""
    await no_longer_say(found, (GOES_ON, VISITS_AGAIN), now)
    if found.status is EngagementState.PAUSED:
        return
    anew = await _not_known_yet(found, now)
    for side, other in anew.items():
        await tell_each_other(await by_id(found.proposal_id, side), other, found, now)
    await tell_sides(GOES_ON, found, [side for side in Side if side not in anew], now)
    if await _visits_fell_out(found.id, since):
        await ask_office_to_call(VISITS_AGAIN, To(found, Side.VOLUNTEER), now)


async def _not_known_yet(found: Pair, now: datetime) -> dict[Side, Contact]:
    """Whose name, number and code word were withdrawn before this side heard them. Who have met know each other."""
    if found.status is not EngagementState.FIRST_MEETING:
        return {}
    fell = await fell_unheard(about(found.proposal_id), set(BOTH_YES.values()))
    others = {side: await the_other(found, side, now) for side in Side if BOTH_YES[side] in fell}
    return {side: other for side, other in others.items() if other}


async def _visits_fell_out(engagement_id: int, since: datetime) -> bool:
    """They do not come back by themselves: meanwhile the day may be full."""
    return bool(await Visit.exists().where(Visit.engagement == engagement_id, Visit.starts_at > since))
