"""Offered seats that nobody answered in time go to the next on the list."""

from datetime import datetime
from typing import Any

from mittendrin.audit.rules import SYSTEM
from mittendrin.events.rules import DateState
from mittendrin.jobs.patience import Patience
from mittendrin.jobs.rules import Progress, silent
from mittendrin.registrations import queries
from mittendrin.registrations.actions import expire_offer
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.rules import Status
from mittendrin.registrations.tables import Registration

# Columns beyond a foreign key are unknown to type checkers.
_OCCURRENCE: Any = Registration.occurrence
_EVENT: Any = Registration.event


async def expire_offers(now: datetime, seen: Progress = silent) -> str:
    """Each in a transaction of its own; the seat it held is offered on in the same one."""
    over = await _over(now)
    patience = Patience()
    for number, registration in enumerate(over, 1):
        with patience.for_one(f"the offer of sign-up {registration.id}"):
            await expire_offer(registration, SYSTEM, now)
        seen(number, len(over))
    patience.check()
    return f"{len(over)} offers expired."


async def _over(now: datetime) -> list[RegistrationView]:
    """Nobody can answer an offer for what was called off; it is offered anew if it takes place after all."""
    is_over = (Registration.status == Status.OFFERED.value) & (Registration.offer_ends_at <= now)
    takes_place = _OCCURRENCE.is_null() | (_OCCURRENCE.state == DateState.SCHEDULED.value)
    rows = await Registration.select(Registration.id).where(
        is_over, takes_place, _EVENT.called_off_at.is_null()
    )
    if not rows:
        return []
    return await queries.registrations(Registration.id.is_in([row["id"] for row in rows]))
