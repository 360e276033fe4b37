"""One VEVENT: a fixed list of properties in a fixed order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Parameters, vText

from mittendrin.core.clock import local_day, to_local
from mittendrin.core.text import clean, clean_line
from mittendrin.events.content_lines import escaped, recurring, timed, utc, written

LONGEST_DESCRIPTION = 2000
LONGEST_WORD = 80


@dataclass(frozen=True)
class CalendarVenue:
    """Where it is: "Haus am Park, Parkstraße 1, 67655 Kaiserslautern"."""

    line: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Entry:
    """What one VEVENT says, with every choice made.

    `exdates` and `recurrence_id` are dates or local times, just as the start of their series is.
    """

    uid: str
    created: datetime
    changed: datetime
    sequence: int
    called_off: bool
    start: datetime
    end: datetime
    all_day: bool
    title: str
    notices: tuple[str, ...]
    description: str
    details: tuple[str, ...]
    url: str
    topics: tuple[str, ...]
    venue: CalendarVenue | None
    related: tuple[str, ...] = ()
    rule: str = ""
    exdates: tuple[date, ...] = ()
    recurrence_id: date | None = None


class PlainText(vText):
    """For the library, which would write a typed "\\N" as a line break."""

    def to_ical(self) -> bytes:
        return escaped(str(self)).encode()


def write_vevent(entry: Entry) -> bytes:
    lines = (*_identity(entry), *_times(entry), *_content(entry))
    return written(("BEGIN:VEVENT", *lines, "END:VEVENT"))


def days_of(start: datetime, end: datetime) -> tuple[date, ...]:
    """The local days that this touches; an end at midnight does not touch the day that begins there."""
    first = local_day(start)
    last = max(first, local_day(end - timedelta(microseconds=1)))
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _identity(entry: Entry) -> Iterator[str]:
    yield f"UID:{escaped(entry.uid)}"
    # DTSTAMP is the last change and never "now", so the bytes stay the same until the data changes.
    yield f"DTSTAMP:{utc(entry.changed)}"
    yield f"CREATED:{utc(entry.created)}"
    yield f"LAST-MODIFIED:{utc(entry.changed)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"STATUS:{'CANCELLED' if entry.called_off else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"


def _times(entry: Entry) -> Iterator[str]:
    if entry.recurrence_id:
        yield timed("RECURRENCE-ID", entry.recurrence_id)
    start, end = _start_and_end(entry)
    yield timed("DTSTART", start)
    yield timed("DTEND", end)
    if entry.rule:
        yield recurring(entry.rule)
    if entry.exdates:
        yield timed("EXDATE", *entry.exdates)


def _start_and_end(entry: Entry) -> tuple[date, date]:
    """Local times; in the hour that the clocks repeat only UTC says which one is meant."""
    if entry.all_day:
        days = days_of(entry.start, entry.end)
        return days[0], days[-1] + timedelta(days=1)
    start, end = to_local(entry.start), to_local(entry.end)
    if _happens_twice(start) or _happens_twice(end):
        return entry.start.astimezone(UTC), entry.end.astimezone(UTC)
    return start, end


def _happens_twice(moment: datetime) -> bool:
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def _content(entry: Entry) -> Iterator[str]:
    yield f"SUMMARY:{escaped(entry.title)}"
    yield f"DESCRIPTION:{escaped(_description(entry))}"
    if entry.venue:
        yield from _place(entry.venue)
    if entry.topics:
        yield f"CATEGORIES:{','.join(escaped(clean_line(each)) for each in entry.topics)}"
    yield f"URL:{entry.url}"
    for uid in entry.related:
        # Neither is part of the other, and programs take every other kind that they do not know for a parent.
        yield f"RELATED-TO;RELTYPE=SIBLING:{escaped(uid)}"


def _place(venue: CalendarVenue) -> Iterator[str]:
    # Apple shows the map only when title and location agree; a parameter can hold neither quote nor caret.
    line = clean_line(venue.line).replace('"', "'").replace("^", " ")
    yield f"LOCATION:{escaped(line)}"
    if venue.latitude is None or venue.longitude is None:
        return
    latitude, longitude = round(float(venue.latitude), 6), round(float(venue.longitude), 6)
    yield f"GEO:{latitude};{longitude}"
    title = Parameters({"X-TITLE": line}).to_ical().decode()
    yield f"X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=70;{title}:geo:{latitude},{longitude}"


def _description(entry: Entry) -> str:
    """The URL is the last line, because Google and Outlook hide the property; a long text ends there."""
    text = clean(entry.description.replace("\t", " "))
    details = "\n".join(clean_line(line) for line in entry.details)
    paragraphs = ("\n".join(entry.notices), _shortened(text), details, entry.url)
    return "\n\n".join(each for each in paragraphs if each)


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    whole_words, _, rest = text[:LONGEST_DESCRIPTION].rpartition(" ")
    return (whole_words if len(rest) < LONGEST_WORD else whole_words + " " + rest) + " …"
