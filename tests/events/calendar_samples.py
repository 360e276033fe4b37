"""Events of every kind that a calendar must carry."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from mittendrin.events.ical import CalendarDate, CalendarEvent, Series
from mittendrin.events.vevent import CalendarVenue

BERLIN = ZoneInfo("Europe/Berlin")
HOUSE = CalendarVenue("Haus am Park, Parkstraße 1, 67655 Kaiserslautern", 49.4432, 7.7689)
HALL = CalendarVenue("Gemeindesaal, Kirchgasse 4, 67655 Kaiserslautern", 49.4501, 7.7702)
HOSTILE = (
    "Kaffee; Kuchen, \\n und \\N\r\nBEGIN:VEVENT\rC:\\Neu \x00\x07„Grüße“ 👩‍👩‍👧 e\u0301 \u202eabc"
    + "ä😀,;" * 2000
)


def at(*parts: int) -> datetime:
    """A local time in Kaiserslautern, as it is stored."""
    return datetime(*parts, tzinfo=BERLIN).astimezone(UTC)  # type: ignore[arg-type,misc]


def an_event(**changes: object) -> CalendarEvent:
    event = CalendarEvent(
        uid="5f0c7f64-1c1e-4a56-9d6c-0f6f2a8f0001@mittendrin.example",
        url="https://mittendrin.example/veranstaltungen/tanzcafe",
        title="Tanzcafé",
        created=at(2026, 11, 2, 9),
        changed=at(2026, 11, 3, 10),
        description="Live-Musik, Kaffee und Kuchen.",
        topics=("Tanz, Musik", "Geselliges"),
        venue=HOUSE,
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def a_date(start: datetime, hours: float = 2, **changes: object) -> CalendarDate:
    date = CalendarDate(start, start, start + timedelta(hours=hours), at(2026, 11, 3, 10))
    return replace(date, **changes)  # type: ignore[arg-type]


def whole_days(start: datetime, end: datetime, **changes: object) -> CalendarDate:
    return replace(CalendarDate(start, start, end, at(2026, 11, 3, 10), all_day=True), **changes)  # type: ignore[arg-type]


def a_series(rule: str, start: datetime, hours: float = 2, **changes: Any) -> Series:
    series = Series(rule, frozenset(), start, start + timedelta(hours=hours))
    return with_its_starts(replace(series, **changes))


def with_its_starts(series: Series) -> Series:
    """As dateutil reads the rule."""
    first = series.start.astimezone(BERLIN)
    if series.all_day:
        days = rrulestr(series.rule, dtstart=first.replace(tzinfo=None))
        starts = (day.replace(tzinfo=BERLIN) for day in days)
    else:
        starts = rrulestr(series.rule, dtstart=first)
    return replace(series, starts=frozenset(start.astimezone(UTC) for start in starts))


def dates_of(series: Series) -> list[CalendarDate]:
    """The rows that the database would hold: local times, on the same hour all year."""
    length = series.end - series.start
    wall = rrulestr(series.rule, dtstart=series.start.astimezone(BERLIN))
    return [a_date(local.astimezone(UTC), length.total_seconds() / 3600) for local in wall]
