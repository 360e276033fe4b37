"""Every offer beside every request of a whole list, by NumPy, in the same whole points as weighing.py.

What a thing is worth is asked from weighing.py, once for each kind of value that occurs; here the answers are only
looked up and added. Lives in the child process alone: a server process imports neither NumPy nor SciPy.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from mittendrin.volunteering import fitting
from mittendrin.volunteering.common_times import days_left, free_on, times_wished, week_left
from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.grid import WHOLE_DAY, slots_on
from mittendrin.volunteering.matching import free_places
from mittendrin.volunteering.pauses import Absence, is_there
from mittendrin.volunteering.single_days import days_to_come, is_wanted, reaches
from mittendrin.volunteering.weighing import WEIGHTS, fairness, points, quietness

Numbers = NDArray[np.int32]
Fact = TypeVar("Fact", OfferFacts, RequestFacts)
# Far below every sum of points, and a few of them together still fit into 32 bits.
NEVER = -(10**8)
_WORDS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Category:
    """Offers and requests of one kind of help, best known first in a draw; `points` has a row for each request."""

    offers: list[OfferFacts]
    requests: list[RequestFacts]
    points: Numbers


def by_category(
    offers: Sequence[OfferFacts], requests: Sequence[RequestFacts], today: date
) -> Iterator[Category]:
    """Where a hard condition is broken the points are below `NEVER / 2`."""
    liked, asked = defaultdict(list), defaultdict(list)
    for offer in sorted(offers, key=longest_waiting):
        if free_places(offer):
            for category in offer.categories:
                liked[category].append(offer)
    for request in sorted(requests, key=longest_waiting):
        asked[request.category].append(request)
    for category in sorted(asked):
        yield Category(liked[category], asked[category], _points(liked[category], asked[category], today))


def longest_waiting(one: OfferFacts | RequestFacts) -> tuple[date, int]:
    return one.waiting_since, one.id


def _points(offers: list[OfferFacts], requests: list[RequestFacts], today: date) -> Numbers:
    found = np.add.outer(
        np.array([quietness(one) for one in requests], np.int32),
        np.array([fairness(one, today) for one in offers], np.int32),
    )
    if found.size:
        for part in (_way, _regularity, _hours, _language, _wishes, _interests):
            found += part(offers, requests)
        for on_a_day in (_time, _days, _papers):
            found += on_a_day(offers, requests, today)
        _mark_people(found, offers, requests)
    return found


def _way(offers: list[OfferFacts], requests: list[RequestFacts]) -> Numbers:
    def worth(offer: OfferFacts, request: RequestFacts) -> int:
        km = fitting.distance(offer, request)
        return (
            NEVER if fitting.too_far(offer, km) else points(WEIGHTS.distance, fitting.way_share(request, km))
        )

    return _looked_up(
        _kinds(offers, lambda one: (one.district, one.place, one.reach_km)),
        _kinds(requests, lambda one: (one.district, one.place, one.by_phone)),
        worth,
    )


def _regularity(offers: list[OfferFacts], requests: list[RequestFacts]) -> Numbers:
    def worth(offer: OfferFacts, request: RequestFacts) -> int:
        return points(WEIGHTS.regularity, fitting.often_enough(offer.frequency, request.frequency))

    return _looked_up(
        _kinds(offers, lambda one: one.frequency), _kinds(requests, lambda one: one.frequency), worth
    )


def _hours(offers: list[OfferFacts], requests: list[RequestFacts]) -> Numbers:
    return _looked_up(
        _kinds(offers, fitting.hours_free),
        _kinds(requests, lambda one: one.hours_per_week),
        lambda offer, request: NEVER if fitting.hours_free(offer) < request.hours_per_week else 0,
    )


def _language(offers: list[OfferFacts], requests: list[RequestFacts]) -> Numbers:
    def worth(offer: OfferFacts, request: RequestFacts) -> int:
        missing = fitting.language_missing(offer, request)
        return NEVER if missing else points(WEIGHTS.language, fitting.speaks(offer, request))

    return _looked_up(
        _kinds(offers, lambda one: one.languages),
        _kinds(requests, lambda one: (one.languages, one.language_needed)),
        worth,
    )


def _wishes(offers: list[OfferFacts], requests: list[RequestFacts]) -> Numbers:
    def worth(offer: OfferFacts, request: RequestFacts) -> int:
        return NEVER if any(wrong(offer, request) for wrong in _AGAINST) else 0

    return _looked_up(
        _kinds(offers, lambda one: (one.gender, one.has_car, one.by_phone, one.company, one.unwanted)),
        _kinds(requests, lambda one: (one.gender, one.car_needed, one.by_phone, one.team, one.brings)),
        worth,
    )


_AGAINST = (
    fitting.wrong_gender, fitting.car_missing, fitting.wrong_place, fitting.wrong_company, fitting.brings_unwanted,
)  # fmt: skip


def _papers(offers: list[OfferFacts], requests: list[RequestFacts], today: date) -> Numbers:
    return _looked_up(
        _kinds(offers, lambda one: one.seen),
        _kinds(requests, lambda one: (one.papers, one.papers and (one.on_days, one.until))),
        lambda offer, request: NEVER if fitting.papers_missing(offer, request, today) else 0,
    )


def _time(offers: list[OfferFacts], requests: list[RequestFacts], today: date) -> Numbers:
    """A row of the table for each number of wished times, a column for each number of shared ones."""
    wished = np.array([times_wished(one, today) for one in requests], np.intp)
    shared = _weekly(offers, requests, today)
    _add_named_days(shared, offers, requests, today)
    most = int(wished.max())
    worth = np.full((most + 1, most + 1), NEVER, np.int32)
    for number in range(1, most + 1):
        for some in range(1, number + 1):
            worth[number, some] = points(WEIGHTS.time, fitting.time_share(some, number))
    return worth[wished[:, None], shared]


def _weekly(offers: list[OfferFacts], requests: list[RequestFacts], today: date) -> NDArray[np.uint8]:
    """How many times are common to two in each week, or on a single day that an offer names."""
    free = np.array([one.times for one in offers], np.uint32)
    shared = np.bitwise_and.outer(np.array([one.times for one in requests], np.uint32), free)
    ending = [number for number, one in enumerate(requests) if one.until and not one.on_days]
    if ending:
        shared[ending] &= _looked_up(
            _kinds(offers, lambda one: (one.free_from, one.gone)),
            _kinds([requests[number] for number in ending], lambda one: one.until),
            lambda offer, request: week_left(request.until, today, Absence(offer.free_from, offer.gone)),
        ).astype(np.uint32)
    _add_single_days(shared, offers, requests, today)
    return np.bitwise_count(shared)


def _add_single_days(
    shared: NDArray[np.uint32], offers: list[OfferFacts], requests: list[RequestFacts], today: date
) -> None:
    """For what is wanted once, on any day. Only few offers name days, so they are taken one by one."""
    times = np.array([one.times for one in requests], np.uint32)
    once = [number for number, one in enumerate(requests) if reaches(one) and not one.on_days]
    for column, offer in enumerate(offers):
        for day in days_to_come(offer, today):
            rows = [number for number in once if is_wanted(requests[number], day)]
            shared[rows, column] |= times[rows] & slots_on(day, offer.day_parts)


def _add_named_days(
    shared: NDArray[np.uint8], offers: list[OfferFacts], requests: list[RequestFacts], today: date
) -> None:
    """In the rows of requests that name days: on each of them, who is free then and there."""
    free: dict[date, NDArray[np.uint32]] = {}
    for row, request in enumerate(requests):
        if request.on_days:
            shared[row] = 0
            for day in days_left(request, today):
                if day not in free:
                    free[day] = _free_on(offers, day)
                shared[row] += np.bitwise_count(free[day] & np.uint32(request.times))


def _free_on(offers: list[OfferFacts], day: date) -> NDArray[np.uint32]:
    """Whoever names no day and has no pause is free as in every week."""
    found = np.array([one.times for one in offers], np.uint32) & np.uint32(slots_on(day, WHOLE_DAY))
    for column, offer in enumerate(offers):
        if offer.on_days or offer.gone or offer.free_from:
            found[column] = free_on(offer, day) if is_there(offer, day) else 0
    return found


def _days(offers: list[OfferFacts], requests: list[RequestFacts], today: date) -> Numbers:
    def worth(offer: OfferFacts, request: RequestFacts) -> int:
        away = fitting.away_throughout(offer, request, today)
        return NEVER if away or fitting.is_over(request, today) else 0

    return _looked_up(
        _kinds(offers, lambda one: (one.free_from, one.gone)),
        _kinds(requests, lambda one: (one.on_days, one.until)),
        worth,
    )


def _interests(offers: list[OfferFacts], requests: list[RequestFacts]) -> Numbers:
    """Only words that occur on both sides count, 64 of them at once."""
    words = sorted(
        frozenset().union(*(one.interests for one in offers))
        & frozenset().union(*(one.interests for one in requests))
    )
    shared = np.zeros((len(requests), len(offers)), np.uint8)
    for first in range(0, len(words), _WORDS_AT_ONCE):
        bit = {word: 1 << place for place, word in enumerate(words[first : first + _WORDS_AT_ONCE])}
        shared += np.bitwise_count(np.bitwise_and.outer(_bits(requests, bit), _bits(offers, bit)))
    worth = [points(WEIGHTS.interests, fitting.interest_share(number)) for number in range(len(words) + 1)]
    return np.array(worth, np.int32)[shared]


def _bits(ones: Sequence[OfferFacts | RequestFacts], bit: dict[str, int]) -> NDArray[np.uint64]:
    return np.array([sum(bit.get(word, 0) for word in one.interests) for one in ones], np.uint64)


def _mark_people(found: Numbers, offers: list[OfferFacts], requests: list[RequestFacts]) -> None:
    """What holds between two people: few, so they are named one by one."""
    rows: dict[int, list[int]] = defaultdict(list)
    row = {}
    for number, request in enumerate(requests):
        rows[request.person].append(number)
        row[request.id] = number
    known = points(WEIGHTS.continuity, True)
    for column, offer in enumerate(offers):
        for person in offer.knows & rows.keys():
            found[rows[person], column] += known
        for person in (offer.apart | offer.asked_by | {offer.person}) & rows.keys():
            found[rows[person], column] += NEVER
        for request_id in (offer.said_no | offer.busy_with) & row.keys():
            found[row[request_id], column] += NEVER


Kinds = tuple[NDArray[np.intp], list[Any]]


def _kinds(ones: Sequence[Fact], kind: Callable[[Fact], Hashable]) -> Kinds:
    """Which kind each of them is of, and one of each kind."""
    known: dict[Hashable, int] = {}
    numbers = [known.setdefault(kind(one), len(known)) for one in ones]
    of_each = dict(zip(numbers, ones, strict=True))
    return np.array(numbers, np.intp), [of_each[number] for number in range(len(known))]


def _looked_up(offers: Kinds, requests: Kinds, worth: Callable[[Any, Any], int]) -> Numbers:
    table = np.array([[worth(offer, request) for offer in offers[1]] for request in requests[1]], np.int32)
    return table[np.ix_(requests[0], offers[0])]


def top(category: Category, limit: int) -> Iterator[tuple[RequestFacts, list[tuple[OfferFacts, int]]]]:
    """For each request the best offers: those that `matching.suggestions` names, in its order."""
    columns, given_points = len(category.offers), _best_of_each_person(category)
    # The place of a column breaks the draw: offers stand in the order of waiting.
    keys = given_points.astype(np.int64) * (columns + 1) + np.arange(columns, 0, -1)
    if columns > limit:
        best = np.argpartition(keys, columns - limit, axis=1)[:, columns - limit :]
    else:
        best = np.broadcast_to(np.arange(columns), keys.shape)
    order = np.argsort(-np.take_along_axis(keys, best, axis=1), axis=1)
    chosen = np.take_along_axis(best, order, axis=1)
    worth = np.take_along_axis(given_points, chosen, axis=1)
    for request, offers, given in zip(category.requests, chosen.tolist(), worth.tolist(), strict=True):
        fits = zip(offers, given, strict=True)
        yield request, [(category.offers[one], score) for one, score in fits if score > NEVER // 2]


def _best_of_each_person(category: Category) -> Numbers:
    """Of several offers of one person only the best for a request keeps its points; in a draw the first."""
    columns: dict[int, list[int]] = defaultdict(list)
    for column, offer in enumerate(category.offers):
        columns[offer.person].append(column)
    several = [theirs for theirs in columns.values() if len(theirs) > 1]
    if not several:
        return category.points
    found = category.points.copy()
    for theirs in several:
        best = found[:, theirs].argmax(axis=1)
        others = np.arange(len(theirs)) != best[:, None]
        found[:, theirs] = np.where(others, NEVER, found[:, theirs])
    return found
