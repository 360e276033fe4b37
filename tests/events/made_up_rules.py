"""Thousands of made-up rules, the same in every run, each aimed at something that calendars get wrong."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from enum import StrEnum
from random import Random

from mittendrin.events.recurrence import LAST, Repeat, When

SEED = 20270328
YEARS = range(2026, 2034)
# School holidays are known for these, and all of them have some days from the tenth of July on.
SCHOOL_YEARS = range(2026, 2030)
LEAP_YEARS = (2028, 2032)
SUNDAY, ALL_SAINTS = 6, (11, 1)
CHANGE_MONTHS = (3, 10)
NIGHT_HOURS = ((time(1, 59), time(4)), (time(2, 30), time(3, 30)), (time(3), time(5)), (time(0), time(1)))
DAY_HOURS = ((None, None), (time(10), time(11)), (time(22), time(0)), (time(14, 30), time(17)))


class Aim(StrEnum):
    CLOCK_CHANGE = "a night in which the clocks change"
    LEAP_DAY = "29 February"
    FIFTH_WEEKDAY = "the fifth such weekday of a month"
    ALL_SAINTS = "1 November"
    HOLIDAY = "a pause on public holidays"
    CUSTOM = "a pause on days that people keep like holidays"
    SCHOOL = "a pause in school holidays"
    ANYTHING = "anything"


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


def made_up(aim: Aim, number: int) -> Iterator[When]:
    """So many rules with this aim."""
    # By name: the hash of a text differs from run to run.
    dice = Random(f"{SEED} {aim}")
    for _n in range(number):
        yield _AIMED[aim](_any_rule(dice), dice)


def _any_rule(dice: Random) -> When:
    first_day = date(dice.choice(YEARS), dice.randint(1, 12), dice.randint(1, 28))
    starts, ends = dice.choice(DAY_HOURS)
    until = first_day + timedelta(days=dice.randint(0, 500)) if dice.random() < 0.3 else None
    return When(
        dice.choice([Repeat.WEEKLY, Repeat.MONTHLY_WEEKDAY, Repeat.MONTHLY_DAY]),
        first_day,
        every=dice.choice((1, 1, 2, 3, 4)),
        weekdays=tuple(dice.sample(range(7), dice.choice((1, 1, 2)))),
        ordinals=tuple(dice.sample((1, 2, 3, 4, 5, LAST), dice.choice((1, 1, 2)))),
        day_of_month=dice.choice((*range(1, 32), 28, 29, 30, 31)),
        months=tuple(dice.sample(range(1, 13), dice.randint(1, 8))) if dice.random() < 0.2 else (),
        until=until,
        times=dice.randint(1, 40) if until is None and dice.random() < 0.3 else None,
        starts=starts,
        ends=ends,
        days=dice.choice((1, 1, 1, 2, 4)),
        pause_holidays=dice.random() < 0.5,
        pause_school=dice.random() < 0.3,
    )


def _meets(when: When, day: date, dice: Random) -> When:
    """Without an end, and so that its rhythm has this day: a few weeks or months before, or on the day itself."""
    when = replace(when, until=None, times=None, months=())
    if when.repeat is Repeat.WEEKLY:
        begin = day - timedelta(days=7 * when.every * dice.randint(0, 6))
        return replace(when, first_day=begin, weekdays=(*when.weekdays, day.weekday()))
    place = (
        LAST if dice.random() < 0.3 and (day + timedelta(days=7)).month != day.month else (day.day + 6) // 7
    )
    day_or_place = {"day_of_month": day.day, "weekdays": (day.weekday(),), "ordinals": (place,)}
    begin = day.replace(day=1) - timedelta(days=dice.randint(0, 90)) if when.every == 1 else day
    return replace(when, first_day=begin, **day_or_place)


def _clock_change(when: When, dice: Random) -> When:
    starts, ends = dice.choice(NIGHT_HOURS)
    night = last_sunday(dice.choice(YEARS), dice.choice(CHANGE_MONTHS))
    return replace(_meets(when, night, dice), starts=starts, ends=ends, days=1)


def _leap_day(when: When, dice: Random) -> When:
    return _meets(when, date(dice.choice(LEAP_YEARS), 2, 29), dice)


def _fifth_weekday(when: When, dice: Random) -> When:
    ordinals = (5, LAST) if dice.random() < 0.2 else (5,)
    return replace(when, repeat=Repeat.MONTHLY_WEEKDAY, ordinals=ordinals, months=(), until=None, every=1)


def _all_saints(when: When, dice: Random) -> When:
    rule = _meets(when, date(dice.choice(YEARS), *ALL_SAINTS), dice)
    return replace(rule, pause_holidays=dice.random() < 0.5)


def _holiday(when: When, dice: Random) -> When:
    day = date(dice.choice(YEARS), *dice.choice(((1, 1), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26))))
    return replace(_meets(when, day, dice), pause_holidays=True)


def _custom(when: When, dice: Random) -> When:
    day = date(dice.choice(YEARS), *dice.choice(((12, 24), (12, 31))))
    return replace(_meets(when, day, dice), pause_holidays=True)


def _school(when: When, dice: Random) -> When:
    day = date(dice.choice(SCHOOL_YEARS), 7, dice.randint(10, 31))
    return replace(_meets(when, day, dice), pause_school=True)


def _as_it_is(when: When, _dice: Random) -> When:
    return when


_AIMED: dict[Aim, Callable[[When, Random], When]] = {
    Aim.CLOCK_CHANGE: _clock_change,
    Aim.LEAP_DAY: _leap_day,
    Aim.FIFTH_WEEKDAY: _fifth_weekday,
    Aim.ALL_SAINTS: _all_saints,
    Aim.HOLIDAY: _holiday,
    Aim.CUSTOM: _custom,
    Aim.SCHOOL: _school,
    Aim.ANYTHING: _as_it_is,
}
