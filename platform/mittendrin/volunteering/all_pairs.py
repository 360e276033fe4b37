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
from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.grid import slots_on
from mittendrin.volunteering.matching import free_places, on_pause
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
    worth = np.full((29, 29), NEVER, np.int32)
    for wished in range(1, 29):
        for shared in range(1, wished + 1):
            worth[wished, shared] = points(WEIGHTS.time, fitting.time_share(shared, wished))
    free = np.array([one.times for one in offers], np.uint32)
    wished_times = np.array([one.times for one in requests], np.uint32)
    shared_times = np.bitwise_and.outer(wished_times, free)
    _add_single_days(shared_times, offers, requests, today)
    return worth[np.bitwise_count(wished_times)[:, None], np.bitwise_count(shared_times)]


def _add_single_days(
    shared: NDArray[np.uint32], offers: list[OfferFacts], requests: list[RequestFacts], today: date
) -> None:
    """What single_days.shared_times adds: only few offers name days, so they are taken one by one."""
    times = np.array([one.times for one in requests], np.uint32)
    at_any_time = [number for number, one in enumerate(requests) if reaches(one) and not one.on_days]
    on_day: dict[date, list[int]] = defaultdict(lambda: list(at_any_time))
    for number, request in enumerate(requests):
        for day in set(request.on_days):
            on_day[day].append(number)
    for column, offer in enumerate(offers):
        for day in days_to_come(offer, today):
            rows = [number for number in on_day[day] if is_wanted(requests[number], day)]
            shared[rows, column] |= times[rows] & slots_on(day, offer.day_parts)


def _days(offers: list[OfferFacts], requests: list[RequestFacts], today: date) -> Numbers:
    def worth(offer: OfferFacts, request: RequestFacts) -> int:
        over, last_day = fitting.is_over(request, today), fitting.last_day(request, today)
        away = on_pause(offer, last_day) or fitting.away_to_the_end(offer, request, today)
        return NEVER if over or away else 0

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
