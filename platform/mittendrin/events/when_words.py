"""A rule in the words that people use for it.

"Jeden zweiten Donnerstag" could be every other week or the second one of a month. So weeks are counted as
"alle zwei Wochen donnerstags", and the place in a month always says so: "jeden 2. Donnerstag im Monat".
"""

from collections.abc import Sequence
from datetime import date, timedelta

from mittendrin.core.german import MONTHS, WEEKDAYS, show_day, show_time, spoken_span
from mittendrin.core.language import _
from mittendrin.events.recurrence import (
    LAST,
    LONGEST_YEARS,
    MIDNIGHT,
    MONTHS_OF_YEAR,
    Repeat,
    When,
    rule_days,
    years_after,
)

MOST_NAMED_DATES = 6
SHORTEST_ROW = 3
FEW_MISSING = 2
PAIR = 2
SOMETIMES = (5,)
NUMBERS = ("", "", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
SHORTEST_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def in_words(when: When) -> str:
    """ "jeden Dienstag, 10 bis 11 Uhr, nicht in den Schulferien"."""
    if when.repeat is Repeat.DATES:
        return _sentence(_named_dates(when), _hours(when))
    length = _("jeweils {days} Tage", days=when.days) if when.days > 1 else ""
    return _sentence(_rhythm(when), _season(when), length, _hours(when), _pauses(when), _end(when))


def in_few_words(when: When) -> str:
    """The rhythm alone, for lists that show day and hour anyway."""
    if when.repeat is not Repeat.DATES:
        return _sentence(_rhythm(when), _season(when))
    if len(when.dates) > 1:
        return _("{n} Termine", n=len(when.dates))
    return _stretch(when.first_day, when.days)


def month_list(months: Sequence[int]) -> str:
    return _listed([_(MONTHS[month - 1]) for month in months])


def _sentence(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _listed(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("{some} und {last}", some=", ".join(words[:-1]), last=words[-1])


def _rhythm(when: When) -> str:
    if when.repeat is Repeat.WEEKLY:
        return _weekly(when)
    if when.repeat is Repeat.MONTHLY_DAY:
        return _monthly_day(when)
    return _monthly_weekday(when)


def _weekly(when: When) -> str:
    if when.every > 1:
        return _("alle {n} Wochen {weekdays}", n=_(NUMBERS[when.every]), weekdays=_habitual(when.weekdays))
    if len(when.weekdays) == len(WEEKDAYS):
        return _("jeden Tag")
    if len(when.weekdays) == 1:
        return _("jeden {weekday}", weekday=_(WEEKDAYS[when.weekdays[0]]))
    return _habitual(when.weekdays)


def _habitual(weekdays: tuple[int, ...]) -> str:
    """ "mittwochs und freitags", "montags bis freitags"."""
    words = [_(WEEKDAYS[weekday].lower() + "s") for weekday in weekdays]
    if len(weekdays) >= SHORTEST_ROW and weekdays[-1] - weekdays[0] == len(weekdays) - 1:
        return _("{first} bis {last}", first=words[0], last=words[-1])
    return _listed(words)


def _monthly_weekday(when: When) -> str:
    places = _listed([_("letzten") if n == LAST else f"{n}." for n in when.ordinals])
    names = [
        _("{places} {weekday}", places=places, weekday=_(WEEKDAYS[weekday])) for weekday in when.weekdays
    ]
    note = _if_it_exists() if when.ordinals == SOMETIMES else ""
    if when.every == MONTHS_OF_YEAR:
        days = _listed([_("am {day}", day=name) for name in names])
        return _("jedes Jahr {days} im {month}", days=days, month=_(MONTHS[_begin(when).month - 1])) + note
    if when.every > 1:
        days = _listed([_("am {day}", day=name) for name in names])
        return _("alle {n} Monate {days}", n=_(NUMBERS[when.every]), days=days) + note
    days = _listed([_("jeden {day}", day=name) for name in names])
    if _names_months(when):
        return _("{days} im {months}", days=days, months=month_list(when.months)) + note
    return _("{days} im Monat", days=days) + note


def _monthly_day(when: When) -> str:
    yearly = when.every == MONTHS_OF_YEAR
    months = (_begin(when).month,) if yearly else when.months or range(1, MONTHS_OF_YEAR + 1)
    day = when.day_of_month or 1
    note = _if_it_exists() if any(day > SHORTEST_MONTHS[month - 1] for month in months) else ""
    if when.every > 1 and not yearly:
        return _("alle {n} Monate am {day}.", n=_(NUMBERS[when.every]), day=day) + note
    if yearly or _names_months(when):
        return (
            _("jedes Jahr am {days}", days=_listed([f"{day}. {_(MONTHS[month - 1])}" for month in months]))
            + note
        )
    return _("jeden Monat am {day}.", day=day) + note


def _if_it_exists() -> str:
    return _(" (wenn es ihn gibt)")


def _names_months(when: When) -> bool:
    """A few months are named in place of "im Monat"; a whole season follows behind it."""
    return bool(when.months) and when.repeat is not Repeat.WEEKLY and not _is_season(when.months)


def _season(when: When) -> str:
    if not when.months or _names_months(when):
        return ""
    missing = _missing(when.months)
    if len(missing) <= FEW_MISSING:
        return _("nicht im {months}", months=month_list(missing))
    begin = _row_begin(when.months)
    if begin is None or len(when.months) < SHORTEST_ROW:
        return _("nur im {months}", months=month_list(when.months))
    end = (begin + len(when.months) - 2) % MONTHS_OF_YEAR + 1
    return _("nur von {first} bis {last}", first=_(MONTHS[begin - 1]), last=_(MONTHS[end - 1]))


def _is_season(months: tuple[int, ...]) -> bool:
    in_a_row = len(months) >= SHORTEST_ROW and _row_begin(months) is not None
    return in_a_row or len(_missing(months)) <= FEW_MISSING


def _missing(months: tuple[int, ...]) -> list[int]:
    return [month for month in range(1, MONTHS_OF_YEAR + 1) if month not in months]


def _row_begin(months: tuple[int, ...]) -> int | None:
    """The month in which an unbroken row begins, also one across New Year."""
    begins = [month for month in months if (month - 2) % MONTHS_OF_YEAR + 1 not in months]
    return begins[0] if len(begins) == 1 else None


def _hours(when: When) -> str:
    if when.starts is None or when.ends is None:
        return _("ganztägig")
    if when.days == 1:
        return spoken_span(when.starts, when.ends)
    end = _("24 Uhr") if when.ends == MIDNIGHT else show_time(when.ends)
    return _("ab {start}, am letzten Tag bis {end}", start=show_time(when.starts), end=end)


def _pauses(when: When) -> str:
    if when.pause_holidays and when.pause_school:
        return _("nicht an Feiertagen und nicht in den Schulferien")
    if when.pause_holidays:
        return _("nicht an Feiertagen")
    return _("nicht in den Schulferien") if when.pause_school else ""


def _end(when: When) -> str:
    if when.until:
        return _("bis {day}", day=_day(when.until))
    if when.times and (when.pause_holidays or when.pause_school):
        return _("insgesamt {n}-mal", n=when.times)  # the first day may be one that falls away
    if when.times:
        return _("{n}-mal ab {day}", n=when.times, day=_day(_begin(when)))
    return ""


def _begin(when: When) -> date:
    """The first date of all, which may be later than the day from which the rule holds."""
    return next(rule_days(when, years_after(when.first_day, LONGEST_YEARS)), when.first_day)


def _named_dates(when: When) -> str:
    if len(when.dates) == 1:
        return show_day(when.first_day) if when.days == 1 else _stretch(when.first_day, when.days)
    if len(when.dates) > MOST_NAMED_DATES:
        first, last = when.dates[0], when.dates[-1]
        start = _before(first, last)
        return _("{n} Termine vom {first} bis {last}", n=len(when.dates), first=start, last=_day(last))
    if when.days > 1:
        return _listed([_stretch(day, when.days) for day in when.dates])
    following = (*when.dates[1:], None)
    return _("am {days}", days=_listed([_before(*pair) for pair in zip(when.dates, following, strict=True)]))


def _before(day: date, following: date | None) -> str:
    """The year is said once, with the last of its dates."""
    return _day_of_year(day) if following and following.year == day.year else _day(day)


def _stretch(first: date, days: int) -> str:
    """ "14. bis 17. Juni 2027", "30. Juni und 1. Juli 2027"."""
    if days == 1:
        return _day(first)
    last = first + timedelta(days=days - 1)
    start = _before(first, last) if first.month != last.month else f"{first.day}."
    if days == PAIR:
        return _listed([start, _day(last)])
    return _("{first} bis {last}", first=start, last=_day(last))


def _day(day: date) -> str:
    return f"{_day_of_year(day)} {day.year}"


def _day_of_year(day: date) -> str:
    return f"{day.day}. {_(MONTHS[day.month - 1])}"
