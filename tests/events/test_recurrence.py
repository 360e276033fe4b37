"""Which dates follow from a rule."""

from datetime import UTC, date, datetime, time

import pytest

from mittendrin.events.recurrence import (
    LAST,
    NO_PAUSES,
    Pauses,
    Repeat,
    Span,
    When,
    days,
    next_dates,
    paused_days,
    pauses_unknown_after,
    spans,
)

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
FOREVER = date(2031, 12, 31)
CORPUS_CHRISTI = date(2027, 5, 27)
EASTER_HOLIDAYS = (date(2027, 3, 22), date(2027, 4, 2))
PAUSES = Pauses(
    holiday={CORPUS_CHRISTI: "Fronleichnam", date(2027, 11, 1): "Allerheiligen"}.get,
    in_school_holidays=lambda day: EASTER_HOLIDAYS[0] <= day <= EASTER_HOLIDAYS[1],
)


def short(dates: list[date]) -> str:
    return " ".join(f"{day:%d.%m.%y}" for day in dates)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "dates"),
    [
        (When(Repeat.DATES, date(2027, 2, 11)), "11.02.27"),
        (
            When(
                Repeat.DATES, date(2027, 1, 1), dates=(date(2027, 3, 9), date(2027, 2, 9), date(2027, 3, 9))
            ),
            "09.02.27 09.03.27",
        ),
        (When(Repeat.WEEKLY, date(2027, 1, 6), weekdays=(TUESDAY,)), "12.01.27 19.01.27 26.01.27"),
        (
            When(Repeat.WEEKLY, date(2027, 1, 6), weekdays=(FRIDAY, TUESDAY), every=2),
            "08.01.27 19.01.27 22.01.27",
        ),
        (When(Repeat.WEEKLY, date(2027, 1, 8), weekdays=(TUESDAY,), every=2), "12.01.27 26.01.27 09.02.27"),
        (
            When(Repeat.WEEKLY, date(2026, 12, 31), weekdays=(THURSDAY,), every=3),
            "31.12.26 21.01.27 11.02.27",
        ),
        (
            When(Repeat.WEEKLY, date(2027, 9, 21), weekdays=(TUESDAY,), months=(4, 9)),
            "21.09.27 28.09.27 04.04.28",
        ),
        (
            When(Repeat.WEEKLY, date(2027, 1, 1), weekdays=(MONDAY,), until=date(2027, 1, 11)),
            "04.01.27 11.01.27",
        ),
        (When(Repeat.WEEKLY, date(2027, 1, 1), weekdays=(MONDAY,), times=2), "04.01.27 11.01.27"),
        (
            When(Repeat.MONTHLY_WEEKDAY, date(2027, 1, 10), weekdays=(SATURDAY,), ordinals=(1,)),
            "06.02.27 06.03.27 03.04.27",
        ),
        (
            When(Repeat.MONTHLY_WEEKDAY, date(2027, 2, 1), weekdays=(SUNDAY,), ordinals=(LAST,)),
            "28.02.27 28.03.27 25.04.27",
        ),
        (
            When(Repeat.MONTHLY_WEEKDAY, date(2027, 2, 1), weekdays=(SUNDAY,), ordinals=(4, LAST)),
            "28.02.27 28.03.27 25.04.27",
        ),
        (
            When(Repeat.MONTHLY_WEEKDAY, date(2027, 2, 1), weekdays=(SATURDAY,), ordinals=(5,)),
            "29.05.27 31.07.27 30.10.27",
        ),
        (
            When(
                Repeat.MONTHLY_WEEKDAY,
                date(2027, 1, 1),
                weekdays=(MONDAY,),
                ordinals=(3,),
                months=(3, 6, 9, 12),
            ),
            "15.03.27 21.06.27 20.09.27",
        ),
        (When(Repeat.MONTHLY_DAY, date(2027, 1, 16), day_of_month=15), "15.02.27 15.03.27 15.04.27"),
        (When(Repeat.MONTHLY_DAY, date(2027, 1, 1), day_of_month=31), "31.01.27 31.03.27 31.05.27"),
        (When(Repeat.MONTHLY_DAY, date(2027, 1, 16), day_of_month=15, every=3), "15.02.27 15.05.27 15.08.27"),
        (When(Repeat.MONTHLY_DAY, date(2027, 1, 1), day_of_month=29, months=(2,)), "29.02.28"),
        (When(Repeat.MONTHLY_DAY, date(2027, 1, 1), day_of_month=31, months=(2,)), ""),
        (When(Repeat.WEEKLY, date(2027, 1, 1)), ""),
    ],
)
def test_dates_of_a_rule(when: When, dates: str) -> None:
    assert short(days(when, when.first_day, FOREVER, NO_PAUSES)[:3]) == dates


