"""More than five thousand made-up rules give the dates of python-dateutil, less the holidays of the library."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest
from dateutil import tz
from dateutil.easter import easter
from holidays import country_holidays

from events.dateutil_rules import by_dateutil
from events.made_up_rules import ALL_SAINTS, Aim, last_sunday, made_up
from mittendrin.events.dates import PAUSES
from mittendrin.events.recurrence import NO_PAUSES, When, days, spans

NUMBERS = {
    Aim.CLOCK_CHANGE: 900,
    Aim.LEAP_DAY: 700,
    Aim.FIFTH_WEEKDAY: 700,
    Aim.ALL_SAINTS: 700,
    Aim.HOLIDAY: 700,
    Aim.CUSTOM: 400,
    Aim.SCHOOL: 600,
    Aim.ANYTHING: 900,
}
# Long enough for what the rules are aimed at.
LENGTH = timedelta(days=240)
ONE_DAY = timedelta(days=1)
BERLIN = tz.gettz("Europe/Berlin")
# What "Nicht an Feiertagen" means beyond the law: no library calls these days holidays in Rheinland-Pfalz.
KEPT_BY_CUSTOM = ((12, 24), (12, 31))
SUNDAYS_OF_EASTER = (0, 49)


@cache
def by_law(year: int) -> frozenset[date]:
    return frozenset(country_holidays("DE", subdiv="RP", years=year))


@cache
def by_custom(year: int) -> frozenset[date]:
    fixed = {date(year, month, day) for month, day in KEPT_BY_CUSTOM}
    return frozenset(fixed | {easter(year) + timedelta(days=n) for n in SUNDAYS_OF_EASTER})


@cache
def without_school(year: int) -> frozenset[date]:
    return frozenset(country_holidays("DE", subdiv="RP", years=year, categories=("school",)))


def rests(when: When, day: date) -> bool:
    taken = [day + n * ONE_DAY for n in range(when.days)]
    on_holiday = any(one in by_law(one.year) | by_custom(one.year) for one in taken)
    in_holidays = any(one in without_school(one.year) for one in taken)
    return (when.pause_holidays and on_holiday) or (when.pause_school and in_holidays)


def moment(day: date, clock: time) -> datetime:
    """A time that spring skips moves on by an hour."""
    return tz.resolve_imaginary(datetime.combine(day, clock, BERLIN)).astimezone(UTC)


def what_happens(when: When, found: list[date]) -> Iterator[str]:
    """Which of the traps this rule really met."""
    changes = {last_sunday(year, month) for year in {day.year for day in found} for month in (3, 10)}
    if when.starts and when.starts < time(4) and changes & set(found):
        yield Aim.CLOCK_CHANGE
    if any((day.month, day.day) == (2, 29) for day in found):
        yield Aim.LEAP_DAY
    if 5 in when.ordinals and any(day.day > 28 for day in found):
        yield Aim.FIFTH_WEEKDAY
    if any((day.month, day.day) == ALL_SAINTS for day in found):
        yield Aim.ALL_SAINTS
    if when.pause_holidays and any(day in by_law(day.year) for day in found):
        yield Aim.HOLIDAY
    if when.pause_holidays and any(day in by_custom(day.year) for day in found):
        yield Aim.CUSTOM
    if when.pause_school and any(day in without_school(day.year) for day in found):
        yield Aim.SCHOOL
    yield Aim.ANYTHING


@pytest.mark.parametrize("aim", Aim, ids=lambda aim: aim.name.lower())
def test_thousands_of_rules_give_the_dates_of_dateutil(aim: Aim) -> None:
    met: Counter[str] = Counter()
    for when in made_up(aim, NUMBERS[aim]):
        last_day = when.first_day + LENGTH
        whole = by_dateutil(replace(when, times=None), last_day)
        assert days(when, when.first_day, last_day, NO_PAUSES) == whole[: when.times], when
        left = [day for day in whole if not rests(when, day)][: when.times]
        assert days(when, when.first_day, last_day, PAUSES) == left, when
        if aim is Aim.CLOCK_CHANGE:
            moments = [span.start for span in spans(when, when.first_day, last_day, PAUSES)]
            assert moments == [moment(day, when.starts or time.min) for day in left], when
        met.update(what_happens(when, whole))
    assert met[aim] >= 0.9 * NUMBERS[aim], met


def test_there_are_more_than_five_thousand() -> None:
    assert sum(NUMBERS.values()) >= 5_000
    assert set(NUMBERS) == set(Aim)
