"""The child process of a collected draft: reads offers and requests, answers the best pairs, and ends.

`python -m mittendrin.volunteering.solving`, msgpack on both ends. Best means: as many places of requests as possible
have somebody, among these drafts as many urgent ones, and among those the points together are most. A second line of one
helper has the points that it will have once the first one is asked for.
"""

import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import msgspec
import numpy as np
from numpy.typing import NDArray

from mittendrin.volunteering.all_pairs import NEVER, by_category, longest_waiting
from mittendrin.volunteering.drafting import Pairs, Task
from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.fitting import hours_free
from mittendrin.volunteering.hall import Hall
from mittendrin.volunteering.matching import free_places
from mittendrin.volunteering.seating import best_lines
from mittendrin.volunteering.weighing import A_POINT, price_of_a_second

# More than what the points of one line can differ: 100, and what fairness adds and takes off.
SWING = 200 * A_POINT


def best_pairs(task: Task) -> Pairs:
    """The same for the same task, in whatever order it comes. A request with several places may have as many lines."""
    offers = sorted(task.offers, key=longest_waiting)
    requests = sorted(task.requests, key=longest_waiting)
    worth, theirs = _worth(offers, requests, task.today), _by_person(offers)
    best = _best_of_each(worth, theirs)
    seats = [number for number, columns in enumerate(theirs) for _seat in _seats(offers, columns)]
    places = [number for number, request in enumerate(requests) for _place in range(request.places)]
    prices = [price_of_a_second(offers[columns[0]], task.today) for columns in theirs]
    lines = best_lines(
        Hall(
            worth=_less_for_seconds(best[np.ix_(places, seats)], seats, prices),
            a_line=_lines(offers, requests)[places],
            helpers=seats,
            free=[min(hours_free(offers[one]) for one in theirs[number]) for number in seats],
            askers=[requests[number].asker for number in places],
            hours=[requests[number].hours_per_week for number in places],
        )
    )
    return [
        _best_offer(offers, theirs[seats[seat]], requests[places[place]], worth[places[place]])
        for place, seat in lines
    ]


def _less_for_seconds(worth: NDArray[np.float64], seats: list[int], prices: list[int]) -> NDArray[np.float64]:
    """The seats of one helper are beside each other."""
    seconds = [seat for seat in range(1, len(seats)) if seats[seat] == seats[seat - 1]]
    worth[:, seconds] -= np.where(worth[:, seconds] > 0, [prices[seats[seat]] for seat in seconds], 0)
    return worth


def _best_offer(
    offers: list[OfferFacts], columns: list[int], request: RequestFacts, worth: NDArray[np.float64]
) -> tuple[int, int]:
    return offers[columns[worth[columns].argmax()]].id, request.id


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


def _worth(offers: list[OfferFacts], requests: list[RequestFacts], today: date) -> NDArray[np.float64]:
    """Whole numbers below 2^53, so exact; 0 where a pair is impossible."""
    a_line = dict(zip((one.id for one in requests), _lines(offers, requests), strict=True))
    column, row = _numbers(offers), _numbers(requests)
    worth = np.zeros((len(requests), len(offers)))
    for category in by_category(offers, requests, today):
        there = np.ix_(
            [row[one.id] for one in category.requests], [column[one.id] for one in category.offers]
        )
        lines = np.array([a_line[one.id] for one in category.requests], np.float64)
        worth[there] = np.where(category.points > NEVER // 2, category.points + lines[:, None], 0)
    return worth


def _lines(offers: list[OfferFacts], requests: list[RequestFacts]) -> NDArray[np.float64]:
    """An urgent line is worth more than all the points that it could cost, and one line more than all that are urgent."""
    more_than_all = 1 + min(sum(map(free_places, offers)), sum(one.places for one in requests))
    urgent = SWING * more_than_all
    return np.array([urgent * (more_than_all + one.soon) for one in requests], np.float64)


def _numbers(ones: Sequence[OfferFacts | RequestFacts]) -> dict[int, int]:
    return {one.id: number for number, one in enumerate(ones)}


if __name__ == "__main__":
    asked = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Task)
    sys.stdout.buffer.write(msgspec.msgpack.encode(best_pairs(asked)))
