from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mittendrin.core.clock import local_day
from mittendrin.core.german import MONTHS
from mittendrin.desks.visitor.thanks import thanks
from mittendrin.events.filters import Filter
from mittendrin.events.finding import count_between
from mittendrin.events.listing import Day, as_many_as_fit, by_day, with_traces
from mittendrin.events.views import next_turn


@dataclass(frozen=True, slots=True)
class Programme:
    """A month to print."""

    month: str
    path: str


@dataclass(frozen=True, slots=True)
class StartView:
    """`days` are today and tomorrow, or only today (`only_today`) when that fills the page; `until` is when
    something else may stand here."""

    dates_this_week: int
    days: list[Day]
    only_today: bool
    programmes: list[Programme]
    thanks: list[str]
    until: datetime


async def show_start(now: datetime) -> StartView:
    today = local_day(now)
    tomorrow = today + timedelta(days=1)
    found = await with_traces(Filter(), today, tomorrow, now)
    shown = as_many_as_fit(by_day(found, today), tomorrow)
    return StartView(
        dates_this_week=await count_between(*Filter().span(today), now),
        days=shown.days,
        only_today=shown.last == today,
        programmes=[_programme(today), _programme(_next_month(today))],
        thanks=(await thanks(now)).sentences,
        until=next_turn(found, now),
    )


def _programme(day: date) -> Programme:
    return Programme(MONTHS[day.month - 1], f"/programm/{day:%Y-%m}")


def _next_month(day: date) -> date:
    return day.replace(day=1) + timedelta(days=31)
