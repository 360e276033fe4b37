"""A VEVENT as the library icalendar writes it: what our own writing is held against."""

from collections.abc import Iterator

from icalendar import Event, vCategory, vDDDLists, vGeo, vRecur, vText, vUri

from mittendrin.core.text import clean_line
from mittendrin.events import vevent
from mittendrin.events.vevent import CalendarVenue, Entry


class PlainText(vText):
    """The library reads a typed "\\N" as a line break."""

    def to_ical(self) -> bytes:
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def written_by_library(entry: Entry) -> bytes:
    component = Event()
    for name, value in (*_identity(entry), *_times(entry), *_content(entry)):
        component.add(name, value)
    return bytes(component.to_ical(sorted=False))


def _identity(entry: Entry) -> Iterator[tuple[str, object]]:
    yield "UID", entry.uid
    yield "DTSTAMP", entry.changed
    yield "CREATED", entry.created
    yield "LAST-MODIFIED", entry.changed
    yield "SEQUENCE", entry.sequence
    yield "STATUS", "CANCELLED" if entry.called_off else "CONFIRMED"
    yield "TRANSP", "TRANSPARENT"


def _times(entry: Entry) -> Iterator[tuple[str, object]]:
    if entry.recurrence_id:
        yield "RECURRENCE-ID", entry.recurrence_id
    start, end = vevent._start_and_end(entry)
    yield "DTSTART", start
    yield "DTEND", end
    if entry.rule:
        yield "RRULE", vRecur.from_ical(entry.rule)
    if entry.exdates:
        yield "EXDATE", vDDDLists(entry.exdates, {"VALUE": "DATE"} if entry.all_day else {})


def _content(entry: Entry) -> Iterator[tuple[str, object]]:
    yield "SUMMARY", PlainText(entry.title)
    yield "DESCRIPTION", PlainText(vevent._description(entry))
    if entry.venue:
        yield from _place(entry.venue)
    if entry.topics:
        categories = vCategory([])
        categories.cats = [PlainText(clean_line(each)) for each in entry.topics]
        yield "CATEGORIES", categories
    yield "URL", vUri(entry.url)
    for uid in entry.related:
        yield "RELATED-TO", vText(uid, params={"RELTYPE": "SIBLING"})


def _place(venue: CalendarVenue) -> Iterator[tuple[str, object]]:
    line = clean_line(venue.line).replace('"', "'").replace("^", " ")
    yield "LOCATION", PlainText(line)
    if venue.latitude is None or venue.longitude is None:
        return
    latitude, longitude = round(venue.latitude, 6), round(venue.longitude, 6)
    yield "GEO", vGeo((latitude, longitude))
    parameters = {"VALUE": "URI", "X-APPLE-RADIUS": "70", "X-TITLE": line}
    yield "X-APPLE-STRUCTURED-LOCATION", vUri(f"geo:{latitude},{longitude}", params=parameters)
