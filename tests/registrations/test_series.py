"""A change from a day on as a value: as JSON while it waits, and as it can begin when the board comes late."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makers import seats
from mittendrin.core.refusal import Refused
from mittendrin.events.recurrence import NO_PAUSES, Repeat, When, next_dates
from mittendrin.events.rules import EventContent, Newcomers, SignUpTerms
from mittendrin.registrations.series import (
    SeriesChange,
    as_it_goes_on,
    begins_in_words,
    counts_at_once,
    differences,
    from_json,
    going_on,
    in_time,
    to_json,
)

WEDNESDAYS = When(Repeat.WEEKLY, date(2027, 1, 20), weekdays=(2,), starts=time(10), ends=time(11))
CONTENT = EventContent(
    "Gymnastik", "Im Sitzen.", 1, 7, "", WEDNESDAYS, 0, "Kaffee extra", "", "",
    Newcomers("Frau Demo", "+4963190009012"), SignUpTerms(),
)  # fmt: skip
CHANGE = SeriesChange(date(2027, 1, 19), WEDNESDAYS, 7, "Raum 5", "Der Raum ist „belegt“.")


def test_what_waits_is_read_as_it_was_written() -> None:
    assert from_json(to_json(CHANGE)) == CHANGE


def test_what_waits_with_more_than_time_and_place_is_read_as_it_was_written() -> None:
    more = {"title": "Chor", "newcomers": Newcomers("Frau Demo", "+4963190009012"), "terms": seats(5)}
    change = replace(CHANGE, others=more)
    assert from_json(to_json(change)) == change


def test_only_what_differs_is_part_of_the_wish_and_a_price_goes_with_its_note() -> None:
    after = replace(CONTENT, title="Chor", price=300, room="Raum 5")
    assert differences(CONTENT, after) == {"title": "Chor", "price": 300, "price_note": CONTENT.price_note}
    assert differences(CONTENT, CONTENT) == {}


def test_whom_to_ask_alone_waits_for_nobody() -> None:
    phone = replace(CONTENT, newcomers=replace(CONTENT.newcomers, phone="+4963190009099"))
    name = replace(CONTENT, newcomers=Newcomers("Herr Demo", "+4963190009099"))
    unchanged = going_on(CONTENT.when, CONTENT.when, CHANGE.day)
    for after, at_once in ((phone, True), (name, True), (replace(phone, title="Chor"), False)):
        others = differences(CONTENT, after)
        change = SeriesChange(CHANGE.day, unchanged, CONTENT.venue_id, CONTENT.room, "Grund", others)
        assert counts_at_once(CONTENT, change, NO_PAUSES) == at_once
    assert not counts_at_once(CONTENT, replace(CHANGE, others=differences(CONTENT, phone)), NO_PAUSES)


def test_the_same_rhythm_goes_on_in_its_weeks_and_another_begins_with_the_day() -> None:
    fortnightly = replace(WEDNESDAYS, every=2)
    second_week = date(2027, 1, 25)
    assert going_on(replace(fortnightly, starts=time(9)), fortnightly, second_week).first_day == date(
        2027, 2, 3
    )
    course = replace(fortnightly, times=3)
    assert as_it_goes_on(course, second_week, NO_PAUSES) == replace(
        fortnightly, first_day=date(2027, 2, 3), until=date(2027, 2, 17)
    )
    mondays = replace(fortnightly, first_day=second_week, weekdays=(0,))
    assert going_on(mondays, fortnightly, second_week).first_day == second_week


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
