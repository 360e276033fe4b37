"""When something takes place, as people say it, and the dates that follow from it.

A rhythm counts from the first day that fits, so "alle zwei Wochen" begins with the first date people come to.
Pauses never shift a rhythm: a date on a holiday falls away, and with `times` another one follows at the end.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice

from mittendrin.core.clock import at_local
from mittendrin.core.language import _

LAST = -1
MIDNIGHT = time.min
MONTHS_OF_YEAR = 12
LONGEST_YEARS = 5


class Repeat(StrEnum):
    DATES = "dates"
    WEEKLY = "weekly"
    MONTHLY_WEEKDAY = "monthly_weekday"
    MONTHLY_DAY = "monthly_day"


@dataclass(frozen=True, slots=True)
class When:
    """Fields that do not belong to `repeat` do not count. A single date is `When(Repeat.DATES, day)`.

    Weekdays count from 0 for Monday; an ordinal is 1 to 5 or LAST. Without `starts` it lasts whole days.
    With several days, `ends` is a time on the last one; midnight there is 24 o'clock.
    Pauses leave single dates alone: somebody chose them.
    """

    repeat: Repeat
    first_day: date
    dates: tuple[date, ...] = ()
    every: int = 1
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()
    day_of_month: int | None = None
    months: tuple[int, ...] = ()
    until: date | None = None
    times: int | None = None
    starts: time | None = None
    ends: time | None = None
    days: int = 1
    pause_holidays: bool = False
    pause_school: bool = False

    def __post_init__(self) -> None:
        """One meaning has one form, so that equal rules compare and store alike."""
        months = tuple(sorted(set(self.months)))
        last_comes_last = sorted(set(self.ordinals), key=lambda ordinal: (ordinal < 0, ordinal))
        object.__setattr__(self, "weekdays", tuple(sorted(set(self.weekdays))))
        object.__setattr__(self, "ordinals", tuple(last_comes_last))
        object.__setattr__(self, "months", () if len(months) == MONTHS_OF_YEAR else months)
        if self.repeat is Repeat.DATES:
            dates = tuple(sorted(set(self.dates))) or (self.first_day,)
            object.__setattr__(self, "dates", dates)
            object.__setattr__(self, "first_day", dates[0])


@dataclass(frozen=True, slots=True)
class Pauses:
    """What the calendar knows about a day: the name of the public holiday, and whether school is out."""

    holiday: Callable[[date], str | None]
    in_school_holidays: Callable[[date], bool]


NO_PAUSES = Pauses(holiday=lambda day: None, in_school_holidays=lambda day: False)


@dataclass(frozen=True, slots=True)
class Span:
    """One date in UTC. `original_start` names it for ever, also when it is moved later."""

    original_start: datetime
    start: datetime
    end: datetime


def days(when: When, since: date, until: date, pauses: Pauses) -> list[date]:
    """The first days of all dates that take place between two days, both included."""
    return [day for day in _taking_place(when, until, pauses) if day >= since]


def spans(when: When, since: date, until: date, pauses: Pauses) -> list[Span]:
    """The same dates with their times. The hour on the wall stays when the clocks change."""
    return [span_on(when, day) for day in days(when, since, until, pauses)]


def start_on(when: When, day: date) -> datetime:
    return at_local(day, when.starts if when.starts and when.ends else MIDNIGHT)


def span_on(when: When, day: date) -> Span:
    start = start_on(when, day)
    if when.starts is None or when.ends is None:
        return Span(start, start, at_local(day + timedelta(days=when.days), MIDNIGHT))
    days_later = when.days if when.ends == MIDNIGHT else when.days - 1
    return Span(start, start, at_local(day + timedelta(days=days_later), when.ends))


def next_dates(when: When, today: date, n: int, pauses: Pauses) -> list[date]:
    """The next n dates from today on; fewer when the series ends or rests for years."""
    horizon = years_after(max(today, when.first_day), LONGEST_YEARS)
    coming = (day for day in _taking_place(when, horizon, pauses) if day >= today)
    return list(islice(coming, n))


def paused_days(when: When, since: date, until: date, pauses: Pauses) -> list[tuple[date, str]]:
    """What falls away, and why, in a word that fits behind "fällt aus:"."""
    if not (when.pause_holidays or when.pause_school):
        return []
    return [(day, reason) for day, reason in _judged_days(when, until, pauses) if reason and day >= since]


def pauses_unknown_after(when: When, school_data_end: date, pauses: Pauses) -> date | None:
    """The day after which nobody knows yet what falls into school holidays; None when it does not matter."""
    if not when.pause_school or when.repeat is Repeat.DATES:
        return None
    horizon = years_after(max(school_data_end, when.first_day), LONGEST_YEARS)
    goes_on = any(day > school_data_end for day, _reason in _judged_days(when, horizon, pauses))
    return school_data_end if goes_on else None


def rule_days(when: When, last_day: date) -> Iterator[date]:
    """The dates of the rule alone, before pauses and before counting `times`."""
    if when.repeat is Repeat.DATES:
        yield from (day for day in when.dates if day <= last_day)
        return
    last = min(last_day, when.until or last_day)
    for day in _rhythm(when, last):
        if when.first_day <= day <= last:
            yield day


def years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _taking_place(when: When, until: date, pauses: Pauses) -> Iterator[date]:
    return (day for day, reason in _judged_days(when, until, pauses) if reason is None)


def _judged_days(when: When, until: date, pauses: Pauses) -> Iterator[tuple[date, str | None]]:
    """Each day of the rule with the reason why it falls away, until `times` of them have taken place."""
    wanted = when.times if when.repeat is not Repeat.DATES else None
    taken = 0
    for day in rule_days(when, until):
        reason = _reason_to_pause(when, day, pauses)
        yield day, reason
        taken += reason is None
        if taken == wanted:
            return


def _reason_to_pause(when: When, first: date, pauses: Pauses) -> str | None:
    if when.repeat is Repeat.DATES:
        return None
    for day in (first + timedelta(days=n) for n in range(when.days)):
        if when.pause_holidays and (name := pauses.holiday(day)):
            return name
        if when.pause_school and pauses.in_school_holidays(day):
            return _("Schulferien")
    return None


def _rhythm(when: When, last: date) -> Iterator[date]:
    """The days of every n-th week or month, counted from the first one that has a day in it."""
    number, days_of = _PERIODS[when.repeat]
    begin = None
    for period in range(number(when.first_day), number(last) + 1):
        fitting = [day for day in days_of(when, period) if day >= when.first_day and _in_season(when, day)]
        if fitting and begin is None:
            begin = period
        if begin is not None and (period - begin) % when.every == 0:
            yield from fitting


def _in_season(when: When, day: date) -> bool:
    return not when.months or day.month in when.months


def _week_number(day: date) -> int:
    return (day.toordinal() - 1) // 7  # day 1 of the calendar is a Monday


def _month_number(day: date) -> int:
    return day.year * MONTHS_OF_YEAR + day.month - 1


def _days_of_week(when: When, week: int) -> list[date]:
    monday = date.fromordinal(week * 7 + 1)
    return [monday + timedelta(days=weekday) for weekday in when.weekdays]


def _weekdays_of_month(when: When, month: int) -> list[date]:
    all_days = _month_days(month)
    found = set()
    for weekday in when.weekdays:
        same = [day for day in all_days if day.weekday() == weekday]
        found |= {same[-1] if n == LAST else same[n - 1] for n in when.ordinals if n <= len(same)}
    return sorted(found)


def _day_of_month(when: When, month: int) -> list[date]:
    return [day for day in _month_days(month) if day.day == when.day_of_month]


def _month_days(number: int) -> list[date]:
    year, month = number // MONTHS_OF_YEAR, number % MONTHS_OF_YEAR + 1
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


_PERIODS: dict[Repeat, tuple[Callable[[date], int], Callable[[When, int], list[date]]]] = {
    Repeat.WEEKLY: (_week_number, _days_of_week),
    Repeat.MONTHLY_WEEKDAY: (_month_number, _weekdays_of_month),
    Repeat.MONTHLY_DAY: (_month_number, _day_of_month),
}
