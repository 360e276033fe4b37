"""The RFC 5545 form of a rule, as far as every calendar program reads it alike.

Outside of that (seasons, a fifth Saturday, the 31st, single dates) its dates are published one by one.
Rule, first date and exclusions belong together: they hold for one horizon and one state of the pauses.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from mittendrin.events.recurrence import (
    LAST,
    MIDNIGHT,
    Pauses,
    Repeat,
    Span,
    When,
    days,
    paused_days,
    span_on,
    start_on,
)

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
IN_EVERY_MONTH = 28
WEEKDAYS_IN_EVERY_MONTH = 4
BEGIN = datetime.min.replace(tzinfo=UTC)
CLOCKS_CHANGE, CLOCKS_CHANGED = time(2), time(3)


@dataclass(frozen=True, slots=True)
class PublishedSeries:
    """`first` is DTSTART and DTEND, `starts` all that the rule yields, `excluded` those of them for EXDATE; whole days
    begin at local midnight.
    """

    first: Span
    rule: str
    starts: frozenset[datetime]
    excluded: tuple[datetime, ...]


def published_series(
    when: When, last_day: date, pauses: Pauses, since: datetime = BEGIN
) -> PublishedSeries | None:
    """Without what was over at that moment: before, another rule may have held, or none."""
    taking_place = _taking_place(when, last_day, pauses, since)
    rule = _rule(when, taking_place)
    if rule is None:
        return None
    out = tuple(_excluded(when, taking_place, pauses))
    starts = frozenset(start_on(when, day) for day in taking_place).union(out)
    return PublishedSeries(span_on(when, taking_place[0]), rule, starts, out)


def rrule_text(when: When, last_day: date, pauses: Pauses) -> str | None:
    """None when the dates must be published one by one, or when there are none up to the last day."""
    return _rule(when, days(when, when.first_day, last_day, pauses))


def excluded(when: When, last_day: date, pauses: Pauses) -> list[datetime]:
    """The starts within the series that do not take place."""
    return _excluded(when, days(when, when.first_day, last_day, pauses), pauses)


def _taking_place(when: When, last_day: date, pauses: Pauses, since: datetime) -> list[date]:
    all_days = days(when, when.first_day, last_day, pauses)
    return all_days if since == BEGIN else [day for day in all_days if span_on(when, day).end > since]


def _rule(when: When, taking_place: list[date]) -> str | None:
    pattern = _pattern(when)
    if pattern is None or not taking_place:
        return None
    interval = f";INTERVAL={when.every}" if when.every > 1 else ""
    return f"{pattern[0]}{interval};{pattern[1]};UNTIL={_until(when, taking_place[-1])}"


def _excluded(when: When, taking_place: list[date], pauses: Pauses) -> list[datetime]:
    if not taking_place:
        return []
    paused = paused_days(when, taking_place[0], taking_place[-1], pauses)
    return [start_on(when, day) for day, _reason in paused]


def _pattern(when: When) -> tuple[str, str] | None:
    """Frequency and days; None when some program would read them differently."""
    if when.months or _lasts_into_next_day(when) or _lies_across_the_change_of_clocks(when):
        return None
    weekdays = [WEEKDAY_CODES[weekday] for weekday in when.weekdays]
    if when.repeat is Repeat.WEEKLY:
        return "FREQ=WEEKLY;WKST=MO", "BYDAY=" + ",".join(weekdays)
    if when.repeat is Repeat.MONTHLY_WEEKDAY and _same_in_every_month(when.ordinals):
        return "FREQ=MONTHLY", "BYDAY=" + ",".join(f"{n}{code}" for n in when.ordinals for code in weekdays)
    if when.repeat is Repeat.MONTHLY_DAY and when.day_of_month and when.day_of_month <= IN_EVERY_MONTH:
        return "FREQ=MONTHLY", f"BYMONTHDAY={when.day_of_month}"
    return None


def _lasts_into_next_day(when: When) -> bool:
    return when.starts is not None and when.days > 1


def _lies_across_the_change_of_clocks(when: When) -> bool:
    """From one to four at night is two, three or four hours, and programs disagree about which."""
    if when.starts is None or when.ends is None or when.starts >= CLOCKS_CHANGED:
        return False
    return when.ends > CLOCKS_CHANGE or when.ends == MIDNIGHT


def _same_in_every_month(ordinals: tuple[int, ...]) -> bool:
    """The fourth is often also the last one, and programs may count it twice."""
    return max(ordinals) <= WEEKDAYS_IN_EVERY_MONTH and not {WEEKDAYS_IN_EVERY_MONTH, LAST} <= set(ordinals)


def _until(when: When, last: date) -> str:
    if when.starts is None:
        return f"{last:%Y%m%d}"
    return f"{start_on(when, last):%Y%m%dT%H%M%SZ}"
