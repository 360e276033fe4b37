"""The child process of a collected draft: reads offers and requests, answers the best pairs, and ends.

`python -m mittendrin.volunteering.solving`, msgpack on both ends. Best means: as many places of requests as possible
have somebody, and among these drafts the points together are most.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from mittendrin.volunteering.all_pairs import NEVER, by_category, longest_waiting
from mittendrin.volunteering.drafting import Pairs, Task
from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.matching import A_POINT, free_places

# More than what the points of one line can differ: 100, and what fairness adds and takes off.
SWING = 200 * A_POINT


def best_pairs(task: Task) -> Pairs:
    """The same for the same task, in whatever order it comes. A request with several places may have as many lines."""
    offers = sorted(task.offers, key=longest_waiting)
    requests = sorted(task.requests, key=longest_waiting)
    worth, theirs = _worth(offers, requests, task.today), _by_person(offers)
    seats = [number for number, columns in enumerate(theirs) for _seat in _seats(offers, columns)]
    places = [number for number, request in enumerate(requests) for _place in range(request.places)]
    best = _best_of_each(worth, theirs)
    lines = _lines(Seating(best[np.ix_(places, seats)], places, seats, [one.asker for one in requests]))
    return [
        (offers[theirs[helper][worth[request, theirs[helper]].argmax()]].id, requests[request].id)
        for request, helper in lines
    ]


def _by_person(offers: list[OfferFacts]) -> list[list[int]]:
    """Whoever has several offers helps as one: the columns of each person."""
    columns: dict[int, list[int]] = defaultdict(list)
    for number, offer in enumerate(offers):
        columns[offer.person].append(number)
    return list(columns.values())


def _best_of_each(worth: NDArray[np.float64], theirs: list[list[int]]) -> NDArray[np.float64]:
    best: NDArray[np.float64] = worth[:, [columns[0] for columns in theirs]]
    for number, columns in enumerate(theirs):
        if len(columns) > 1:
            best[:, number] = worth[:, columns].max(axis=1)
    return best


def _seats(offers: list[OfferFacts], columns: list[int]) -> range:
    return range(min(free_places(offers[column]) for column in columns))


@dataclass(frozen=True, slots=True)
class Seating:
    """A row for each place, a column for each seat, with the numbers of their requests and helpers; whose each request is."""

    worth: NDArray[np.float64]
    places: list[int]
    seats: list[int]
    askers: list[int]


def _lines(seating: Seating) -> list[tuple[int, int]]:
    """One question at a time between two people: what the best draft would do twice may be done once in the next one.

    Only a helper with two seats and an asker with several places can come together twice, so this ends soon.
    """
    once: list[tuple[int, int]] = []
    while True:
        lines = _assigned(seating, once)
        met = Counter((seating.askers[request], helper) for request, helper in lines)
        twice = [pair for pair, number in met.items() if number > 1]
        if not twice:
            return lines
        once += twice


def _assigned(seating: Seating, once: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each pair of `once` gets a row and a column of its own, worth most together as long as it is not used.

    To use it, a place takes the column and a seat the row: both or neither pays, and there is only one of each.
    """
    worth, places, seats = seating.worth, seating.places, seating.seats
    table = np.zeros((len(places) + len(once), len(seats) + len(once)))
    table[: len(places), : len(seats)] = worth
    unused = worth.max(initial=0) + 1
    for number, (whose, helper) in enumerate(once):
        theirs = [column for column, one in enumerate(seats) if one == helper]
        mine = [
            row for row, one in enumerate(places) if seating.askers[one] == whose and worth[row, theirs[0]]
        ]
        table[np.ix_(mine, theirs)] = 0
        table[mine, len(seats) + number] = unused + worth[mine, theirs[0]]
        table[len(places) + number, theirs] = unused
        table[len(places) + number, len(seats) + number] = 2 * unused
    rows, columns = linear_sum_assignment(table, maximize=True)
    return [
        (places[row], seats[column] if column < len(seats) else once[column - len(seats)][1])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if row < len(places) and table[row, column] > 0
    ]


def _worth(offers: list[OfferFacts], requests: list[RequestFacts], today: date) -> NDArray[np.float64]:
    """Whole numbers below 2^53, so exact; 0 where a pair is impossible.

    One line more is worth more than all the points that it could cost the others.
    """
    a_line = SWING * (1 + min(2 * len(offers), sum(one.places for one in requests)))
    column, row = _numbers(offers), _numbers(requests)
    worth = np.zeros((len(requests), len(offers)))
    for category in by_category(offers, requests, today):
        there = np.ix_(
            [row[one.id] for one in category.requests], [column[one.id] for one in category.offers]
        )
        worth[there] = np.where(category.points > NEVER // 2, category.points + a_line, 0)
    return worth


def _numbers(ones: Sequence[OfferFacts | RequestFacts]) -> dict[int, int]:
    return {one.id: number for number, one in enumerate(ones)}


if __name__ == "__main__":
    asked = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Task)
    sys.stdout.buffer.write(msgspec.msgpack.encode(best_pairs(asked)))
