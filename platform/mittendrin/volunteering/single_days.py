"""Days that an offer names one by one, beside its weeks: "An bestimmten Tagen".

They are for what is wanted on one of these days, or only once. Somebody who wants help every week, every month or
whenever they call cannot count on them, so there they mean nothing; a day that is over means nothing anywhere.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Protocol

from mittendrin.core.german import show_day_short
from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.volunteering.grid import WHOLE_DAY, Part, slots_on
from mittendrin.volunteering.pauses import Away, is_there
from mittendrin.volunteering.states import Frequency
from mittendrin.volunteering.times import PART_WORDS


class Free(Away, Protocol):
    """When somebody offers time."""

    @property
    def times(self) -> int: ...
    @property
    def on_days(self) -> tuple[date, ...]: ...
    @property
    def day_parts(self) -> int: ...


class Wish(Protocol):
    """When somebody wants help."""

    @property
    def times(self) -> int: ...
    @property
    def on_days(self) -> tuple[date, ...]: ...
    @property
    def frequency(self) -> str: ...
    @property
    def until(self) -> date | None: ...


@lru_cache(maxsize=1_000)
def read_days(joined: str) -> tuple[date, ...]:
    """From a column of either side."""
    return tuple(date.fromisoformat(one) for one in joined.split(",") if one)


def write_days(days: Iterable[date]) -> str:
    return ",".join(day.isoformat() for day in days)


def reaches(request: Wish) -> bool:
    """Whether single days can be enough."""
    return bool(request.on_days) or request.frequency == Frequency.ONCE


def days_to_come(offer: Free, today: date) -> tuple[date, ...]:
    """Without those that are over, and those of a pause."""
    return tuple(day for day in offer.on_days if day >= today and is_there(offer, day))


def is_wanted(request: Wish, day: date) -> bool:
    """One of the days that somebody names, and not after the last one on which help is wanted."""
    in_time = request.until is None or day <= request.until
    return in_time and (not request.on_days or day in request.on_days)


def last_day_wanted(named: Iterable[date], until: date | None) -> date | None:
    """Of a request that names days, or the last one at all; None where it goes on."""
    return max((day for day in named if until is None or day <= until), default=until)


def days_in_common(offer: Free, request: Wish, today: date) -> tuple[date, ...]:
    if not offer.on_days or not reaches(request):
        return ()
    return tuple(
        day
        for day in days_to_come(offer, today)
        if is_wanted(request, day) and slots_on(day, offer.day_parts) & request.times
    )


def days_besides(offer: Free, request: Wish, today: date) -> tuple[date, ...]:
    """Those on which somebody is free at a time that is not theirs each week anyway."""
    news = request.times & ~offer.times
    return tuple(
        day for day in days_in_common(offer, request, today) if slots_on(day, offer.day_parts) & news
    )


def days_in_words(days: Iterable[date], parts: int) -> str:
    """ "am Mittwoch, 3. Juni vormittags", "am Mittwoch, 3. Juni und am Freitag, 5. Juni jeweils vormittags" """
    named = [_("am {day}", day=show_day_short(day)) for day in days]
    if not named or parts == WHOLE_DAY:
        return join_and(named)
    free = join_and([_(PART_WORDS[part]) for part in Part if parts >> part & 1])
    if len(named) == 1:
        return f"{named[0]} {free}"
    return _("{days} jeweils {parts}", days=join_and(named), parts=free)