def test_months_across_new_year() -> None:
    winter = When(Repeat.MONTHLY_DAY, date(2027, 1, 1), day_of_month=1, months=(10, 11, 12, 1, 2, 3))

    months = [day.month for day in days(winter, date(2027, 1, 1), date(2027, 12, 31), NO_PAUSES)]

    assert months == [1, 2, 3, 10, 11, 12]


def test_only_the_asked_window_is_given_both_ends_included() -> None:
    mondays = When(Repeat.WEEKLY, date(2027, 1, 1), weekdays=(MONDAY,))

    assert short(days(mondays, date(2027, 2, 1), date(2027, 2, 8), NO_PAUSES)) == "01.02.27 08.02.27"


def test_pauses_leave_the_rhythm_alone() -> None:
    every_other_thursday = When(
        Repeat.WEEKLY, date(2027, 5, 13), weekdays=(THURSDAY,), every=2, pause_holidays=True
    )

    assert (
        short(days(every_other_thursday, date(2027, 5, 1), date(2027, 6, 30), PAUSES))
        == "13.05.27 10.06.27 24.06.27"
    )


def test_times_counts_dates_that_take_place() -> None:
    course = When(
        Repeat.WEEKLY, date(2027, 3, 9), weekdays=(TUESDAY,), times=4, pause_holidays=True, pause_school=True
    )

    assert short(days(course, date(2027, 1, 1), FOREVER, PAUSES)) == "09.03.27 16.03.27 06.04.27 13.04.27"
    assert short(days(course, date(2027, 4, 1), FOREVER, PAUSES)) == "06.04.27 13.04.27"
    assert paused_days(course, date(2027, 1, 1), FOREVER, PAUSES) == [
        (date(2027, 3, 23), "Schulferien"),
        (date(2027, 3, 30), "Schulferien"),
    ]


def test_pauses_only_where_asked_for() -> None:
    thursdays = When(Repeat.WEEKLY, date(2027, 5, 20), weekdays=(THURSDAY,), until=date(2027, 6, 3))

    assert CORPUS_CHRISTI in days(thursdays, date(2027, 5, 1), FOREVER, PAUSES)
    assert paused_days(thursdays, date(2027, 5, 1), FOREVER, PAUSES) == []


def test_single_dates_take_place_as_named() -> None:
    picnic = When(
        Repeat.DATES, CORPUS_CHRISTI, pause_holidays=True, pause_school=True, until=date(2020, 1, 1), times=1
    )

    assert days(picnic, date(2027, 1, 1), FOREVER, PAUSES) == [CORPUS_CHRISTI]


def test_several_days_pause_when_one_of_them_is_a_holiday() -> None:
    trips = When(Repeat.WEEKLY, date(2027, 5, 18), weekdays=(TUESDAY,), days=3, times=2, pause_holidays=True)

    assert short(days(trips, date(2027, 1, 1), FOREVER, PAUSES)) == "18.05.27 01.06.27"
    assert paused_days(trips, date(2027, 1, 1), FOREVER, PAUSES) == [(date(2027, 5, 25), "Fronleichnam")]


