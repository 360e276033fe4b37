"""Whose platform this is: the city and the office, as every page shows them.

The values come from the office's own settings. `app.state.load_site` reads them (app.py says how);
`bring_site` runs before each request, so that a page and its error page can show them without waiting.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from litestar import Request

from mittendrin.core.calendar_days import is_office_day
from mittendrin.core.clock import at_local, local_day, to_local
from mittendrin.core.german import WEEKDAYS, show_day_short, show_time, spoken_span
from mittendrin.core.language import _

Span = tuple[time, time]
A_WEEK = 7
DAYS_AHEAD = 21


@dataclass(frozen=True, slots=True)
class Site:
    """`hours` has seven entries, Monday first: when somebody answers the telephone on that weekday."""

    city: str
    office_name: str
    office_phone: str
    hours: tuple[tuple[Span, ...], ...]
    base_url: str
    sample_data: bool = False
    area_code: str = ""

    @property
    def name(self) -> str:
        return f"Mittendrin {self.city}".rstrip()

    @property
    def office_hours(self) -> str:
        """ "Montag bis Donnerstag 9 bis 16 Uhr, Freitag 9 bis 12 Uhr" """
        return ", ".join(f"{_days(first, last)} {_spoken(spans)}" for first, last, spans in _runs(self.hours))

    def call_hint(self, now: datetime) -> str:
        return (
            _("Rufen Sie uns an, {wann}:", wann=when) if (when := self._when(now)) else _("Rufen Sie uns an:")
        )

    def next_turn(self, now: datetime) -> datetime:
        """When `call_hint` may say something else: the office opens or closes, or the day is over."""
        today = local_day(now)
        moments = [at_local(today, moment) for span in self._open(today) for moment in span]
        moments.append(at_local(today + timedelta(days=1), time(0)))
        return min(moment for moment in moments if moment > now)

    def _open(self, day: date) -> tuple[Span, ...]:
        return self.hours[day.weekday()] if self.hours and is_office_day(day) else ()

    def _when(self, now: datetime) -> str:
        today, moment = local_day(now), to_local(now).time()
        for start, end in self._open(today):
            if moment < start:
                return _("heute ab {uhr}", uhr=show_time(start))
            if moment < end:
                return _("heute bis {uhr}", uhr=show_time(end))
        ahead = (today + timedelta(days=n) for n in range(1, DAYS_AHEAD))
        day = next((day for day in ahead if self._open(day)), None)
        return _from(day, self._open(day)[0][0], (day - today).days) if day else ""


NOBODY = Site(city="", office_name="", office_phone="", hours=(), base_url="")


async def bring_nothing(_: Request[Any, Any, Any]) -> None:
    """`before_request` of what has to answer without the database too."""


async def bring_site(request: Request[Any, Any, Any]) -> None:
    """Runs before each request."""
    request.app.state.site = await request.app.state.load_site()


def site_of(request: Request[Any, Any, Any]) -> Site:
    """The last one read. An error page before the first one has none and must not fail over it."""
    site = request.app.state.get("site", NOBODY)
    return site if isinstance(site, Site) else NOBODY


def _from(day: date, opens: time, days_off: int) -> str:
    if days_off == 1:
        return _("morgen ab {uhr}", uhr=show_time(opens))
    if days_off < A_WEEK:
        return _("am {tag} ab {uhr}", tag=WEEKDAYS[day.weekday()], uhr=show_time(opens))
    return _("ab {tag}, {uhr}", tag=show_day_short(day), uhr=show_time(opens))


def _runs(hours: tuple[tuple[Span, ...], ...]) -> list[tuple[int, int, tuple[Span, ...]]]:
    """Weekdays in a row with the same hours become one run; days when nobody answers are left out."""
    runs: list[tuple[int, int, tuple[Span, ...]]] = []
    for day, spans in enumerate(hours):
        if runs and runs[-1][1] == day - 1 and runs[-1][2] == spans:
            runs[-1] = (runs[-1][0], day, spans)
        else:
            runs.append((day, day, spans))
    return [run for run in runs if run[2]]


def _days(first: int, last: int) -> str:
    if first == last:
        return WEEKDAYS[first]
    return _("{von} bis {bis}", von=WEEKDAYS[first], bis=WEEKDAYS[last])


def _spoken(spans: tuple[Span, ...]) -> str:
    return _(" und ").join(spoken_span(start, end) for start, end in spans)
