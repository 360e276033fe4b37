"""On which day somebody is reminded of a date, and whether they still will be. Pure; the time comes in."""

from datetime import date, datetime, time, timedelta

from mittendrin.core.calendar_days import is_office_day, next_office_day, office_days_after
from mittendrin.core.clock import at_local, local_day
from mittendrin.outbox.rules import LETTER_AT_THE_LATEST, Way

EARLY = time(6)
ONE_DAY = timedelta(days=1)
LETTER_DAYS = LETTER_AT_THE_LATEST + 1
# Four office days are never longer, whatever holidays there are.
LONGEST_BEFORE = timedelta(days=21)
# Whoever has just been written to needs no second letter.
FRESH = timedelta(days=7)


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


def knows_it_already(way: Way, told: datetime, now: datetime) -> bool:
    return way is Way.LETTER and now - told < FRESH


def will_remind(way: Way, day: date, told: datetime, now: datetime) -> bool:
    """Early on some morning to come; `told`: when they last heard of it, as they signed up."""
    today = local_day(now)
    first = today if now < at_local(today, EARLY) else today + ONE_DAY
    run = at_local(max(first, day - LONGEST_BEFORE), EARLY)
    while (today := local_day(run)) < day:
        if reminds_today(way, day, today) and not knows_it_already(way, told, run):
            return True
        run = at_local(today + ONE_DAY, EARLY)
    return False
