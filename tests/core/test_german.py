from datetime import date, time

import pytest

from mittendrin.core.german import (
    MONTHS,
    WEEKDAYS,
    show_day,
    show_day_digits,
    show_day_near,
    show_day_short,
    show_euro,
    show_month,
    show_span,
    show_time,
    spoken_span,
)


def test_days_are_shown_in_words() -> None:
    day = date(2027, 3, 5)
    assert show_day(day) == "Freitag, 5. März 2027"
    assert show_day_short(day) == "Freitag, 5. März"


def test_the_year_is_said_when_it_is_another_one() -> None:
    assert show_day_near(date(2027, 3, 5), date(2027, 12, 31)) == "Freitag, 5. März"
    assert show_day_near(date(2027, 3, 5), date(2026, 12, 31)) == "Freitag, 5. März 2027"


def test_a_day_in_digits_is_short() -> None:
    assert show_day_digits(date(2027, 3, 5), date(2027, 12, 31)) == "5.3."
    assert show_day_digits(date(2027, 3, 5), date(2026, 12, 31)) == "5.3.2027"


def test_months_are_shown_with_their_year() -> None:
    assert [show_month(2026, 12), show_month(2027, 1)] == ["Dezember 2026", "Januar 2027"]


def test_names_stand_in_the_order_of_the_calendar() -> None:
    day = date(2026, 11, 22)
    assert (WEEKDAYS[day.weekday()], MONTHS[day.month - 1]) == ("Sonntag", "November")


@pytest.mark.parametrize(
    ("wall_time", "shown"),
    [(time(10), "10 Uhr"), (time(9, 30), "9.30 Uhr"), (time(9, 5), "9.05 Uhr"), (time(0), "0 Uhr")],
)
def test_times(wall_time: time, shown: str) -> None:
    assert show_time(wall_time) == shown


@pytest.mark.parametrize(
    ("start", "end", "shown", "spoken"),
    [
        (time(10), time(11), "10–11 Uhr", "10 bis 11 Uhr"),
        (time(14, 30), time(16, 30), "14.30–16.30 Uhr", "14.30 bis 16.30 Uhr"),
        (time(9, 30), time(11), "9.30–11 Uhr", "9.30 bis 11 Uhr"),
        (time(22), time(0), "22–24 Uhr", "22 bis 24 Uhr"),
        (time(22), time(0, 30), "22–0.30 Uhr", "22 bis 0.30 Uhr"),
        (time(10), time(10), "10 Uhr", "10 Uhr"),
    ],
)
def test_spans(start: time, end: time, shown: str, spoken: str) -> None:
    assert (show_span(start, end), spoken_span(start, end)) == (shown, spoken)


@pytest.mark.parametrize(
    ("cents", "shown"),
    [(300, "3 Euro"), (250, "2,50 Euro"), (5, "0,05 Euro"), (0, "0 Euro"), (120_050, "1.200,50 Euro")],
)
def test_prices(cents: int, shown: str) -> None:
    assert show_euro(cents) == shown
