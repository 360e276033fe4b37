"""What is wrong with a rule, in sentences for the person who wrote it."""

from collections.abc import Callable
from datetime import time
from itertools import pairwise

from mittendrin.core.german import show_time
from mittendrin.core.language import _
from mittendrin.events.recurrence import (
    LAST,
    LONGEST_YEARS,
    MIDNIGHT,
    MONTHS_OF_YEAR,
    Repeat,
    When,
    rule_days,
    span_on,
    years_after,
)
from mittendrin.events.when_words import month_list

Problem = tuple[str, str]

SENSIBLE_YEARS = range(2000, 2101)
MOST_SINGLE_DATES = 100
LONGEST_INTERVAL = 12
MOST_DAYS = 31
HOUR_OF_CLOCK_CHANGE = 2
HALF_A_DAY, LONGEST_AFTERNOON = 12, 8
WEEKDAYS = range(7)
ORDINALS = {1, 2, 3, 4, 5, LAST}
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def check(when: When) -> list[Problem]:
    """Field names of When with a sentence each; nothing when the rule makes sense."""
    problems = [problem for ask in (_first_day, check_hours, _rhythm, _end) for problem in ask(when)]
    return problems or _what_follows(when)


def _first_day(when: When) -> list[Problem]:
    if when.first_day.year not in SENSIBLE_YEARS:
        return [("first_day", _("Prüfen Sie bitte das Jahr."))]
    return []


def check_hours(when: When) -> list[Problem]:
    if when.days not in range(1, MOST_DAYS + 1):
        return [("days", _("Eine Veranstaltung kann 1 bis {most} Tage dauern.", most=MOST_DAYS))]
    if when.starts is None:
        return [("starts", _("Schreiben Sie bitte auch, wann es beginnt."))] if when.ends else []
    if when.starts.hour == HOUR_OF_CLOCK_CHANGE:
        return [("starts", _at_the_clock_change(when.starts))]
    if when.ends is None:
        return [("ends", _("Schreiben Sie bitte auch, wann es endet."))]
    if when.days == 1 and (when.ends == when.starts or MIDNIGHT < when.ends < when.starts):
        return [("ends", _the_wrong_way_round(when.starts, when.ends))]
    return []


def _the_wrong_way_round(starts: time, ends: time) -> str:
    """Says what was understood: whoever writes "halb acht" may have meant the evening."""
    understood = _("Verstanden haben wir: {start} bis {end}.", start=show_time(starts), end=show_time(ends))
    wrong = _("Das Ende muss nach dem Beginn liegen. Über Mitternacht? Dann sind es zwei Tage.")
    later = ends.replace(hour=(ends.hour + HALF_A_DAY) % 24)
    if ends < starts < later and later.hour - starts.hour <= LONGEST_AFTERNOON:
        return f"{understood} {wrong} {_did_they_mean(later)}"
    return f"{understood} {wrong}"


def _at_the_clock_change(starts: time) -> str:
    never = _("Zwischen 2 und 3 Uhr nachts kann nichts beginnen: Da werden die Uhren umgestellt.")
    return f"{never} {_did_they_mean(starts.replace(hour=starts.hour + HALF_A_DAY))}"


def _did_they_mean(afternoon: time) -> str:
    return _("Meinen Sie {time}? Dann schreiben Sie es bitte so.", time=show_time(afternoon))


def _rhythm(when: When) -> list[Problem]:
    return [problem for ask in _RHYTHM_CHECKS[when.repeat] for problem in ask(when)]


def _single_dates(when: When) -> list[Problem]:
    if len(when.dates) > MOST_SINGLE_DATES:
        return [
            ("dates", _("Mehr als {most} einzelne Termine gehen nicht auf einmal.", most=MOST_SINGLE_DATES))
        ]
    return []


def _weekdays(when: When) -> list[Problem]:
    if not when.weekdays or not set(when.weekdays) <= set(WEEKDAYS):
        return [("weekdays", _("Wählen Sie bitte mindestens einen Wochentag."))]
    return []


