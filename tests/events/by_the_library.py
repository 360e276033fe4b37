"""A VEVENT as the library icalendar writes it, which ours must be byte for byte."""

from icalendar import Event, vCategory, vDDDLists, vGeo, vRecur, vText, vUri

from mittendrin.core.text import clean_line
from mittendrin.events.vevent import CalendarVenue, Entry, PlainText, _description, _start_and_end


def vevent_by_the_library(entry: Entry) -> bytes:
    event = Event()
    event.add("UID", entry.uid)
    for name, moment in (
        ("DTSTAMP", entry.changed), ("CREATED", entry.created), ("LAST-MODIFIED", entry.changed)
    ):  # fmt: skip
        event.add(name, moment)
    event.add("SEQUENCE", entry.sequence)
    event.add("STATUS", "CANCELLED" if entry.called_off else "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT")
    _add_times(event, entry)
    event.add("SUMMARY", PlainText(entry.title))
    event.add("DESCRIPTION", PlainText(_description(entry)))
    if entry.venue:
        _add_place(event, entry.venue)
    if entry.topics:
        categories = vCategory([])
        categories.cats = [PlainText(clean_line(each)) for each in entry.topics]
        event.add("CATEGORIES", categories)
    event.add("URL", vUri(entry.url))
    for uid in entry.related:
        event.add("RELATED-TO", vText(uid, params={"RELTYPE": "SIBLING"}))
    return bytes(event.to_ical(sorted=False))


def _add_times(event: Event, entry: Entry) -> None:
    if entry.recurrence_id:
        event.add("RECURRENCE-ID", entry.recurrence_id)
    start, end = _start_and_end(entry)
    event.add("DTSTART", start)
    event.add("DTEND", end)
    if entry.rule:
        event.add("RRULE", vRecur.from_ical(entry.rule))
    if entry.exdates:
        event.add("EXDATE", vDDDLists(entry.exdates, {"VALUE": "DATE"} if entry.all_day else {}))


def _add_place(event: Event, venue: CalendarVenue) -> None:
    line = clean_line(venue.line).replace('"', "'").replace("^", " ")
    event.add("LOCATION", PlainText(line))
    if venue.latitude is None or venue.longitude is None:
        return
    latitude, longitude = round(venue.latitude, 6), round(venue.longitude, 6)
    event.add("GEO", vGeo((latitude, longitude)))
    parameters = {"VALUE": "URI", "X-APPLE-RADIUS": "70", "X-TITLE": line}
    event.add("X-APPLE-STRUCTURED-LOCATION", vUri(f"geo:{latitude},{longitude}", params=parameters))
