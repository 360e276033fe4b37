"""The same rule as python-dateutil reads it: what our own dates are compared with."""

from datetime import date, datetime, time
from itertools import islice

from dateutil import rrule

from mittendrin.events.recurrence import Repeat, When


def by_dateutil(when: When, last_day: date) -> list[date]:
    """The rule without pauses. Its rhythm counts from the first day that fits, found with every period."""
    first = next(iter(_rule(when, when.first_day, 1, last_day)), None)
    if first is None:
        return []
    found = _rule(when, first.date(), when.every, last_day)
    return [each.date() for each in islice(found, when.times)]


def _rule(when: When, start: date, every: int, last_day: date) -> rrule.rrule:
    by = {
        Repeat.WEEKLY: {"byweekday": when.weekdays},
        Repeat.MONTHLY_WEEKDAY: {
            "byweekday": [rrule.weekday(d, n) for d in when.weekdays for n in when.ordinals]
        },
        Repeat.MONTHLY_DAY: {"bymonthday": when.day_of_month},
    }[when.repeat]
    return rrule.rrule(
        rrule.WEEKLY if when.repeat is Repeat.WEEKLY else rrule.MONTHLY,
        dtstart=datetime.combine(start, time.min),
        until=datetime.combine(min(when.until or last_day, last_day), time.min),
        interval=every,
        bymonth=when.months or None,
        wkst=rrule.MO,
        **by,
    )
