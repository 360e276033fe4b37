"""From a rule in plain words to the calendar of a reader: the same dates at both ends."""

from datetime import date, time

import pytest

from calendars.feed_checks import problems
from calendars.feed_parsers import library_occurrences, occurrences, show
from events.calendar_samples import an_event, at, with_its_starts
from mittendrin.core.clock import local_day
from mittendrin.events.calendar_file import file_head, join
from mittendrin.events.calendar_window import window_end
from mittendrin.events.ical import CalendarDate, Series, event_parts
from mittendrin.events.recurrence import LAST, Pauses, Repeat, Span, When, spans
from mittendrin.events.rrule import published_series

MONDAY, TUESDAY, SUNDAY = 0, 1, 6
PAUSES = Pauses(
    holiday={date(2027, 3, 28): "Ostersonntag", date(2027, 5, 6): "Himmelfahrt"}.get,
    in_school_holidays=lambda day: date(2027, 7, 1) <= day <= date(2027, 8, 6),
)
WEEKLY = When(Repeat.WEEKLY, date(2027, 1, 5), weekdays=(TUESDAY,), starts=time(10), ends=time(11, 30))
AS_A_SERIES = {
    "weekly": WEEKLY,
    "every second Sunday, not on holidays": When(
        Repeat.WEEKLY,
        date(2027, 3, 14),
        every=2,
        weekdays=(SUNDAY,),
        starts=time(15),
        ends=time(17),
        pause_holidays=True,
    ),
    "first and third Monday": When(
        Repeat.MONTHLY_WEEKDAY,
        date(2027, 1, 4),
        ordinals=(1, 3),
        weekdays=(MONDAY,),
        starts=time(9, 30),
        ends=time(10, 15),
        times=20,
    ),
    "last Sunday, not in school holidays": When(
        Repeat.MONTHLY_WEEKDAY,
        date(2027, 1, 31),
        ordinals=(LAST,),
        weekdays=(SUNDAY,),
        starts=time(14),
        ends=time(16),
        pause_school=True,
    ),
    "whole days": When(Repeat.WEEKLY, date(2027, 2, 2), weekdays=(TUESDAY,), until=date(2027, 6, 30)),
    "two whole days": When(Repeat.MONTHLY_DAY, date(2027, 1, 15), day_of_month=15, days=2),
}
ONE_BY_ONE = {
    "summer": When(
        Repeat.WEEKLY, date(2027, 5, 4), weekdays=(TUESDAY,), months=(5, 6, 7), starts=time(18), ends=time(20)
    ),
    "the 31st": When(Repeat.MONTHLY_DAY, date(2027, 1, 31), day_of_month=31, starts=time(18), ends=time(20)),
    "single dates": When(
        Repeat.DATES,
        date(2027, 3, 1),
        dates=(date(2027, 3, 1), date(2027, 4, 9)),
        starts=time(18),
        ends=time(20),
    ),
}


def series_of(when: When) -> Series | None:
    found = published_series(when, window_end(date(2027, 6, 1)), PAUSES)
    if found is None:
        return None
    first = found.first
    series = Series(found.rule, found.starts, first.start, first.end, when.starts is None, found.excluded)
    assert series == with_its_starts(series)
    return series


def stored(when: When) -> list[CalendarDate]:
    all_day = when.starts is None
    return [
        CalendarDate(span.original_start, span.start, span.end, at(2026, 12, 1), all_day)
        for span in spans(when, when.first_day, window_end(date(2027, 6, 1)), PAUSES)
    ]


def shown(when: When, span: Span | CalendarDate) -> tuple[str, str]:
    if when.starts is None:
        return show(local_day(span.start)), show(local_day(span.end))
    return show(span.start), show(span.end)


@pytest.mark.parametrize(
    "when", [*AS_A_SERIES.values(), *ONE_BY_ONE.values()], ids=[*AS_A_SERIES, *ONE_BY_ONE]
)
def test_readers_see_the_dates_that_people_meant(when):
    event = an_event(series=series_of(when))
    content = join(file_head(), [part.content for part in event_parts(event, stored(when))])
    assert problems(content) == []
    assert occurrences(content) == library_occurrences(content)
    assert [(each.start, each.end) for each in occurrences(content)] == [
        shown(when, each) for each in stored(when)
    ]


@pytest.mark.parametrize("name", AS_A_SERIES)
def test_a_rule_that_everybody_reads_alike_is_one_component(name):
    when = AS_A_SERIES[name]
    (part,) = event_parts(an_event(series=series_of(when)), stored(when))
    assert part.components == 1


@pytest.mark.parametrize("name", ONE_BY_ONE)
def test_any_other_rule_is_one_component_for_each_date(name):
    when = ONE_BY_ONE[name]
    assert len(event_parts(an_event(series=series_of(when)), stored(when))) == len(stored(when))
