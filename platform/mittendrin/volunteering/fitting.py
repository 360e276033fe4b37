"""One thing of an offer beside the same thing of a request, each on its own; weighing.py counts them together."""

from datetime import date
from functools import lru_cache
from math import cos, hypot, radians

from msgspec.structs import replace

from mittendrin.volunteering.common_times import days_left, shared_on, times_in_common
from mittendrin.volunteering.facts import OfferFacts, Place, RequestFacts
from mittendrin.volunteering.pauses import ONE_DAY, back_on, is_never_away, is_there
from mittendrin.volunteering.rules import ByPhone, Company
from mittendrin.volunteering.states import Frequency

UNKNOWN_KM = 5.0
FAR_KM = 10
KM_OF_A_DEGREE = 111.2
ENOUGH_IN_COMMON = 2
_HOW_OFTEN: dict[str, int] = {
    Frequency.ONCE: 1,
    Frequency.MONTHLY: 2,
    Frequency.FORTNIGHTLY: 3,
    Frequency.WEEKLY: 4,
}


def last_day(request: RequestFacts, today: date) -> date:
    """When it is about single days, somebody has to be free then, and not yet today."""
    return max(_wanted_days(request), default=today)


def _wanted_days(request: RequestFacts) -> list[date]:
    return [day for day in request.on_days if request.until is None or day <= request.until]


def time_share(shared: int, wished: int) -> float:
    """Of the parts of the week that somebody wished for."""
    return shared / max(1, wished)


def way_share(request: RequestFacts, km: float | None) -> float:
    return 1.0 if request.by_phone else nearness(km)


def nearness(km: float | None) -> float:
    return 1 - min(1.0, (UNKNOWN_KM if km is None else km) / FAR_KM)


def often_enough(offered: str, wished: str) -> bool:
    """More often than wished is enough too; "on call" is once at a time and nothing to count on."""
    if offered == Frequency.ON_CALL:
        return wished in (Frequency.ON_CALL, Frequency.ONCE)
    return offered == wished or _HOW_OFTEN.get(offered, 0) > _HOW_OFTEN.get(wished, 9)


def hours_left(offer: OfferFacts) -> int:
    """Of a week, beside what they give already."""
    return offer.hours_per_week - offer.hours_taken


def hours_free(offer: OfferFacts) -> int:
    """Of a week, when those who wait for an answer of theirs, or about them, get a yes."""
    return hours_left(offer) - offer.hours_asked


def speaks(offer: OfferFacts, request: RequestFacts) -> bool:
    return not request.languages or bool(offer.languages & request.languages)


def interest_share(shared: int) -> float:
    return min(1.0, shared / ENOUGH_IN_COMMON)


def is_over(request: RequestFacts, today: date) -> bool:
    ended = request.until is not None and request.until < today
    return ended or (bool(request.on_days) and not days_left(request, today))


def pauses_to_come(offer: OfferFacts, request: RequestFacts, today: date) -> tuple[tuple[date, date], ...]:
    """While help is wanted again and again, or on one of the days that are named."""
    if named := days_left(request, today):
        return tuple(one for one in offer.gone if any(one[0] <= day <= one[1] for day in named))
    until = request.until or date.max
    return tuple(one for one in offer.gone if today < one[0] <= until)


def is_away(offer: OfferFacts, request: RequestFacts, today: date) -> bool:
    """A pause now, or on every day on which the two could meet."""
    if is_never_away(offer, today):
        return False
    if away_throughout(offer, request, today):
        return True
    return shares_a_time(offer, request, today) and not times_in_common(offer, request, today)


def away_throughout(offer: OfferFacts, request: RequestFacts, today: date) -> bool:
    """At whatever times they are free."""
    if named := days_left(request, today):
        return not any(is_there(offer, day) for day in named)
    return not is_there(offer, today) or _away_to_the_end(offer, request, today)


def shares_a_time(offer: OfferFacts, request: RequestFacts, today: date) -> bool:
    """Pauses aside."""
    there = offer if is_never_away(offer, today) else replace(offer, free_from=None, gone=())
    return times_in_common(there, request, today) > 0


def back_between(offer: OfferFacts, request: RequestFacts, today: date) -> date | None:
    """When the pause ends that keeps the two apart; None when nothing is wanted any more by then."""
    back = back_on(offer, _day_in_pause(offer, request, today))
    ends = None if request.on_days else request.until
    return back if back is None or ends is None or back <= ends else None


def _day_in_pause(offer: OfferFacts, request: RequestFacts, today: date) -> date:
    """The last one on which they could meet else."""
    if named := days_left(request, today):
        return max((day for day in named if shared_on(offer, request, day)), default=max(named))
    if request.until is None or not is_there(offer, today):
        return today
    week = (request.until - number * ONE_DAY for number in range(7))
    return next((day for day in week if day > today and shared_on(offer, request, day)), today)


def _away_to_the_end(offer: OfferFacts, request: RequestFacts, today: date) -> bool:
    """On no day from tomorrow to the last one on which help is wanted somebody is there."""
    if request.until is None or request.on_days:
        return False
    day = min(today + ONE_DAY, request.until)
    while back := back_on(offer, day):
        day = back
    return day > request.until


def distance(offer: OfferFacts, request: RequestFacts) -> float | None:
    """Kilometres as the crow flies between the middles of two districts; inside one of them it is 0.

    On the telephone nobody has to go anywhere, so that None is no riddle there.
    """
    if request.by_phone:
        return None
    if offer.district is not None and offer.district == request.district:
        return 0.0
    if offer.place is None or request.place is None:
        return None
    return kilometres(offer.place, request.place)


@lru_cache(maxsize=10_000)
def kilometres(one: Place, other: Place) -> float:
    """Good for the size of a town: the earth counts as flat here."""
    north = (one[0] - other[0]) * KM_OF_A_DEGREE
    east = (one[1] - other[1]) * KM_OF_A_DEGREE * cos(radians((one[0] + other[0]) / 2))
    return hypot(north, east)


def too_far(offer: OfferFacts, km: float | None) -> bool:
    """Where a place is unknown the clerk knows better."""
    return km is not None and km > offer.reach_km


def language_missing(offer: OfferFacts, request: RequestFacts) -> bool:
    return request.language_needed and not offer.languages & request.languages


def wrong_gender(offer: OfferFacts, request: RequestFacts) -> bool:
    return request.gender not in ("", offer.gender)


def car_missing(offer: OfferFacts, request: RequestFacts) -> bool:
    return request.car_needed and not offer.has_car


def wrong_place(offer: OfferFacts, request: RequestFacts) -> bool:
    """On the telephone without having said so, or at somebody's home by whoever helps only from afar."""
    return offer.by_phone == ByPhone.NO if request.by_phone else offer.by_phone == ByPhone.ONLY


def wrong_company(offer: OfferFacts, request: RequestFacts) -> bool:
    return offer.company == (Company.PAIR if request.team else Company.TEAM)


def brings_unwanted(offer: OfferFacts, request: RequestFacts) -> bool:
    return not request.by_phone and bool(offer.unwanted & request.brings)


def papers_missing(offer: OfferFacts, request: RequestFacts, today: date) -> list[str]:
    """Each counts until the last day that this is about."""
    if not request.papers:
        return []
    until = None if request.on_days else request.until
    day = max(today, until or last_day(request, today))
    return sorted(request.papers - {name for name, until in offer.seen if until >= day})
