"""Either side can rest for a time: the visits until then fall out, and a trial keeps what is left of it."""

from datetime import date, datetime, time, timedelta

from mittendrin.core.clock import at_local, local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.engagements.engaging import GOES_ON, step
from mittendrin.engagements.falling_out import drop_visits, leave_today, off_until
from mittendrin.engagements.holding import engagement_is
from mittendrin.engagements.pairs import Pair, pair
from mittendrin.engagements.rules import left_of_trial, trial_end
from mittendrin.engagements.speaking import refuse_strangers
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import To, Voice, no_longer_say, tell_sides, tell_what_falls_out
from mittendrin.engagements.visiting import OF_VISITS
from mittendrin.volunteering.pauses import refuse_far_day
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import EngagementState

ONE_DAY = timedelta(days=1)
A_PAUSE = "paused"


async def pause(engagement_id: int, until: date, voice: Voice, now: datetime) -> None:
    """No visits up to and including this day; the other side is told. In a pause it becomes longer, or shorter."""
    if until <= local_day(now):
        raise Refused(_("Bis wann soll die Pause gehen? Wählen Sie bitte einen späteren Tag."), "bis")
    refuse_far_day(until, local_day(now), "bis")
    async with transaction():
        await refuse_strangers(engagement_id, voice)
        if await engagement_is(engagement_id, frozenset({EngagementState.PAUSED}), paused_until=until):
            return
        before = await pair(engagement_id)
        ends = _end_of_trial(before, until, now)
        await step(engagement_id, EngagementState.PAUSED, voice, now, paused_until=until, trial_ends_on=ends)
        moments, today = await _drop_in_pause(engagement_id, until, voice, now)
        found = await pair(engagement_id)
        await no_longer_say(found, OF_VISITS, now, (*today, *await _later(engagement_id, until)))
        stay_off = await _stay_off(before, until)
        for side in voice.listeners:
            await tell_what_falls_out(
                A_PAUSE, To(found, side), moments[side], now, until=until, stay_off=stay_off
            )


async def _later(engagement_id: int, until: date) -> list[int]:
    """Visits after the pause: what we wanted to say of them is still true."""
    later = (Visit.engagement == engagement_id) & (Visit.starts_at >= at_local(until + ONE_DAY, time.min))
    rows: list[int] = await Visit.select(Visit.id).where(later).output(as_list=True)
    return rows


async def _stay_off(before: Pair, until: date) -> bool:
    """A pause that becomes shorter brings nothing back of what has fallen out."""
    if before.status is not EngagementState.PAUSED or before.paused_until is None:
        return False
    shorter, longer = (at_local(day + ONE_DAY, time.min) for day in (until, before.paused_until))
    return bool(await off_until(before.id, shorter, longer))


async def _drop_in_pause(
    engagement_id: int, until: date, voice: Voice, now: datetime
) -> tuple[dict[Side, list[datetime]], tuple[int, ...]]:
    """When each side thinks that these visits would have been, and those of today that stand. Whom nobody has told of a shorter pause hears of
    what fell out with it, too.
    """
    today = await leave_today(engagement_id, voice, now)
    over = at_local(until + ONE_DAY, time.min)
    moments = await drop_visits(engagement_id, now, over, today)
    if await no_longer_say(await pair(engagement_id), (A_PAUSE,), now):
        moments = dict.fromkeys(Side, await off_until(engagement_id, now, over))
    return moments, today


def _end_of_trial(found: Pair, until: date, now: datetime) -> date | None:
    """Of what runs, none is left. In a pause as much as before is left after it."""
    if found.status is EngagementState.PAUSED:
        left = left_of_trial(found.trial_ends_on, found.paused_until)
        return until + left if left else found.trial_ends_on
    if found.status is not EngagementState.TRIAL or found.trial_ends_on is None:
        return None
    return trial_end(found.trial_ends_on, until, local_day(now))


async def go_on_after_pause(engagement_id: int, voice: Voice, now: datetime) -> None:
    """Back to where it was: a trial goes on as a trial, for as long as was left of it."""
    async with transaction():
        await refuse_strangers(engagement_id, voice)
        if await engagement_is(engagement_id, GOES_ON):
            return
        before = await pair(engagement_id)
        if before.status is not EngagementState.PAUSED:
            raise Refused(_("Das ist inzwischen anders. Laden Sie bitte die Seite neu."))
        left = left_of_trial(before.trial_ends_on, before.paused_until)
        to = EngagementState.TRIAL if left else EngagementState.RUNNING
        ends = local_day(now) + left if left else before.trial_ends_on
        await step(engagement_id, to, voice, now, paused_until=None, trial_ends_on=ends)
        await tell_sides("goes_on", before, voice.listeners, now)
