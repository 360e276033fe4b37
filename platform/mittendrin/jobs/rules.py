"""When jobs are due. Pure; the time comes in."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from mittendrin.core.calendar_days import is_office_day, next_office_day, office_days_after
from mittendrin.core.clock import at_local, local_day
from mittendrin.outbox.rules import LETTER_AT_THE_LATEST, Way

EARLY = time(6)
ONE_DAY = timedelta(days=1)
LETTER_DAYS = LETTER_AT_THE_LATEST + 1
# Whoever has just been written to needs no second letter.
FRESH = timedelta(days=7)

# How many are done, and of how many.
Progress = Callable[[int, int], None]


def silent(_done: int, _of: int) -> None:
    """Nobody watches."""


def is_due(last_run: datetime | None, now: datetime) -> bool:
    """Once a day, early in the morning; what a switched-off server has missed is made up for once."""
    return last_run is None or last_run < last_early_morning(now)


def last_early_morning(now: datetime) -> datetime:
    today = at_local(local_day(now), EARLY)
    return today if today <= now else at_local(local_day(now) - ONE_DAY, EARLY)


def reminds_today(way: Way, day: date, today: date) -> bool:
    """A mail goes the day before. Somebody calls on the last office day before, and writes early enough to be read: four
    office days before, or three if nobody was there.
    """
    if way is Way.MAIL:
        return day == today + ONE_DAY
    if not is_office_day(today):
        return False
    if way is Way.CALL:
        return today < day <= next_office_day(today)
    return office_days_after(today, LETTER_AT_THE_LATEST) <= day <= office_days_after(today, LETTER_DAYS)


def last_day_reminded(today: date) -> date:
    """No reminder of today is for a date after this day."""
    return office_days_after(today, LETTER_DAYS)
