from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mittendrin.core.clock import local_day
from mittendrin.core.german import MONTHS
from mittendrin.events.filters import Filter
from mittendrin.events.listing import Day, by_day, dates_between
from mittendrin.events.views import next_turn


@dataclass(frozen=True, slots=True)
class Programme:
    """A month to print."""

    month: str
    path: str


@dataclass(frozen=True, slots=True)
class StartView:
    """`days` are today and tomorrow; `until` is when something else may stand here."""

    dates_this_week: int
    days: list[Day]
    programmes: list[Programme]
    until: datetime


async def show_start(now: datetime) -> StartView:
    today = local_day(now)
    week = await dates_between(Filter(), *Filter().span(today), now)
    tomorrow = today + timedelta(days=1)
    return StartView(
        dates_this_week=len(week),
        days=by_day((one for one in week if one.day <= tomorrow), today),
        programmes=[_programme(today), _programme(_next_month(today))],
        until=next_turn(week, now),
    )


def _programme(day: date) -> Programme:
    return Programme(MONTHS[day.month - 1], f"/programm/{day:%Y-%m}")


def _next_month(day: date) -> date:
    return day.replace(day=1) + timedelta(days=31)
