"""Public holidays, school holidays and office days in Rheinland-Pfalz."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from itertools import count
from pathlib import Path
from typing import Final

import holidays
from dateutil.easter import easter
from holidays import HolidayBase

from mittendrin.core.clock import at_local, to_local
from mittendrin.core.language import _

LAND = "RP"
FIRST_YEAR_OF_SEARCH = 2026
YEARS_KEPT = 64
SATURDAY = 5
# On Christmas Eve and New Year's Eve offices are closed, though neither is a public holiday.
CLOSED_BY_CUSTOM = frozenset({(12, 24), (12, 31)})
_KEPT_BY_CUSTOM: Final = {(12, 24): _("Heiliger Abend"), (12, 31): _("Silvester")}
# By days after Easter: both are Sundays, so no law had to name them.
_SUNDAYS_OF_EASTER: Final = {0: _("Ostersonntag"), 49: _("Pfingstsonntag")}

ONE_DAY = timedelta(days=1)


def public_holiday(day: date) -> str | None:
    """Its German name, or None on all other days."""
    return _public_holidays(day.year).get(day)


def feast(day: date) -> str | None:
    """A public holiday, or a day that people keep like one."""
    name = public_holiday(day) or _KEPT_BY_CUSTOM.get((day.month, day.day))
    return name or _SUNDAYS_OF_EASTER.get((day - easter(day.year)).days)


def in_school_holidays(day: date) -> bool:
    """Weekends within count. After `school_data_end()` nothing is known and the answer is no."""
    return day in _school_holidays(day.year)


@lru_cache(maxsize=1)
def school_data_end() -> date:
    """The last day of the last school holidays that the library knows."""
    for year in count(FIRST_YEAR_OF_SEARCH):
        if not _school_holidays(year + 1):
            return max(_school_holidays(year))
    raise AssertionError("unreachable: the years never end")


def is_office_day(day: date) -> bool:
    if day.weekday() >= SATURDAY or (day.month, day.day) in CLOSED_BY_CUSTOM:
        return False
    return public_holiday(day) is None


def next_office_day(day: date) -> date:
    """The first office day after this day."""
    following = day + ONE_DAY
    while not is_office_day(following):
        following += ONE_DAY
    return following


def add_office_days(moment: datetime, number: int) -> datetime:
    """So many office days later at the same local time, across a clock change too; in UTC."""
    local = to_local(moment)
    day = local.date()
    for _step in range(number):
        day = next_office_day(day)
    return at_local(day, local.time())


def office_days_after(day: date, number: int) -> date:
    """So many office days later."""
    for _step in range(number):
        day = next_office_day(day)
    return day


def office_days_before(day: date, number: int) -> date:
    """So many office days earlier."""
    for _step in range(number):
        day -= ONE_DAY
        while not is_office_day(day):
            day -= ONE_DAY
    return day


# Per year and bounded: a stranger may ask for any year.
@lru_cache(maxsize=YEARS_KEPT)
def _public_holidays(year: int) -> Mapping[date, str]:
    return dict(_germany()(subdiv=LAND, years=year, language="de"))


@lru_cache(maxsize=YEARS_KEPT)
def _school_holidays(year: int) -> frozenset[date]:
    return frozenset(_germany()(subdiv=LAND, years=year, categories=("school",)))


@cache
def _germany() -> type[HolidayBase]:
    """The library's own class, without the two hundred other countries that its package reads in (7 MB)."""
    spec = PathFinder.find_spec("germany", [str(Path(holidays.__path__[0], "countries"))])
    if spec is None or spec.loader is None:
        raise ImportError("The library holidays knows no Germany.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    germany: type[HolidayBase] = module.Germany
    return germany