def test_next_dates_begin_today() -> None:
    mondays = When(Repeat.WEEKLY, date(2027, 1, 1), weekdays=(MONDAY,), until=date(2027, 2, 15))

    assert short(next_dates(mondays, date(2027, 2, 1), 2, NO_PAUSES)) == "01.02.27 08.02.27"
    assert short(next_dates(mondays, date(2027, 2, 2), 9, NO_PAUSES)) == "08.02.27 15.02.27"
    assert short(next_dates(mondays, date(2026, 1, 1), 1, NO_PAUSES)) == "04.01.27"
    assert next_dates(mondays, date(2027, 3, 1), 3, NO_PAUSES) == []


def test_next_dates_give_up_when_every_date_pauses() -> None:
    new_year = When(Repeat.MONTHLY_DAY, date(2027, 1, 1), day_of_month=1, months=(1,), pause_holidays=True)

    assert next_dates(new_year, date(2027, 1, 1), 3, Pauses(lambda day: "Neujahr", lambda day: False)) == []


def test_the_hour_on_the_wall_stays_when_the_clocks_change() -> None:
    sundays = When(
        Repeat.WEEKLY, date(2027, 3, 21), weekdays=(SUNDAY,), times=2, starts=time(10), ends=time(11, 30)
    )
    winter, summer = utc("2027-03-21 09:00"), utc("2027-03-28 08:00")

    assert spans(sundays, date(2027, 1, 1), FOREVER, NO_PAUSES) == [
        Span(winter, winter, utc("2027-03-21 10:30")),
        Span(summer, summer, utc("2027-03-28 09:30")),
    ]


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        (When(Repeat.DATES, date(2027, 3, 28)), "2027-03-27 23:00", "2027-03-28 22:00"),
        (When(Repeat.DATES, date(2027, 10, 31)), "2027-10-30 22:00", "2027-10-31 23:00"),
        (When(Repeat.DATES, date(2027, 6, 14), days=4), "2027-06-13 22:00", "2027-06-17 22:00"),
        (
            When(Repeat.DATES, date(2027, 2, 11), starts=time(20), ends=time(0)),
            "2027-02-11 19:00",
            "2027-02-11 23:00",
        ),
        (
            When(Repeat.DATES, date(2027, 10, 30), days=2, starts=time(20), ends=time(1)),
            "2027-10-30 18:00",
            "2027-10-30 23:00",
        ),
    ],
)
def test_span_of_a_date(when: When, start: str, end: str) -> None:
    span = Span(utc(start), utc(start), utc(end))

    assert spans(when, date(2027, 1, 1), FOREVER, NO_PAUSES) == [span]


def test_school_holidays_are_unknown_only_where_they_matter() -> None:
    known_until = date(2028, 7, 31)
    endless = When(Repeat.WEEKLY, date(2027, 1, 1), weekdays=(MONDAY,), pause_school=True)
    short_course = When(Repeat.WEEKLY, date(2028, 7, 17), weekdays=(MONDAY,), times=3, pause_school=True)
    one_week_off = Pauses(lambda day: None, date(2028, 7, 24).__eq__)

    assert pauses_unknown_after(endless, known_until, PAUSES) == known_until
    assert pauses_unknown_after(short_course, known_until, PAUSES) is None
    assert pauses_unknown_after(short_course, known_until, one_week_off) == known_until
    assert (
        pauses_unknown_after(When(Repeat.DATES, date(2030, 1, 1), pause_school=True), known_until, PAUSES)
        is None
    )


def test_equal_meaning_is_equal() -> None:
    assert When(Repeat.WEEKLY, date(2027, 1, 1), weekdays=(2, 0, 2), months=tuple(range(1, 13))) == When(
        Repeat.WEEKLY, date(2027, 1, 1), weekdays=(0, 2)
    )
    assert When(Repeat.MONTHLY_WEEKDAY, date(2027, 1, 1), ordinals=(LAST, 3, 1)).ordinals == (1, 3, LAST)
