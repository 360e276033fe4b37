"""Calls whose day is over leave the lists; what they would still say of later days stays on them."""

from datetime import datetime

from mittendrin.engagements.announcing import announce_what_is_left
from mittendrin.outbox.passing import let_pass


async def let_calls_pass(now: datetime) -> None:
    await let_pass(now)
    await announce_what_is_left(now)
