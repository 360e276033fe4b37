"""A version of an event becomes public: with more seats the waiting list moves, with new dates regular places go on.

The desks use these acts instead of those of events, which know no sign-ups.
"""

from datetime import datetime

from mittendrin.audit.rules import Doer
from mittendrin.database.transactions import transaction
from mittendrin.events import actions as events
from mittendrin.events import taking_back
from mittendrin.events.actions import Saved
from mittendrin.events.rules import EventContent
from mittendrin.publishing.actions import Objection
from mittendrin.registrations.regular import keep_places
from mittendrin.registrations.waiting_list import fill_event


async def submit(event_id: int, content: EventContent, by: Doer, now: datetime) -> Saved:
    """As events.actions.submit."""
    async with transaction():
        saved = await events.submit(event_id, content, by, now)
        if not saved.waits:
            await _follow(event_id, now)
    return saved


async def let_through(revision_id: int, by: Doer, now: datetime) -> int:
    """As events.actions.let_through."""
    async with transaction():
        event_id = await events.let_through(revision_id, by, now)
        await _follow(event_id, now)
    return event_id


async def take_back(revision_id: int, objection: Objection, by: Doer, now: datetime) -> int:
    """As events.taking_back.take_back."""
    async with transaction():
        event_id = await taking_back.take_back(revision_id, objection, by, now)
        await _follow(event_id, now)
    return event_id


async def _follow(event_id: int, now: datetime) -> None:
    await keep_places(event_id, now)
    await fill_event(event_id, now)
