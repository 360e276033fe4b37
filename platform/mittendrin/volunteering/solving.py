"""The child process of a collected draft: reads offers and requests, answers the best pairs, and ends.

`python -m mittendrin.volunteering.solving`, msgpack on both ends. Best means: as many requests as possible have
somebody, and among these drafts the points together are most.
"""

import sys
from collections.abc import Sequence
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
    """The same for the same task, in whatever order it comes."""
    offers = sorted(task.offers, key=longest_waiting)
    requests = sorted(task.requests, key=longest_waiting)
    seats = [number for number, offer in enumerate(offers) for _seat in range(free_places(offer))]
    worth = _worth(offers, requests, task.today)[:, seats]
    rows, columns = linear_sum_assignment(worth, maximize=True)
    return [
        (offers[seats[column]].id, requests[row].id)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if worth[row, column] > 0
    ]


def _worth(offers: list[OfferFacts], requests: list[RequestFacts], today: date) -> NDArray[np.float64]:
    """Whole numbers below 2^53, so exact; 0 where a pair is impossible.

    One line more is worth more than all the points that it could cost the others.
    """
    a_line = SWING * (1 + min(len(offers), len(requests)))
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
