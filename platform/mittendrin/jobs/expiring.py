"""Offered seats that nobody answered in time go to the next on the list."""

from datetime import datetime

from mittendrin.audit.rules import SYSTEM
from mittendrin.jobs.patience import Patience
from mittendrin.jobs.rules import Progress, silent
from mittendrin.registrations import queries
from mittendrin.registrations.actions import expire_offer
from mittendrin.registrations.rules import Status
from mittendrin.registrations.tables import Registration


async def expire_offers(now: datetime, seen: Progress = silent) -> str:
    """Each in a transaction of its own; the seat it held is offered on in the same one."""
    is_offered = Registration.status == Status.OFFERED.value
    over = await queries.registrations(is_offered & (Registration.offer_ends_at <= now))
    patience = Patience()
    for number, registration in enumerate(over, 1):
        with patience.for_one(f"the offer of sign-up {registration.id}"):
            await expire_offer(registration, SYSTEM, now)
        seen(number, len(over))
    patience.check()
    return f"{len(over)} offers expired."
