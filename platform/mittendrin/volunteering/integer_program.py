"""Who takes which place of a collected draft, said as an integer program: SciPy's HiGHS, which knows sums.

What counts more is settled first: the lines, then the urgent ones, then the points. Lives in the child process alone.
"""

import time
from collections import defaultdict
from collections.abc import Hashable
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from mittendrin.volunteering.hall import Hall, Lines, Numbers

PATIENCE = 8.0  # seconds, for all three together
# A place, and the seats of a helper.
Pair = tuple[int, list[int]]


def best_lines(hall: Hall) -> Lines:
    """The best that is found in time; perhaps nothing."""
    begun, seats, alike = time.monotonic(), hall.seats_of_each(), _places_alike(hall)
    pairs = [(place, one) for one in seats for place in alike if hall.worth[place, one[0]]]
    if not pairs:
        return []
    chosen, until = np.zeros(len(pairs)), begun + PATIENCE
    limits, most = [_limits(hall, seats, pairs, alike)], [1] * len(pairs) + [len(one) - 1 for one in seats]
    for aim in _aims(hall, seats, pairs):
        found = _solved(aim, most, limits, until - time.monotonic())
        if found is None:
            break
        chosen = found
        limits.append(LinearConstraint(aim[None, :], lb=aim @ chosen))
    return _seated([pair for pair, taken in zip(pairs, chosen, strict=False) if taken], alike)


def _places_alike(hall: Hall) -> dict[int, list[int]]:
    """The places of one request are all the same: by the first of them."""
    alike: dict[int, list[int]] = {}
    for place in range(len(hall.askers)):
        first = next(reversed(alike), -1)
        if first >= 0 and _are_alike(hall, first, place):
            alike[first].append(place)
        else:
            alike[place] = [place]
    return alike


def _are_alike(hall: Hall, one: int, other: int) -> bool:
    facts = [(hall.askers[place], hall.hours[place]) for place in (one, other)]
    return facts[0] == facts[1] and bool((hall.worth[one] == hall.worth[other]).all())


def _solved(aim: Numbers, most: list[int], limits: list[LinearConstraint], patience: float) -> Numbers | None:
    if patience <= 0:
        return None
    options = {"time_limit": patience, "mip_rel_gap": 0}
    found: Any = milp(-aim, integrality=1, bounds=Bounds(0, most), constraints=limits, options=options)
    return None if found.x is None else np.rint(found.x)


def _aims(hall: Hall, seats: list[list[int]], pairs: list[Pair]) -> list[Numbers]:
    """A number for each pair, and for each helper one for a second line."""
    places, firsts = [place for place, _seats in pairs], [one[0] for _place, one in pairs]
    seconds = np.zeros(len(seats))
    urgent = hall.a_line[places] > hall.a_line.min()
    points = hall.worth[places, firsts] - hall.a_line[places]
    prices = [float((hall.worth[:, one[0]] - hall.worth[:, one[-1]]).max()) for one in seats]
    lines = np.concatenate([np.ones(len(pairs)), seconds])
    return [lines, np.concatenate([urgent, seconds]), np.concatenate([points, np.negative(prices)])]


def _limits(
    hall: Hall, seats: list[list[int]], pairs: list[Pair], alike: dict[int, list[int]]
) -> LinearConstraint:
    """As many lines as a request has places; for a helper one, or two with the second; and of each asker one."""
    of_helper: dict[int, list[int]] = defaultdict(list)
    sums: dict[Hashable, list[tuple[int, int]]] = defaultdict(list)
    for number, (place, theirs) in enumerate(pairs):
        of_helper[theirs[0]].append(number)
        sums["place", place].append((number, 1))
        sums["both", hall.askers[place], theirs[0]].append((number, 1))
    most: dict[Hashable, int] = {("place", place): len(places) for place, places in alike.items()}
    for second, first in enumerate((one[0] for one in seats), len(pairs)):
        sums["helper", first] = [*((number, 1) for number in of_helper[first]), (second, -1)]
        hours = {number: hall.hours[pairs[number][0]] for number in of_helper[first]}
        for least in set(hours.values()):
            sums["hours", first, least] = _too_long_together(hours, least, hall.free[first])
            most["hours", first, least] = 2
    return _at_most(sums, most, len(pairs) + len(seats))


def _too_long_together(hours: dict[int, int], least: int, free: int) -> list[tuple[int, int]]:
    """Whoever takes something so long that nothing of `least` hours fits beside it takes nothing else of that length."""
    return [(number, 1 + (many > free - least)) for number, many in hours.items() if many >= least]


def _at_most(
    sums: dict[Hashable, list[tuple[int, int]]], most: dict[Hashable, int], columns: int
) -> LinearConstraint:
    """One, unless `most` says another number."""
    cells = [(row, *cell) for row, cells in enumerate(sums.values()) for cell in cells]
    rows, numbers, values = zip(*cells, strict=True)
    table = coo_array((values, (rows, numbers)), shape=(len(sums), columns))
    return LinearConstraint(table.tocsr(), ub=[most.get(name, 1) for name in sums])


def _seated(taken: list[Pair], alike: dict[int, list[int]]) -> Lines:
    """Whoever has two lines takes them on two seats, and a request with several lines on several places."""
    helped: dict[int, int] = defaultdict(int)
    helping: dict[int, int] = defaultdict(int)
    lines: Lines = []
    for place, seats in taken:
        lines.append((alike[place][helped[place]], seats[helping[seats[0]]]))
        helped[place] += 1
        helping[seats[0]] += 1
    return lines
