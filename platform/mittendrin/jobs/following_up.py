"""Proposals that nobody answers: the office calls once, then they expire. Promised calls that nobody has made."""

from datetime import datetime

from mittendrin.jobs.patience import Patience
from mittendrin.jobs.rules import Progress, silent
from mittendrin.volunteering.upkeep import follow_up, keep_promises, silent_proposals


async def follow_up_proposals(now: datetime, seen: Progress = silent) -> str:
    """Each in a transaction of its own."""
    overdue = await silent_proposals(now)
    patience = Patience()
    for number, proposal_id in enumerate(overdue, 1):
        with patience.for_one(f"proposal {proposal_id}"):
            await follow_up(proposal_id, now)
        seen(number, len(overdue))
    promised = await keep_promises(now)
    patience.check()
    return f"{len(overdue)} proposals without an answer followed up, {promised} promised calls."
