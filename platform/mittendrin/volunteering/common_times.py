"""When two have time for each other: on days that are still to come and on which the helper is there.

Whoever names single days wants help on these, and each part of each of them counts; else the parts of a week count, as
long as such a day comes until the last one. Today counts to its end.
"""

from datetime import date
from functools import lru_cache

from mittendrin.volunteering.grid import WHOLE_DAY, WHOLE_WEEK, slots_on
from mittendrin.volunteering.pauses import ONE_DAY, Absence, back_on, is_there
from mittendrin.volunteering.single_days import Free, Wish, days_in_common, is_wanted

_NEVER_AWAY = Absence()


def days_left(request: Wish, today: date) -> tuple[date, ...]:
    """Of those that somebody has named, each once."""
    if not request.on_days:
        return ()
    return tuple(day for day in dict.fromkeys(request.on_days) if day >= today and is_wanted(request, day))


def times_wished(request: Wish, today: date) -> int:
    """How many."""
    if request.on_days:
        return sum(
            (slots_on(day, WHOLE_DAY) & request.times).bit_count() for day in days_left(request, today)
        )
    if request.until is None:
        return request.times.bit_count()
    return (request.times & week_left(request.until, today)).bit_count()


def times_in_common(offer: Free, request: Wish, today: date) -> int:
    """How many."""
    if not request.on_days and not offer.on_days and request.until is None:
        # Most name no day, and this is asked of everybody: without another call.
        return (offer.times & request.times).bit_count()
    if request.on_days:
        return sum(
            shared_on(offer, request, day).bit_count() for day in days_they_meet(offer, request, today)
        )
    return grid_in_common(offer, request, today).bit_count()


def grid_in_common(offer: Free, request: Wish, today: date) -> int:
    """All that fits, weekly or on a single day, by the days of the week."""
    shared = weekly_in_common(offer, request, today)
    for day in days_in_common(offer, request, today):
        shared |= slots_on(day, offer.day_parts) & request.times
    return shared


def weekly_in_common(offer: Free, request: Wish, today: date) -> int:
    """Of the times that somebody is free each week."""
    both = offer.times & request.times
    if not both:
        return 0
    if request.on_days:
        return both & week_of(tuple(day for day in days_left(request, today) if is_there(offer, day)))
    if request.until is None:
        return both
    return both & week_left(request.until, today, Absence(offer.free_from, offer.gone))


def days_they_meet(offer: Free, request: Wish, today: date) -> list[date]:
    """Of those that somebody has named."""
    return [
        day for day in days_left(request, today) if is_there(offer, day) and shared_on(offer, request, day)
    ]


def some_of_the_days(offer: Free, request: Wish, today: date) -> tuple[date, ...]:
    """On which somebody comes; nothing where they come on all."""
    wished = [day for day in days_left(request, today) if slots_on(day, WHOLE_DAY) & request.times]
    met = days_they_meet(offer, request, today)
    return tuple(met) if len(met) < len(wished) else ()


def day_in_question(offer: Free, request: Wish, today: date) -> date | None:
    """The first on which they could meet, or the last on which help is wanted; None where it goes on without an end."""
    if request.on_days:
        return min(days_they_meet(offer, request, today) or days_left(request, today), default=None)
    if not weekly_in_common(offer, request, today) and (named := days_in_common(offer, request, today)):
        return min(named)
    return request.until


def shared_on(offer: Free, request: Wish, day: date) -> int:
    """The grid of this one day, pauses aside."""
    return free_on(offer, day) & request.times


def free_on(offer: Free, day: date) -> int:
    """Pauses aside."""
    free = offer.times & slots_on(day, WHOLE_DAY)
    return free | slots_on(day, offer.day_parts) if day in offer.on_days else free


@lru_cache(maxsize=1_000)
def week_of(days: tuple[date, ...]) -> int:
    """All the times of these days."""
    found = 0
    for day in days:
        found |= slots_on(day, WHOLE_DAY)
    return found


@lru_cache(maxsize=10_000)
def week_left(until: date, today: date, away: Absence = _NEVER_AWAY) -> int:
    """All the times of the days until the last one, without those of a pause."""
    found, day = 0, today
    while day <= until and found != WHOLE_WEEK:
        if back := back_on(away, day):
            day = back
        else:
            found |= slots_on(day, WHOLE_DAY)
            day += ONE_DAY
    return found
