from calendar import isleap
from datetime import date, datetime, timedelta

import pytest
from holidays import country_holidays

from mittendrin.core import calendar_days
from mittendrin.core.calendar_days import (
    add_office_days,
    in_school_holidays,
    is_office_day,
    next_office_day,
    office_days_before,
    public_holiday,
    school_data_end,
)
from mittendrin.core.clock import BERLIN


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 1, 1), "Neujahr"),
        (date(2027, 3, 26), "Karfreitag"),
        (date(2027, 3, 29), "Ostermontag"),
        (date(2027, 5, 6), "Christi Himmelfahrt"),
        (date(2027, 5, 17), "Pfingstmontag"),
        (date(2027, 5, 27), "Fronleichnam"),
        (date(2027, 10, 3), "Tag der Deutschen Einheit"),
        (date(2027, 11, 1), "Allerheiligen"),
        (date(2027, 12, 26), "Zweiter Weihnachtstag"),
        (date(2027, 10, 31), None),
        (date(2027, 12, 24), None),
    ],
)
def test_public_holidays_of_the_land(day: date, name: str | None) -> None:
    assert public_holiday(day) == name


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 12, 23), date(2027, 1, 8)),
        (date(2027, 3, 22), date(2027, 4, 2)),
        (date(2027, 6, 28), date(2027, 8, 6)),
        (date(2027, 10, 4), date(2027, 10, 15)),
    ],
)
def test_school_holidays_reach_from_day_to_day(first: date, last: date) -> None:
    days = [first + timedelta(days=number) for number in range(-1, (last - first).days + 2)]
    assert [in_school_holidays(day) for day in days] == [False, *[True] * (len(days) - 2), False]


def test_school_data_ends_and_then_says_no() -> None:
    assert school_data_end() == date(2029, 8, 24)
    assert not in_school_holidays(date(2030, 7, 20))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2027, 3, 2), True, id="Tuesday"),
        pytest.param(date(2027, 3, 6), False, id="Saturday"),
        pytest.param(date(2027, 3, 7), False, id="Sunday"),
        pytest.param(date(2027, 5, 27), False, id="Fronleichnam"),
        pytest.param(date(2026, 12, 24), False, id="Christmas Eve"),
        pytest.param(date(2026, 12, 31), False, id="New Year's Eve"),
        pytest.param(date(2026, 12, 30), True, id="between the years"),
        pytest.param(date(2027, 2, 8), True, id="Rosenmontag"),
    ],
)
def test_office_days(day: date, works: bool) -> None:
    assert is_office_day(day) is works


@pytest.mark.parametrize(
    ("day", "following"),
    [
        pytest.param(date(2027, 3, 2), date(2027, 3, 3), id="the next day"),
        pytest.param(date(2027, 3, 5), date(2027, 3, 8), id="over the weekend"),
        pytest.param(date(2027, 3, 25), date(2027, 3, 30), id="over Easter"),
        pytest.param(date(2026, 12, 23), date(2026, 12, 28), id="over Christmas"),
        pytest.param(date(2026, 12, 30), date(2027, 1, 4), id="into the new year"),
    ],
)
def test_the_next_office_day(day: date, following: date) -> None:
    assert next_office_day(day) == following


@pytest.mark.parametrize(
    ("begin", "number", "end"),
    [
        pytest.param("2027-03-02 10:15", 0, "2027-03-02 10:15", id="none"),
        pytest.param("2027-03-02 10:15", 2, "2027-03-04 10:15", id="two"),
        pytest.param("2027-03-06 10:00", 1, "2027-03-08 10:00", id="from a Saturday"),
        pytest.param("2027-03-24 10:00", 2, "2027-03-30 10:00", id="across Easter and the clock"),
        pytest.param("2027-10-29 16:30", 1, "2027-11-02 16:30", id="back to winter time"),
    ],
)
def test_office_days_keep_the_time_on_the_wall(begin: str, number: int, end: str) -> None:
    assert add_office_days(on_the_wall(begin), number) == on_the_wall(end)


@pytest.mark.parametrize(
    ("day", "before"),
    [
        pytest.param(date(2027, 3, 4), date(2027, 3, 2), id="two days"),
        pytest.param(date(2027, 3, 8), date(2027, 3, 4), id="over the weekend"),
        pytest.param(date(2027, 3, 7), date(2027, 3, 4), id="from a Sunday"),
        pytest.param(date(2027, 3, 30), date(2027, 3, 24), id="over Easter"),
    ],
)
def test_two_office_days_before(day: date, before: date) -> None:
    assert office_days_before(day, 2) == before


def on_the_wall(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def test_strange_years_do_not_fill_the_memory() -> None:
    for year in range(2100, 2200):
        public_holiday(date(year, 6, 1))
    assert calendar_days._public_holidays.cache_info().currsize <= calendar_days.YEARS_KEPT


@pytest.mark.parametrize("year", range(2024, 2034))
def test_the_class_read_alone_says_what_the_library_says(year: int) -> None:
    everything = country_holidays("DE", subdiv=calendar_days.LAND, years=year, language="de")
    school = country_holidays("DE", subdiv=calendar_days.LAND, years=year, categories=("school",))
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366 if isleap(year) else 365)]
    said = {day: name for day in days if (name := public_holiday(day))}
    assert (said, {day for day in days if in_school_holidays(day)}) == (dict(everything), set(school))
