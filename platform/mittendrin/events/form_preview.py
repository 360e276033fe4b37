"""What a club should check before it saves: the next dates, what falls away, and what we do not know yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import groupby

from mittendrin.core.calendar_days import feast, school_data_end
from mittendrin.core.german import show_day, show_day_short, show_time, spoken_span
from mittendrin.core.language import _
from mittendrin.events.dates import PAUSES
from mittendrin.events.recurrence import When, next_dates, paused_days, pauses_unknown_after
from mittendrin.events.rules import DAYS_AHEAD

DATES_SHOWN = 10
MORNING = time(6)


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A date, or a time that falls away for this reason. `holiday`: it takes place on one."""

    day: date
    words: str
    falls_away: str = ""
    holiday: str = ""


def unknown_soon(when: When, today: date, known_until: date) -> bool:
    """Dates are laid out, or were promised with an end, beyond what is known of school holidays."""
    unknown = pauses_unknown_after(when, known_until, PAUSES)
    return unknown is not None and (when.until is not None or unknown < today + timedelta(days=DAYS_AHEAD))


def preview_lines(when: When, today: date) -> Iterator[PreviewLine]:
    days = next_dates(when, today, DATES_SHOWN, PAUSES)
    horizon = days[-1] if days else today + timedelta(days=DAYS_AHEAD)
    fallen = dict(paused_days(when, today, horizon, PAUSES))
    in_order = sorted({*days, *fallen})
    for reason, run in groupby(in_order, key=lambda day: fallen.get(day, "")):
        if reason:
            stretches = _stretches(when, list(run))
            yield from (PreviewLine(one[0], _in_words(one), falls_away=reason) for one in stretches)
        else:
            yield from (_date_line(when, day) for day in run)


def _stretches(when: When, days: list[date]) -> Iterator[list[date]]:
    """Dates in a row that fall away within the same holidays are one line, all others have their own."""
    begin = 0
    for n in range(1, len(days) + 1):
        if n == len(days) or not _within_the_same_holidays(when, days[n - 1], days[n]):
            yield days[begin:n]
            begin = n


def _within_the_same_holidays(when: When, earlier: date, later: date) -> bool:
    between = range(when.days, (later - earlier).days)
    return all(PAUSES.in_school_holidays(earlier + timedelta(days=n)) for n in between)


def _in_words(days: list[date]) -> str:
    first, last = days[0], days[-1]
    if first == last:
        return show_day(first)
    begin = show_day_short(first) if first.year == last.year else show_day(first)
    return _("{first} bis {last}", first=begin, last=show_day(last))


def _date_line(when: When, day: date) -> PreviewLine:
    last = day + timedelta(days=when.days - 1)
    holiday = next((name for n in range(when.days) if (name := feast(day + timedelta(days=n)))), "")
    if when.days > 1:
        words = _("{first} bis {last}", first=show_day_short(day), last=show_day(last))
        if when.starts:
            words = _("{days}, ab {start}", days=words, start=show_time(when.starts))
    elif when.starts and when.ends is not None:
        words = _("{day}, {span}", day=show_day(day), span=spoken_span(when.starts, when.ends))
    else:
        words = _("{day}, ganztägig", day=show_day(day))
    return PreviewLine(day, words, holiday=holiday)


def preview_warnings(when: When, lines: list[PreviewLine], today: date) -> Iterator[str]:
    dates = [line for line in lines if not line.falls_away]
    if not dates:
        yield _(
            "So gibt es keinen Termin: Alle Tage sind schon vorbei oder fallen aus. Prüfen Sie bitte das Datum."
        )
    if dates and when.starts:
        yield from at_night(when.starts)
    if any(line.holiday for line in dates):
        yield _("Ein Termin liegt auf einem Feiertag. Findet er wirklich statt?")
    if unknown_soon(when, today, school_data_end()) or _shows_beyond(when, dates):
        known = show_day(school_data_end())
        yield _(
            "Die Schulferien kennen wir bis {day}. Sagen Sie freie Tage danach bitte selbst ab.", day=known
        )


def at_night(starts: time) -> Iterator[str]:
    if starts < MORNING:
        yield _("Das beginnt nachts um {time}. Stimmt das?", time=show_time(starts))


def _shows_beyond(when: When, dates: list[PreviewLine]) -> bool:
    """A seldom or late series reaches years that nobody knows the school holidays of, even with few dates."""
    unknown = pauses_unknown_after(when, school_data_end(), PAUSES)
    return unknown is not None and any(line.day > unknown for line in dates)
