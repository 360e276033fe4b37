"""Engagements: the day before a first meeting both are reminded, and on its days the office asks how it goes."""

from datetime import datetime, time

from mittendrin.core.clock import at_local, local_day
from mittendrin.engagements.caring import (
    Coming,
    ask_how_it_goes,
    check_ins,
    coming_meetings,
    remind_of_meeting,
)
from mittendrin.engagements.silence import give_to_the_office, unanswered
from mittendrin.jobs.patience import Patience
from mittendrin.jobs.rules import Progress, silent
from mittendrin.outbox.reminding import ONE_DAY, last_day_reminded, reminds_today
from mittendrin.outbox.rules import Recipient
from mittendrin.volunteering.sides import Side


async def care(now: datetime, seen: Progress = silent) -> str:
    """Each in a transaction of its own."""
    today, patience, reminded, asked, unheard = local_day(now), Patience(), 0, 0, 0
    for coming in await coming_meetings(now, at_local(last_day_reminded(today) + ONE_DAY, time.min)):
        for side in Side:
            with patience.for_one(f"the first meeting of engagement {coming.pair.id}"):
                if _is_for_today(coming, side, now):
                    reminded += await remind_of_meeting(coming, side, now)
    due = await check_ins(now)
    for number, one in enumerate(due, 1):
        with patience.for_one(f"the question about engagement {one.engagement_id}"):
            asked += await ask_how_it_goes(one, now)
        seen(number, len(due))
    for waits in await unanswered(now):
        with patience.for_one(f"the answer about engagement {waits.engagement_id}"):
            unheard += await give_to_the_office(waits, now)
    patience.check()
    return (
        f"{reminded} reminders of first meetings, {asked} engagements to ask how it goes, "
        f"{unheard} without an answer."
    )


def _is_for_today(coming: Coming, side: Side, now: datetime) -> bool:
    to = coming.pair.contact(side)
    way = Recipient(to.name, to.email, to.phone, to.address).way
    return to.is_reachable and reminds_today(way, local_day(coming.at), local_day(now))
