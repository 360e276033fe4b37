"""All of an event as calendar programs read it."""

from collections.abc import Sequence

from mittendrin.events.ical import CalendarDate, CalendarEvent, event_parts


def event_bytes(event: CalendarEvent, dates: Sequence[CalendarDate]) -> bytes:
    return b"".join(part.content for part in event_parts(event, dates))
