"""A change from a day on as a value: as JSON while it waits, and as it can begin when the board comes late."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mittendrin.core.refusal import Refused
from mittendrin.events.recurrence import NO_PAUSES, Repeat, When, next_dates
from mittendrin.registrations.series import SeriesChange, begins_in_words, from_json, in_time, to_json

WEDNESDAYS = When(Repeat.WEEKLY, date(2027, 1, 20), weekdays=(2,), starts=time(10), ends=time(11))
CHANGE = SeriesChange(date(2027, 1, 19), WEDNESDAYS, 7, "Raum 5", "Der Raum ist „belegt“.")


def test_what_waits_is_read_as_it_was_written() -> None:
    assert from_json(to_json(CHANGE)) == CHANGE


def test_before_its_day_nothing_of_it_changes() -> None:
    assert in_time(CHANGE, date(2027, 1, 18), NO_PAUSES) == CHANGE


def test_after_its_day_it_begins_tomorrow_in_the_same_weeks() -> None:
    fortnightly = replace(CHANGE, when=replace(WEDNESDAYS, every=2))
    late = in_time(fortnightly, date(2027, 1, 21), NO_PAUSES)
    assert late.day == date(2027, 1, 22)
    assert next_dates(late.when, late.day, 2, NO_PAUSES) == [date(2027, 2, 3), date(2027, 2, 17)]


@given(late=st.integers(0, 90), every=st.integers(1, 4), times=st.none() | st.integers(1, 12))
def test_late_or_not_the_dates_are_those_that_were_wished(late: int, every: int, times: int | None) -> None:
    wished = replace(CHANGE, when=replace(WEDNESDAYS, every=every, times=times, months=(1, 2, 4)))
    today = date.fromordinal(CHANGE.day.toordinal() + late)
    left = next_dates(wished.when, date.fromordinal(today.toordinal() + 1), 5, NO_PAUSES)
    try:
        begun = in_time(wished, today, NO_PAUSES)
    except Refused:
        assert left == []
        return
    assert next_dates(begun.when, begun.day, 5, NO_PAUSES) == left


def test_single_dates_that_have_passed_are_left_out() -> None:
    days = (date(2027, 1, 20), date(2027, 1, 28))
    single = replace(CHANGE, when=When(Repeat.DATES, days[0], dates=days, starts=time(10), ends=time(11)))
    assert in_time(single, date(2027, 1, 21), NO_PAUSES).when.dates == (date(2027, 1, 28),)
    with pytest.raises(Refused, match="Alle neuen Termine sind schon vorbei"):
        in_time(single, date(2027, 1, 28), NO_PAUSES)


def test_both_read_from_when_it_counts() -> None:
    day = date(2027, 1, 19)
    assert begins_in_words(day, day) == "Die Änderung gilt ab Dienstag, 19. Januar."
    assert begins_in_words(day, date(2027, 1, 22)) == (
        "Der gewünschte Tag ist schon vorbei. Die Änderung gilt deshalb ab Freitag, 22. Januar."
    )
