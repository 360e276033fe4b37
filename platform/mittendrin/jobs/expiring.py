"""Offered seats that nobody answered in time go to the next on the list."""

import logging
from datetime import datetime

from mittendrin.audit.rules import SYSTEM
from mittendrin.jobs.rules import Progress, silent
from mittendrin.registrations import queries
from mittendrin.registrations.actions import expire_offer
from mittendrin.registrations.rules import Status
from mittendrin.registrations.tables import Registration

logger = logging.getLogger("mittendrin.jobs")


async def expire_offers(now: datetime, seen: Progress = silent) -> str:
    """Each in a transaction of its own; the seat it held is offered on in the same one."""
    is_offered = Registration.status == Status.OFFERED.value
    over = await queries.registrations(is_offered & (Registration.offer_ends_at <= now))
    for number, registration in enumerate(over, 1):
        try:
            await expire_offer(registration, SYSTEM, now)
        except Exception:
            # One that fails must not hold up the others.
            logger.exception("The offer of sign-up %s could not be ended.", registration.id)
        seen(number, len(over))
    return f"{len(over)} offers expired."
