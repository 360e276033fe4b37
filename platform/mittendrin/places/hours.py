"""When somebody answers the telephone, as people write it: "9–12 und 13–16 Uhr"."""

import re
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from mittendrin.core.calendar_days import ONE_DAY, SATURDAY, is_office_day, next_office_day
from mittendrin.core.clock import at_local, local_day
from mittendrin.core.german import read_time, show_span
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused

Week = dict[str, list[list[str]]]
# Of an office that has not said when it is open.
USUAL_SPAN = ["09:00", "16:00"]

_BETWEEN_SPANS = re.compile(r"\s*(?:,|;|\bund\b)\s*", re.IGNORECASE)
_BETWEEN_TIMES = re.compile(r"\s*(?:-|–|—|\bbis\b)\s*", re.IGNORECASE)


def read_hours(text: str) -> list[list[str]]:
    """Spans of "HH:MM" in their order; empty when nobody answers on that day. Raises Refused."""
    parts = [part for part in _BETWEEN_SPANS.split(text.strip()) if part]
    spans = [_span(part) for part in parts]
    for before, after in pairwise(spans):
        if after[0] < before[1]:
            raise Refused(_("Diese Zeiten überschneiden sich."))
    return spans


def show_hours(spans: list[list[str]]) -> str:
    return _(" und ").join(
        show_span(time.fromisoformat(start), time.fromisoformat(end)) for start, end in spans
    )


def _span(text: str) -> list[str]:
    times = _BETWEEN_TIMES.split(text)
    if len(times) != 2:
        raise Refused(_("Schreiben Sie bitte zum Beispiel: 9–12 Uhr und 13–16 Uhr"))
    start, end = (read_time(one).strftime("%H:%M") for one in times)
    if end <= start:
        raise Refused(_("Das Ende liegt vor dem Anfang."))
    return [start, end]


def closing_after(week: Week, now: datetime, office_days: int) -> datetime:
    """When the office closes so many office days after this one. Outside its hours it begins with the next one."""
    day = _first_open(week, local_day(now))
    if at_local(day, _closing(week, day)) <= now:
        day = _first_open(week, next_office_day(day))
    for _step in range(office_days):
        day = next_office_day(day)
    last = _first_open(week, day)
    return at_local(last, _closing(week, last))


def open_time(week: Week, start: datetime, end: datetime) -> timedelta:
    """How long the office is open between two moments."""
    day, open_for = local_day(start), timedelta()
    while day <= local_day(end):
        spans = _spans(week, day) if is_office_day(day) else []
        open_for += sum((_within(day, span, start, end) for span in spans), timedelta())
        day += ONE_DAY
    return open_for


def _within(day: date, span: list[str], start: datetime, end: datetime) -> timedelta:
    opens, closes = (at_local(day, time.fromisoformat(one)) for one in span)
    return max(min(closes, end) - max(opens, start), timedelta())


def _first_open(week: Week, day: date) -> date:
    """The day itself, or the next one on which somebody is at the office."""
    while not (is_office_day(day) and _spans(week, day)):
        day = next_office_day(day)
    return day


def _closing(week: Week, day: date) -> time:
    return time.fromisoformat(_spans(week, day)[-1][1])


def _spans(week: Week, day: date) -> list[list[str]]:
    if not any(week.get(str(weekday)) for weekday in range(SATURDAY)):
        return [USUAL_SPAN]
    return week.get(str(day.weekday()), [])
