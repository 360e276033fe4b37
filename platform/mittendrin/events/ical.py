"""One event as iCalendar components, ready to be joined into any feed.

The bytes depend on what is stored and on nothing else: no clock, no language of a request, no feed.
So they can be kept by UID and revision, and they stay the same until the data changes.

Only recurrence that every calendar program reads alike becomes a series; all else becomes single components.
A single date has a UID of its own, made from the event's UID and its original start, so it survives a move.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from mittendrin.core.clock import local_day, to_local
from mittendrin.core.german import show_day, show_time
from mittendrin.core.text import clean_line
from mittendrin.events.calendar_details import Details
from mittendrin.events.moves import another_meeting_point, meeting_point_of
from mittendrin.events.vevent import CalendarVenue, Entry, days_of, write_vevent

NIGHT_HOUR = 2
NO_DETAILS = Details()
SAFE_RULE = re.compile(
    r"FREQ=(DAILY|WEEKLY|MONTHLY)"
    r"(;(INTERVAL=[1-9]\d?|COUNT=[1-9]\d{0,2}|UNTIL=\d{8}(T\d{6}Z)?|WKST=MO"
    r"|BYDAY=(-?[1-5])?[A-Z]{2}(,(-?[1-5])?[A-Z]{2})*|BYMONTHDAY=-?\d{1,2}(,-?\d{1,2})*))+"
)


@dataclass(frozen=True)
class Series:
    """The rule as it was made and all `starts` that it yields; `start` is the first of them, `exdates` those that do not
    take place.

    Moments are aware. For whole days they are local midnights, and `end` is the one after the last day.
    """

    rule: str
    starts: frozenset[datetime]
    start: datetime
    end: datetime
    all_day: bool = False
    exdates: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class CalendarDate:
    """One date of an event. `original_start` never changes, whatever happens to the date. `meeting_point`: its own."""

    original_start: datetime
    start: datetime
    end: datetime
    changed: datetime
    all_day: bool = False
    sequence: int = 0
    called_off: bool = False
    reason: str = ""
    instead: str = ""
    venue: CalendarVenue | None = None
    meeting_point: str | None = None


@dataclass(frozen=True)
class CalendarEvent:
    """`related` are the UIDs of what it goes on from or goes on as: THISANDFUTURE is read differently by programs."""

    uid: str
    url: str
    title: str
    created: datetime
    changed: datetime
    description: str = ""
    details: Details = NO_DETAILS
    topics: tuple[str, ...] = ()
    venue: CalendarVenue | None = None
    sequence: int = 0
    called_off: bool = False
    reason: str = ""
    series: Series | None = None
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """Components that stay together in a feed: a series with its changed dates, or one single date."""

    uid: str
    content: bytes
    components: int
    days: tuple[date, ...]


def event_parts(event: CalendarEvent, dates: Sequence[CalendarDate]) -> tuple[Part, ...]:
    """All VEVENT components of this event, in pieces that a feed may keep or leave out one by one."""
    ordered = sorted(dates, key=lambda each: each.original_start)
    if event.series is None or not _can_be_published(event.series):
        return tuple(_date_part(event, each) for each in ordered)
    starts = event.series.starts
    inside = [each for each in ordered if each.original_start in starts]
    outside = [each for each in ordered if each.original_start not in starts]
    return (_series_part(event, event.series, inside), *(_date_part(event, each) for each in outside))


def date_uid(event_uid: str, original_start: datetime) -> str:
    """`<uuid>-20270105T0900Z@host`: the UID of a date that stands alone."""
    name, at, host = event_uid.partition("@")
    return f"{name}-{original_start.astimezone(UTC):%Y%m%dT%H%MZ}{at}{host}"


def _part(entries: Sequence[Entry], days: Iterable[date]) -> Part:
    content = b"".join(write_vevent(entry) for entry in entries)
    return Part(entries[0].uid, content, len(entries), tuple(sorted(days)))


def _date_part(event: CalendarEvent, each: CalendarDate) -> Part:
    return _part([_date_entry(event, each)], days_of(each.start, each.end))


def _series_part(event: CalendarEvent, series: Series, dates: Sequence[CalendarDate]) -> Part:
    # Programs stumble over an exception that hits no instance, and over one beside a changed date.
    told = {each.original_start for each in dates}
    left_out = (set(series.exdates) & series.starts) - told
    overrides = [_override_entry(event, series, each) for each in dates if _needs_override(series, each)]
    days = {day for each in dates for day in days_of(each.start, each.end)}
    days |= {local_day(start) for start in series.starts - left_out - told}
    return _part([_series_entry(event, series, left_out), *overrides], days)


def _can_be_published(series: Series) -> bool:
    """As one component that all programs read alike, with a date that takes place."""
    ends = r"COUNT=|UNTIL=\d{8}(;|$)" if series.all_day else r"COUNT=|UNTIL=\d{8}T"
    safe = SAFE_RULE.fullmatch(series.rule) and len(re.findall(ends, series.rule)) == 1
    if not safe or _is_tricky(series):
        return False
    return series.start in series.starts and bool(series.starts - set(series.exdates))


def _is_tricky(series: Series) -> bool:
    """At two in the morning and across a change of clocks, programs disagree about the following dates."""
    start, end = to_local(series.start), to_local(series.end)
    return not series.all_day and (start.hour == NIGHT_HOUR or start.utcoffset() != end.utcoffset())


def _needs_override(series: Series, each: CalendarDate) -> bool:
    """Once changed, a date stays spelt out: a program that knows the change must learn that it was undone."""
    if each.sequence or each.called_off or each.venue or each.instead or each.start != each.original_start:
        return True
    if each.all_day or series.all_day:
        return each.all_day != series.all_day or _length(each) != _length(series)
    clocks_change = to_local(each.start).utcoffset() != to_local(each.end).utcoffset()
    return clocks_change or each.end - each.start != series.end - series.start


def _length(span: Series | CalendarDate) -> int:
    return len(days_of(span.start, span.end))


def _series_entry(event: CalendarEvent, series: Series, left_out: Iterable[datetime]) -> Entry:
    return Entry(
        uid=event.uid,
        created=event.created,
        changed=event.changed,
        sequence=event.sequence,
        called_off=event.called_off,
        start=series.start,
        end=series.end,
        all_day=series.all_day,
        title=_title(event),
        notices=_notices(event),
        description=event.description,
        details=() if event.called_off else event.details.of_series(),
        url=event.url,
        topics=event.topics,
        venue=event.venue,
        related=event.related,
        rule=series.rule,
        exdates=tuple(_in_series(series, start) for start in sorted(left_out)),
    )


def _override_entry(event: CalendarEvent, series: Series, each: CalendarDate) -> Entry:
    recurrence_id = _in_series(series, each.original_start)
    return replace(_date_entry(event, each), uid=event.uid, recurrence_id=recurrence_id)


def _date_entry(event: CalendarEvent, each: CalendarDate) -> Entry:
    return Entry(
        uid=date_uid(event.uid, each.original_start),
        created=event.created,
        changed=max(event.changed, each.changed),
        # Both numbers only grow, so their sum does.
        sequence=event.sequence + each.sequence,
        called_off=event.called_off or each.called_off,
        start=each.start,
        end=each.end,
        all_day=each.all_day,
        title=_date_title(event, each),
        notices=tuple(_date_notices(each))
        if each.called_off
        else _notices(event) + tuple(_date_notices(each)),
        description=event.description,
        details=_details(event, each),
        url=event.url,
        topics=event.topics,
        venue=each.venue or event.venue,
    )


def _details(event: CalendarEvent, each: CalendarDate) -> tuple[str, ...]:
    if event.called_off or each.called_off:
        return ()
    usual = "" if each.venue else event.details.meeting_point
    there = meeting_point_of(usual, each.original_start, each.start)
    return event.details.of_date(each.start, there if each.meeting_point is None else each.meeting_point)


def _in_series(series: Series, start: datetime) -> date:
    """Exceptions have the type and zone of the start of their series."""
    return local_day(start) if series.all_day else to_local(start)


def _title(event: CalendarEvent) -> str:
    """Many programs do not show the status, so the title says it as well."""
    title = clean_line(event.title)
    return f"ABGESAGT: {title}" if event.called_off else title


def _date_title(event: CalendarEvent, each: CalendarDate) -> str:
    title = _title(event)
    if event.called_off:
        return title
    if each.called_off:
        return f"ABGESAGT: {title}"
    if each.start != each.original_start:
        return f"VERLEGT: {title}"
    if each.venue:
        return f"ANDERER ORT: {title}"
    return title if each.meeting_point is None else f"{another_meeting_point(each.meeting_point)}: {title}"


def _notices(event: CalendarEvent) -> tuple[str, ...]:
    """What differs from what was announced. Feeds are the same for everybody, so nothing is translated."""
    return (_with_reason("Abgesagt", event.reason),) if event.called_off else ()


def _date_notices(each: CalendarDate) -> Iterator[str]:
    if each.called_off:
        yield _with_reason("Abgesagt", each.reason)
    elif each.start != each.original_start:
        planned = to_local(each.original_start)
        at = "" if each.all_day else f", {show_time(planned.time())}"
        yield _with_reason(f"Verlegt. Ursprünglich geplant: {show_day(planned.date())}{at}", each.reason)
    if each.venue:
        elsewhere = f"Anderer Ort: {clean_line(each.venue.line)}"
        only_elsewhere = each.reason and not each.called_off and each.start == each.original_start
        yield _with_reason(elsewhere, each.reason) if only_elsewhere else elsewhere
    elif each.meeting_point is not None and not each.called_off and each.start == each.original_start:
        yield _with_reason("Anderer Treffpunkt" if each.meeting_point else "Ohne Treffpunkt", each.reason)
    if each.instead:
        yield clean_line(each.instead)


def _with_reason(notice: str, reason: str) -> str:
    return f"{notice}. Grund: {clean_line(reason)}" if reason else f"{notice}."
