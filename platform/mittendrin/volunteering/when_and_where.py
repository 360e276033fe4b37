"""When and where a proposal would be, as both sides read it before their yes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.places.rules import Meets
from mittendrin.volunteering.common_times import days_they_meet, times_in_common, weekly_in_common
from mittendrin.volunteering.fitting import kilometres
from mittendrin.volunteering.grid import WHOLE_DAY
from mittendrin.volunteering.rules import COSTS, PHONE, PLACES, how_they_meet
from mittendrin.volunteering.single_days import days_besides, days_in_words, read_days
from mittendrin.volunteering.times import times_in_words

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Times:
    """Of one side."""

    times: int
    on_days: tuple[date, ...]
    frequency: str
    until: date | None = None
    day_parts: int = 0
    free_from: None = None
    gone: tuple[tuple[date, date], ...] = ()


def when(row: Row) -> str:
    """What fits both, until the last day; where nothing does yet, what is wished and what is offered."""
    said = _in_common(row) or _apart(*_both(row))
    until = row["request.wanted_until"]
    return _("{times}, bis {day}", times=said, day=show_day(until)) if until else said


def where(row: Row) -> str:
    """Only that nobody has to go anywhere: of any other place they talk later."""
    return _(PLACES[PHONE]) if on_the_telephone(row) else ""


def costs(row: Row) -> str:
    return _(COSTS.get(row["request.costs"], ""))


def to_arrange(row: Row) -> list[str]:
    """Why the office asks all the same: what the two would still have to agree on."""
    said = [
        "" if _in_common(row) else _("Eine gemeinsame Zeit müssten Sie noch finden."),
        _("Der Weg ist weiter als angeboten.") if _is_further_than_offered(row) else "",
    ]
    return [one for one in said if one]


def on_the_telephone(row: Row) -> bool:
    return how_they_meet(row["request.place"], row["request.category.meets"]) is Meets.PHONE


def between_districts(row: Row) -> float | None:
    """Kilometres; None where a place is unknown."""
    one, other = _place(row, "offer"), _place(row, "request")
    return None if one is None or other is None else kilometres(one, other)


def _place(row: Row, end: str) -> tuple[float, float] | None:
    north, east = row[f"{end}.district.latitude"], row[f"{end}.district.longitude"]
    return None if north is None or east is None else (north, east)


def _both(row: Row) -> tuple[_Times, _Times]:
    free, wished = (
        _Times(row[f"{end}.times"], read_days(row[f"{end}.on_days"]), row[f"{end}.frequency"])
        for end in ("offer", "request")
    )
    return (
        replace(free, day_parts=row["offer.day_parts"], gone=_pause(row)),
        replace(wished, until=row["request.wanted_until"]),
    )


def _pause(row: Row) -> tuple[tuple[date, date], ...]:
    return ((row["offer.gone_from"], row["offer.gone_until"]),) if row["offer.gone_from"] else ()


def _in_common(row: Row) -> str:
    """As it was when they were asked: a day that was over by then, or lay in a pause, was no question."""
    free, wished = _both(row)
    asked_on = local_day(row["created_at"])
    if not times_in_common(free, wished, asked_on):
        free = replace(free, gone=())
    weekly, days = weekly_in_common(free, wished, asked_on), days_besides(free, wished, asked_on)
    each_week = times_in_words(weekly)
    named = [day for day in days_they_meet(free, wished, asked_on) if day not in days]
    if named and weekly:
        each_week = _("{times}, und zwar {days}", times=each_week, days=days_in_words(named, WHOLE_DAY))
    said = [each_week, days_in_words(days, free.day_parts)]
    return _(" und ").join(one for one in said if one)


def _apart(free: _Times, wished: _Times) -> str:
    asked = [times_in_words(wished.times), days_in_words(wished.on_days, WHOLE_DAY)]
    offered = [times_in_words(free.times), days_in_words(free.on_days, free.day_parts)]
    return _(
        "gewünscht ist {asked}, möglich ist {offered}",
        asked=_(", und zwar ").join(one for one in asked if one),
        offered=_(" und ").join(one for one in offered if one),
    )


def _is_further_than_offered(row: Row) -> bool:
    if on_the_telephone(row) or row["offer.district"] == row["request.district"]:
        return False
    km = between_districts(row)
    return km is not None and km > row["offer.reach_km"]