def _ordinals(when: When) -> list[Problem]:
    if not when.ordinals or not set(when.ordinals) <= ORDINALS:
        return [
            (
                "ordinals",
                _("Der wievielte im Monat ist es? Wählen Sie bitte zum Beispiel „2.“ oder „letzter“."),
            )
        ]
    return []


def _weeks(when: When) -> list[Problem]:
    if when.every not in range(1, LONGEST_INTERVAL + 1):
        return [("every", _("Der Abstand kann 1 bis {most} Wochen sein.", most=LONGEST_INTERVAL))]
    return []


def _months(when: When) -> list[Problem]:
    if when.every not in range(1, LONGEST_INTERVAL + 1):
        return [("every", _("Der Abstand kann 1 bis {most} Monate sein.", most=LONGEST_INTERVAL))]
    if when.every > 1 and when.months:
        return [("months", _("Wählen Sie bitte eines: bestimmte Monate, oder alle paar Monate."))]
    return []


def _season(when: When) -> list[Problem]:
    if any(month not in range(1, MONTHS_OF_YEAR + 1) for month in when.months):
        return [("months", _("Diesen Monat gibt es nicht."))]
    return []


def _day_of_month(when: When) -> list[Problem]:
    day = when.day_of_month
    if day is None or day not in range(1, max(LONGEST_MONTHS) + 1):
        return [("day_of_month", _("Schreiben Sie bitte einen Tag von 1 bis 31."))]
    months = set(when.months) & set(range(1, MONTHS_OF_YEAR + 1))
    if months and all(day > LONGEST_MONTHS[month - 1] for month in months):
        named = month_list(sorted(months))
        return [("day_of_month", _("Den {day}. gibt es im {months} nicht.", day=day, months=named))]
    return []


def _end(when: When) -> list[Problem]:
    if when.repeat is Repeat.DATES or when.first_day.year not in SENSIBLE_YEARS:
        return []
    if when.until and when.times is not None:
        return [("times", _("Wählen Sie bitte eines: ein Enddatum oder eine Anzahl von Terminen."))]
    if when.times is not None and when.times < 1:
        return [("times", _("Schreiben Sie bitte, wie viele Termine es sind: mindestens 1."))]
    if when.until and when.until < when.first_day:
        return [("until", _("Das Enddatum liegt vor dem ersten Tag."))]
    if when.until and when.until > years_after(when.first_day, LONGEST_YEARS):
        return [("until", _too_long())]
    return []


def _what_follows(when: When) -> list[Problem]:
    horizon = years_after(when.first_day, LONGEST_YEARS)
    days = list(rule_days(when, horizon))
    if not days:
        field = "until" if when.until else "first_day"
        return [(field, _("So gibt es keinen einzigen Termin. Prüfen Sie bitte die Angaben."))]
    if when.repeat is Repeat.DATES and when.dates[-1] > horizon:
        return [("dates", _too_long())]
    if when.repeat is not Repeat.DATES and when.times and when.times > len(days):
        return [("times", _too_long())]
    spans = [span_on(when, day) for day in days] if when.days > 1 else []
    if any(one.end > following.start for one, following in pairwise(spans)):
        return [("days", _("Die Termine überschneiden sich: Der nächste beginnt, bevor einer zu Ende ist."))]
    return []


def _too_long() -> str:
    return _("Bitte planen Sie höchstens {years} Jahre im Voraus.", years=LONGEST_YEARS)


_RHYTHM_CHECKS: dict[Repeat, tuple[Callable[[When], list[Problem]], ...]] = {
    Repeat.DATES: (_single_dates,),
    Repeat.WEEKLY: (_weekdays, _weeks, _season),
    Repeat.MONTHLY_WEEKDAY: (_ordinals, _weekdays, _months, _season),
    Repeat.MONTHLY_DAY: (_day_of_month, _months, _season),
}
