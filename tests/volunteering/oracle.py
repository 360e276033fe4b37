"""What the README promises about matching, told again as plainly as possible: slow, and knowing nothing of our code.

Weeks are lists of slots instead of bits, points are fractions instead of whole numbers, and every rule stands alone.
"""

from datetime import date, timedelta
from fractions import Fraction
from math import asin, cos, hypot, pi, radians, sin, sqrt
from typing import Any

WEEK = range(28)
HOW_OFTEN = ["once", "monthly", "fortnightly", "weekly"]
EARTH_KM = 6371.0


def ranking(request: Any, offers: list[Any], today: date) -> list[int]:
    """Numbers of the offers that may be proposed, best first, and of each person one."""
    rated = []
    for offer in offers:
        if may_be_proposed(offer, request, today):
            rated.append((-points(offer, request, today), offer.waiting_since, offer.id, offer.person))
    people: list[int] = []
    best = []
    for _points, _since, number, person in sorted(rated):
        if person not in people:
            people.append(person)
            best.append(number)
    return best


def may_be_proposed(offer: Any, request: Any, today: date) -> bool:
    km = kilometres(offer, request)
    taken = offer.running + offer.open_proposals
    return all(
        [
            request.category in offer.categories,
            len(shared_times(offer, request, today)) > 0,
            km is None or km <= offer.reach_km,
            not request.language_needed or any(one in offer.languages for one in request.languages),
            not request.gender or offer.gender == request.gender,
            not request.car_needed or offer.has_car,
            all(paper_counts(one, offer, days_it_counts(request, today)) for one in request.papers),
            request.id not in offer.said_no,
            request.id not in offer.busy_with,
            request.person not in offer.asked_by,
            request.person not in offer.apart,
            request.person != offer.person,
            is_still_wanted(request, today),
            request.on_days or not away_on(offer, today),
            some_day_is_left(offer, request, today),
            as_they_said(offer, request),
            taken < offer.most_people,
            offer.open_proposals < 2,
            hours_left(offer) >= request.hours_per_week,
        ]
    )


def as_they_said(offer: Any, request: Any) -> bool:
    """Where, with whom, and what not."""
    where = offer.by_phone in (("too", "only") if request.by_phone else ("", "too"))
    with_whom = offer.company != ("pair" if request.team else "team")
    return where and with_whom and (request.by_phone or not set(offer.unwanted) & set(request.brings))


def away_on(offer: Any, day: date) -> bool:
    if offer.free_from is not None and day < offer.free_from:
        return True
    return any(first <= day <= last for first, last in offer.gone)


def is_still_wanted(request: Any, today: date) -> bool:
    if request.until is not None and request.until < today:
        return False
    return not request.on_days or any(day >= today for day in wanted_days(request))


def wanted_days(request: Any) -> list[date]:
    return [day for day in request.on_days if request.until is None or day <= request.until]


def days_it_counts(request: Any, today: date) -> list[date]:
    if request.on_days or request.until is None:
        return [today, *wanted_days(request)]
    return [today, request.until]


def some_day_is_left(offer: Any, request: Any, today: date) -> bool:
    """From tomorrow on; of the last day itself today is enough."""
    if request.until is None or request.on_days or request.until <= today:
        return True
    days = (request.until - today).days
    return not all(away_on(offer, today + timedelta(days=one)) for one in range(1, days + 1))


def paper_counts(paper: str, offer: Any, days: list[date]) -> bool:
    """On each of them."""
    untils = [until for name, until in offer.seen if name == paper]
    return bool(untils) and all(day <= untils[0] for day in days)


def points(offer: Any, request: Any, today: date) -> Fraction:
    return fit(offer, request, today) + fairness(offer, request, today)


def fit(offer: Any, request: Any, today: date) -> Fraction:
    km = kilometres(offer, request)
    wished = len(wished_times(request, today))
    found = Fraction(30 * len(shared_times(offer, request, today)), wished)
    way = 0.0 if request.by_phone else 5.0 if km is None else min(10.0, km)
    found += thousandths(20 * (1 - way / 10))
    found += 15 * often_enough(offer.frequency, request.frequency)
    if not request.languages or [one for one in request.languages if one in offer.languages]:
        found += 15
    found += 5 * min(2, len([one for one in offer.interests if one in request.interests]))
    if request.person in offer.knows:
        found += 10
    return thousandths(found)


