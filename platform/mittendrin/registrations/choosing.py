"""Which date or course a visitor means by an event's address and the number of a date."""

from datetime import datetime

from mittendrin.core.numbers import read_number
from mittendrin.core.refusal import NotFound
from mittendrin.events import queries as events
from mittendrin.events.rules import SignUpMode
from mittendrin.registrations.queries import TargetView, target_view, view_of_date
from mittendrin.registrations.rules import Target

WHOLE = (SignUpMode.COURSE, SignUpMode.REGULAR)


async def find_target(slug: str, occurrence: str, now: datetime) -> TargetView:
    """Without a date: the whole course, the regular place, or the next date that takes place. Raises NotFound."""
    if chosen := read_number(occurrence):
        return await _of_date(slug, chosen, now)
    event = await events.event_by_slug(slug)
    if SignUpMode(event.mode) in WHOLE:
        return await target_view(Target(event.id, None), now)
    coming = await events.coming_dates(event.id, now)
    first = next((date for date in coming if not date.called_off), None)
    if first is None:
        raise NotFound
    return await target_view(Target(event.id, first.occurrence_id), now)


async def _of_date(slug: str, occurrence_id: int, now: datetime) -> TargetView:
    date = await events.date(occurrence_id, now)
    if date.slug != slug or not date.situation.published:
        raise NotFound
    return await view_of_date(date, now)
