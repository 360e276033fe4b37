"""Which date or course a visitor means by an event's address and the number of a date."""

from datetime import datetime

from mittendrin.core.refusal import NotFound
from mittendrin.events import queries as events
from mittendrin.events.rules import SignUpMode
from mittendrin.registrations.queries import TargetView, target_view
from mittendrin.registrations.rules import Target

WHOLE = (SignUpMode.COURSE, SignUpMode.REGULAR)


def read_occurrence(text: str) -> int | None:
    """The number of a date, as forms and links carry it; anything else is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


async def find_target(slug: str, occurrence: str, now: datetime) -> TargetView:
    """Without a date: the whole course, the regular place, or the next date that takes place. Raises NotFound."""
    event = await events.event_by_slug(slug)
    if chosen := read_occurrence(occurrence):
        return await target_view(Target(event.id, chosen), now)
    if SignUpMode(event.mode) in WHOLE:
        return await target_view(Target(event.id, None), now)
    coming = await events.coming_dates(event.id, now)
    first = next((date for date in coming if not date.called_off), None)
    if first is None:
        raise NotFound
    return await target_view(Target(event.id, first.occurrence_id), now)