def fairness(offer: Any, request: Any, today: date) -> Fraction:
    found = thousandths(Fraction(-15 * (offer.running + offer.open_proposals), offer.most_people))
    if offer.last_asked_on is not None and (today - offer.last_asked_on).days < 14:
        found -= 10
    if offer.placed == 0:
        found += 8
    if offer.last_asked_on is None or (today - offer.last_asked_on).days >= 90:
        found += 5
    if request.proposals > 0:
        found -= 10
    return found


def price_of_a_second(offer: Any, today: date) -> Fraction:
    """What another question at the same moment takes off, with one more open, and asked today."""
    found = thousandths(Fraction(15 * (offer.running + offer.open_proposals + 1), offer.most_people))
    found -= thousandths(Fraction(15 * (offer.running + offer.open_proposals), offer.most_people))
    if offer.last_asked_on is None or (today - offer.last_asked_on).days >= 14:
        found += 10
    if offer.last_asked_on is None or (today - offer.last_asked_on).days >= 90:
        found += 5
    return found


def hours_left(offer: Any) -> int:
    """Of those that somebody gives each week."""
    promised: int = offer.hours_taken + offer.hours_asked
    return int(offer.hours_per_week) - promised


def often_enough(offered: str, wished: str) -> bool:
    if offered == "on_call":
        return wished in ("on_call", "once")
    if wished == "on_call":
        return False
    return HOW_OFTEN.index(offered) >= HOW_OFTEN.index(wished)


def slots(grid: int) -> list[int]:
    return [slot for slot in WEEK if (grid // 2**slot) % 2 == 1]


def days_to_come(request: Any, today: date) -> list[date]:
    """On which somebody wants help: those that they name, else each one. No pause here lasts longer than a week."""
    last = request.until or today + timedelta(days=14)
    every_day = [today + timedelta(days=one) for one in range((last - today).days + 1)]
    return [day for day in request.on_days if today <= day <= (request.until or day)] or every_day


def wished_times(request: Any, today: date) -> set[tuple[Any, int]]:
    """A part of a named day, or of a day of the week."""
    return {
        (day if request.on_days else day.weekday(), part)
        for day in days_to_come(request, today)
        for part in range(4)
        if 4 * day.weekday() + part in slots(request.times)
    }


def shared_times(offer: Any, request: Any, today: date) -> set[tuple[Any, int]]:
    found = set()
    for day in days_to_come(request, today):
        if not away_on(offer, day):
            parts = parts_free_on(offer, request, day)
            found |= {(day if request.on_days else day.weekday(), part) for part in parts}
    return found & wished_times(request, today)


def parts_free_on(offer: Any, request: Any, day: date) -> list[int]:
    """Each week, or on a single day, where somebody wants help on named days or only once."""
    each_week, single = slots(offer.times), day in offer.on_days
    enough = len(request.on_days) > 0 or request.frequency == "once"
    that_day = [part for part in range(4) if single and enough and (offer.day_parts // 2**part) % 2 == 1]
    return [part for part in range(4) if 4 * day.weekday() + part in each_week or part in that_day]


def kilometres(offer: Any, request: Any) -> float | None:
    if request.by_phone:
        return None
    if offer.district is not None and offer.district == request.district:
        return 0.0
    if offer.place is None or request.place is None:
        return None
    (north, east), (other_north, other_east) = offer.place, request.place
    along = (east - other_east) * 111.2 * cos(radians((north + other_north) / 2))
    return hypot((north - other_north) * 111.2, along)


def on_the_globe(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The same way measured on a ball, by the haversine formula."""
    (lat, lon), (lat2, lon2) = (tuple(value * pi / 180 for value in place) for place in (one, other))
    half = sin((lat2 - lat) / 2) ** 2 + cos(lat) * cos(lat2) * sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def thousandths(value: Fraction | float) -> Fraction:
    return Fraction(round(1000 * value), 1000)
