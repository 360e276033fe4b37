"""The RFC 5545 form of a rule, as far as every calendar program reads it alike.

Outside of that (seasons, a fifth Saturday, the 31st, single dates) its dates are published one by one.
Rule, first date and exclusions belong together: they hold for one horizon and one state of the pauses.
"""

from dataclasses import dataclass
from datetime import date, datetime

from mittendrin.events.recurrence import LAST, Pauses, Repeat, Span, When, days, paused_days, span_on

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
IN_EVERY_MONTH = 28
WEEKDAYS_IN_EVERY_MONTH = 4


@dataclass(frozen=True, slots=True)
class PublishedSeries:
    """`first` is DTSTART and DTEND, `excluded` the starts for EXDATE; whole days begin at local midnight."""

    first: Span
    rule: str
    excluded: tuple[datetime, ...]


def published_series(when: When, last_day: date, pauses: Pauses) -> PublishedSeries | None:
    rule = rrule_text(when, last_day, pauses)
    if rule is None:
        return None
    first = days(when, when.first_day, last_day, pauses)[0]
    return PublishedSeries(span_on(when, first), rule, tuple(excluded(when, last_day, pauses)))


def rrule_text(when: When, last_day: date, pauses: Pauses) -> str | None:
    """None when the dates must be published one by one, or when there are none up to the last day."""
    taking_place = days(when, when.first_day, last_day, pauses)
    pattern = _pattern(when)
    if pattern is None or not taking_place:
        return None
    interval = f";INTERVAL={when.every}" if when.every > 1 else ""
    return f"{pattern[0]}{interval};{pattern[1]};UNTIL={_until(when, taking_place[-1])}"


def excluded(when: When, last_day: date, pauses: Pauses) -> list[datetime]:
    """The starts within the series that do not take place."""
    taking_place = days(when, when.first_day, last_day, pauses)
    if not taking_place:
        return []
    paused = paused_days(when, taking_place[0], taking_place[-1], pauses)
    return [span_on(when, day).start for day, _reason in paused]


def _pattern(when: When) -> tuple[str, str] | None:
    """Frequency and days; None when some program would read them differently."""
    lasts_into_next_day = when.starts is not None and when.days > 1
    if when.months or lasts_into_next_day:
        return None
    weekdays = [WEEKDAY_CODES[weekday] for weekday in when.weekdays]
    if when.repeat is Repeat.WEEKLY:
        return "FREQ=WEEKLY;WKST=MO", "BYDAY=" + ",".join(weekdays)
    if when.repeat is Repeat.MONTHLY_WEEKDAY and _same_in_every_month(when.ordinals):
        return "FREQ=MONTHLY", "BYDAY=" + ",".join(f"{n}{code}" for n in when.ordinals for code in weekdays)
    if when.repeat is Repeat.MONTHLY_DAY and when.day_of_month and when.day_of_month <= IN_EVERY_MONTH:
        return "FREQ=MONTHLY", f"BYMONTHDAY={when.day_of_month}"
    return None


def _same_in_every_month(ordinals: tuple[int, ...]) -> bool:
    """The fourth is often also the last one, and programs may count it twice."""
    return max(ordinals) <= WEEKDAYS_IN_EVERY_MONTH and not {WEEKDAYS_IN_EVERY_MONTH, LAST} <= set(ordinals)


def _until(when: When, last: date) -> str:
    if when.starts is None:
        return f"{last:%Y%m%d}"
    return f"{span_on(when, last).start:%Y%m%dT%H%M%SZ}"
