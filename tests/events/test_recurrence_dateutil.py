"""Made-up rules give the same dates as python-dateutil, also in the form that calendar programs read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from dateutil import rrule
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from events.dateutil_rules import by_dateutil
from mittendrin.core.clock import BERLIN, to_local
from mittendrin.events.dates import PAUSES
from mittendrin.events.recurrence import LAST, NO_PAUSES, Repeat, When, days, paused_days, spans
from mittendrin.events.rrule import published_series
from mittendrin.events.stored_when import from_json, to_json
from mittendrin.events.when_check import check
from mittendrin.events.when_words import in_few_words, in_words

LAST_DAY = date(2029, 3, 31)

quick = settings(max_examples=80, derandomize=True, deadline=None, database=None)
many = settings(quick, max_examples=200)
# Around both nights in which the clocks change, a leap day, All Saints and New Year.
TRICKY_DAYS = (
    date(2027, 3, 14),
    date(2027, 10, 17),
    date(2028, 2, 1),
    date(2027, 10, 25),
    date(2026, 12, 28),
)
weekdays = st.sets(st.integers(0, 6), min_size=1, max_size=3).map(tuple)
ordinals = st.sets(st.sampled_from((1, 2, 3, 4, 5, LAST)), min_size=1, max_size=3).map(tuple)
months = st.one_of(st.just(()), st.sets(st.integers(1, 12), min_size=1).map(tuple))
first_days = st.one_of(st.sampled_from(TRICKY_DAYS), st.dates(date(2026, 1, 1), date(2028, 9, 30)))
ends = st.one_of(
    st.just({}),
    st.integers(1, 40).map(lambda n: {"times": n}),
    st.integers(0, 900).map(lambda n: {"until": n}),
)
hours = st.sampled_from(
    [(None, None), (time(0), time(1)), (time(1, 59), time(4)), (time(3), time(5)), (time(22), time(0))]
)


@st.composite
def rules(draw: st.DrawFn, months: st.SearchStrategy[tuple[int, ...]] = months) -> When:
    repeat = draw(st.sampled_from([Repeat.WEEKLY, Repeat.MONTHLY_WEEKDAY, Repeat.MONTHLY_DAY]))
    first_day = draw(first_days)
    end = draw(ends)
    if "until" in end:
        end = {"until": first_day + timedelta(days=end["until"])}
    starts, ends_at = draw(hours)
    return When(
        repeat,
        first_day,
        every=draw(st.integers(1, 4)),
        weekdays=draw(weekdays),
        ordinals=draw(ordinals),
        day_of_month=draw(st.one_of(st.integers(28, 31), st.integers(1, 31))),
        months=draw(months),
        starts=starts,
        ends=ends_at,
        pause_holidays=draw(st.booleans()),
        pause_school=draw(st.booleans()),
        **end,
    )


def simple_rules(first_day: date) -> Iterator[When]:
    """Each weekday, each place in a month, each day of a month, at the first intervals."""
    for every in (1, 2, 3):
        for weekday in range(7):
            yield When(Repeat.WEEKLY, first_day, every=every, weekdays=(weekday,))
            for n in (1, 2, 3, 4, 5, LAST):
                yield When(Repeat.MONTHLY_WEEKDAY, first_day, every=every, weekdays=(weekday,), ordinals=(n,))
        for day in range(1, 32):
            yield When(Repeat.MONTHLY_DAY, first_day, every=every, day_of_month=day)


@pytest.mark.parametrize("first_day", TRICKY_DAYS)
def test_all_simple_rules_give_the_dates_of_dateutil(first_day: date) -> None:
    for when in simple_rules(first_day):
        assert days(when, first_day, LAST_DAY, NO_PAUSES) == by_dateutil(when, LAST_DAY), when


@many
@given(rules())
def test_same_dates_as_dateutil(when: When) -> None:
    assert days(when, when.first_day, LAST_DAY, NO_PAUSES) == by_dateutil(when, LAST_DAY)


@quick
@given(rules(), st.dates(date(2026, 6, 1), date(2028, 2, 1)), st.integers(0, 400))
def test_a_window_shows_part_of_the_whole(when: When, since: date, length: int) -> None:
    until = since + timedelta(days=length)
    whole = days(when, when.first_day, LAST_DAY, PAUSES)

    assert days(when, since, until, PAUSES) == [day for day in whole if since <= day <= until]


@quick
@given(rules())
def test_each_date_takes_place_or_has_a_reason(when: When) -> None:
    taking_place = days(when, when.first_day, LAST_DAY, PAUSES)
    paused = [day for day, reason in paused_days(when, when.first_day, LAST_DAY, PAUSES)]
    together = sorted(taking_place + paused)

    assert len(taking_place) <= (when.times or len(taking_place))
    assert together == [
        day for day in by_dateutil(replace(when, times=None), LAST_DAY) if together and day <= together[-1]
    ]
    assert not any(when.pause_holidays and PAUSES.holiday(day) for day in taking_place)
    assert not any(when.pause_school and PAUSES.in_school_holidays(day) for day in taking_place)


@quick
@given(rules())
def test_the_clock_on_the_wall_stays(when: When) -> None:
    for day, span in zip(
        days(when, when.first_day, LAST_DAY, PAUSES),
        spans(when, when.first_day, LAST_DAY, PAUSES),
        strict=True,
    ):
        start = to_local(span.start)
        assert (start.date(), start.time()) == (day, when.starts or time.min)
        assert span.original_start == span.start < span.end


@quick
@given(rules(months=st.just(())))
def test_calendar_programs_read_the_same_dates(when: When) -> None:
    series = published_series(when, LAST_DAY, PAUSES)
    assume(series is not None)
    first = to_local(series.first.start)
    if when.starts is None:
        read = {
            each.replace(tzinfo=BERLIN)
            for each in rrule.rrulestr(series.rule, dtstart=first.replace(tzinfo=None))
        }
    else:
        read = set(rrule.rrulestr(series.rule, dtstart=first))
    excluded = {to_local(start) for start in series.excluded}

    assert excluded <= read
    assert first == min(read)
    assert first not in excluded
    assert sorted(read - excluded) == [
        to_local(span.start) for span in spans(when, when.first_day, LAST_DAY, PAUSES)
    ]


@quick
@given(rules())
def test_every_rule_can_be_said_checked_and_stored(when: When) -> None:
    assert in_words(when).startswith(in_few_words(when))
    assert all(field in When.__slots__ and sentence.endswith(".") for field, sentence in check(when))
    assert from_json(to_json(when)) == when
