"""A version of an event becomes public: with more seats the waiting list moves, with new dates regular places go on,
of another place people are told.

The desks use these acts instead of those of events, which know no sign-ups.
"""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.audit.rules import Doer
from mittendrin.database.transactions import transaction
from mittendrin.events import actions as events
from mittendrin.events import taking_back
from mittendrin.events.actions import Saved
from mittendrin.events.dates import hold
from mittendrin.events.rules import EventContent
from mittendrin.events.views import DateView
from mittendrin.publishing import actions as publishing
from mittendrin.publishing.actions import Objection
from mittendrin.registrations.place_changes import tell_of_another_place
from mittendrin.registrations.regular import keep_places
from mittendrin.registrations.series_changes import coming_dates, tell_of_new_dates
from mittendrin.registrations.series_versions import event_id_in
from mittendrin.registrations.waiting_list import fill_event


async def submit(event_id: int, content: EventContent, by: Doer, now: datetime) -> Saved:
    """As events.actions.submit."""
    async with transaction():
        await hold(event_id)
        before = await _before(event_id, now)
        saved = await events.submit(event_id, content, by, now)
        if not saved.waits:
            await _follow(event_id, before, now)
    return saved


async def let_through(revision_id: int, by: Doer, now: datetime) -> int:
    """As events.actions.let_through."""
    async with transaction():
        revision = await publishing.waiting(revision_id)
        await hold(event_id_in(revision.subject))
        before = await _before(event_id_in(revision.subject), now)
        event_id = await events.let_through(revision_id, by, now)
        await _follow(event_id, before, now)
    return event_id


async def take_back(revision_id: int, objection: Objection, by: Doer, now: datetime) -> int:
    """As events.taking_back.take_back."""
    async with transaction():
        revision = await publishing.to_take_back(revision_id)
        await taking_back.held_with_all_before(event_id_in(revision.subject))
        before = await _before(event_id_in(revision.subject), now)
        event_id = await taking_back.take_back(revision_id, objection, by, now)
        await _follow(event_id, before, now)
    return event_id


@dataclass(frozen=True, slots=True)
class _Before:
    dates: list[DateView]
    all_off: bool


async def _before(event_id: int, now: datetime) -> _Before:
    all_off = (await events.load(event_id)).called_off_at is not None
    return _Before(await coming_dates(event_id, now), all_off)


async def _follow(event_id: int, before: _Before, now: datetime) -> None:
    await keep_places(event_id, now)
    await tell_of_another_place(before.dates, now)
    all_off = (await events.load(event_id)).called_off_at is not None
    await tell_of_new_dates(event_id, now, comes_back=before.all_off and not all_off)
    await fill_event(event_id, now)
