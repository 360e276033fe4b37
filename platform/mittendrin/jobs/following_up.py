"""Whatever waits for an answer about offers and requests: proposals, promised calls, offers older than half a year."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from mittendrin.jobs.patience import Patience
from mittendrin.jobs.rules import Progress, silent
from mittendrin.volunteering.asking_offers import ask_again, call_silent, offers_to_ask, silent_offers
from mittendrin.volunteering.last_days import (
    asked_too_long,
    end_with_the_day,
    looked_for_too_long,
    stop_looking,
)
from mittendrin.volunteering.upkeep import follow_up, silent_proposals
from mittendrin.volunteering.waiting import keep_promises

Deed = Callable[[int, datetime], Awaitable[object]]


async def follow_up_proposals(now: datetime, seen: Progress = silent) -> str:
    """Each in a transaction of its own."""
    over, passed, overdue, to_ask, unanswered = (
        await looked_for_too_long(now),
        await asked_too_long(now),
        await silent_proposals(now),
        await offers_to_ask(now),
        await silent_offers(now),
    )
    work: list[tuple[str, int, Deed]] = [
        *(("request", one, stop_looking) for one in over),
        *(("question", one, end_with_the_day) for one in passed),
        *(("proposal", one, follow_up) for one in overdue),
        *(("offer", one, ask_again) for one in to_ask),
        *(("offer", one, call_silent) for one in unanswered),
    ]
    patience = Patience()
    for number, (what, one, deed) in enumerate(work, 1):
        with patience.for_one(f"{what} {one}"):
            await deed(one, now)
        seen(number, len(work))
    promised = await keep_promises(now)
    patience.check()
    return (
        f"{len(overdue)} proposals without an answer followed up, {promised} promised calls, "
        f"{len(to_ask)} offers asked again, {len(unanswered)} called, {len(over)} requests past their last day."
    )
