"""Who takes which place of a collected draft, so that all together are worth most: SciPy's assignment, and around it what
an assignment cannot say.

A helper has at most two seats, and two things hold for both together: they take no more hours than somebody has free,
and no two places of one asker. The second seat is for the smaller of two, so nothing above half of the hours belongs
there. Where the best draft still breaks one of the two, the question is split into two smaller ones, each of which rules
it out and which together leave out nothing that is allowed. The most promising is answered first, so the first answer
that breaks nothing is the best. Where that takes too many splits, as it does where nearly everything fits, it is said as
an integer program (`integer_program.py`); only where that takes too long as well, and with very many places, is the answer
perhaps not the best.

Lives in the child process alone.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array, hstack
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from mittendrin.volunteering import integer_program
from mittendrin.volunteering.hall import Hall, Lines, Numbers

# These places are not for these seats.
Closing = tuple[NDArray[np.bool_], list[int]]
MOST_SPLITS, MOST_CELLS = 1000, 10**6
# That an integer program answers while somebody waits.
MOST_PLACES, MOST_POSSIBLE = 300, 60_000


@dataclass(frozen=True, slots=True)
class Clash:
    """Two lines of one helper that cannot both be: the `larger` place and the `smaller` one."""

    seats: list[int]
    larger: int
    smaller: int
    too_long: bool


def best_lines(hall: Hall) -> Lines:
    """The same for the same hall, unless it takes long."""
    whole, hall = hall, _smaller_ones_second(hall)
    lines, number = _assigned(hall), 0
    safe = _without_clashes(hall, lines)
    waiting = [(-hall.total(lines), number, hall, lines)]
    splits = min(MOST_SPLITS, MOST_CELLS // max(1, hall.worth.size))
    while waiting and splits > 0 and -waiting[0][0] > hall.total(safe):
        _worth, _number, part, lines = heappop(waiting)
        clash = next(_clashes(part, lines), None)
        if clash is None:
            return lines
        splits -= 1
        for leave_out in (_larger_left_out, _smaller_left_out):
            number += 1
            half = _closed(part, [leave_out(part, clash)])
            lines = _assigned(half)
            heappush(waiting, (-half.total(lines), number, half, lines))
    is_best = not waiting or -waiting[0][0] <= hall.total(safe)
    too_much = len(hall.askers) > MOST_PLACES or np.count_nonzero(whole.worth) > MOST_POSSIBLE
    if is_best or too_much:
        return safe
    return max(safe, integer_program.best_lines(whole), key=whole.total)


def _smaller_ones_second(hall: Hall) -> Hall:
    worth, hours = hall.worth.copy(), np.array(hall.hours)
    for seats in hall.seats_of_each():
        for seat in seats[1:]:
            worth[2 * hours > hall.free[seat], seat] = 0
    return replace(hall, worth=worth)


def _without_clashes(hall: Hall, lines: Lines) -> Lines:
    """In few steps, all clashes of a step at once: first leaving out the larger ones, then the smaller ones."""
    found = []
    for leave_out in (_larger_left_out, _smaller_left_out):
        part, kept = hall, lines
        while clashes := list(_clashes(part, kept)):
            part = _closed(part, [leave_out(part, clash) for clash in clashes])
            kept = _assigned(part)
        found.append(kept)
    return max(found, key=hall.total)


def _clashes(hall: Hall, lines: Lines) -> Iterator[Clash]:
    taken = defaultdict(list)
    for place, seat in lines:
        taken[hall.helpers[seat]].append((place, seat))
    for both in taken.values():
        if len(both) < 2:
            continue
        (one, seat), (other, _other_seat) = both
        smaller, larger = sorted((one, other), key=lambda place: (hall.hours[place], place))
        too_long = hall.hours[one] + hall.hours[other] > hall.free[seat]
        if too_long or hall.askers[one] == hall.askers[other]:
            yield Clash(sorted(number for _place, number in both), larger, smaller, too_long)


def _larger_left_out(hall: Hall, clash: Clash) -> Closing:
    """What is left beside the smaller one; or the first seat is not for this asker."""
    first, hours = clash.seats[0], np.array(hall.hours)
    if clash.too_long:
        return hours > hall.free[first] - hall.hours[clash.smaller], clash.seats
    return _of_one_asker(hall, clash), [first]


def _smaller_left_out(hall: Hall, clash: Clash) -> Closing:
    """The second seat is only for less than the smaller one; or not for this asker."""
    if clash.too_long:
        return np.array(hall.hours) >= hall.hours[clash.smaller], clash.seats[1:]
    return _of_one_asker(hall, clash), clash.seats[1:]


def _of_one_asker(hall: Hall, clash: Clash) -> NDArray[np.bool_]:
    return np.equal(hall.askers, hall.askers[clash.larger])


def _reach(hall: Hall, clash: Clash) -> NDArray[np.bool_]:
    best: Numbers = hall.worth[:, clash.seats].max(axis=1)
    return best > 0


def _closed(hall: Hall, closings: list[Closing]) -> Hall:
    worth = hall.worth.copy()
    for places, seats in closings:
        worth[np.flatnonzero(places)[:, None], seats] = 0
    return replace(hall, worth=worth)


def _assigned(hall: Hall) -> Lines:
    """The best lines, once for each asker and helper where the second seat is the same less to all places of the asker."""
    once: list[tuple[NDArray[np.intp], list[int]]] = []
    while True:
        lines = _best(hall.worth, once)
        twice = [
            (np.flatnonzero(_of_one_asker(hall, clash) & _reach(hall, clash)), clash.seats)
            for clash in _clashes(hall, lines)
            if hall.askers[clash.larger] == hall.askers[clash.smaller]
        ]
        alike = [(rows, seats) for rows, seats in twice if _are_alike(hall.worth[rows[:, None], seats])]
        if not alike:
            return lines
        once += alike


def _are_alike(worth: Numbers) -> bool:
    less = worth - worth[:, :1]
    return bool(worth.all() and (less == less[:1]).all())


def _best(worth: Numbers, once: list[tuple[NDArray[np.intp], list[int]]]) -> Lines:
    """Each pair of `once` gets a row and a column of its own, worth most together as long as it is not used.

    To use it, a place takes the column and a seat the row: both or neither pays, and there is only one of each.
    """
    places, seats = worth.shape
    table = np.zeros((places + len(once), seats + len(once)))
    table[:places, :seats] = worth
    unused = worth.max(initial=0) + 1
    for number, (mine, theirs) in enumerate(once):
        table[mine[:, None], theirs] = 0
        table[mine, seats + number] = unused + worth[mine, theirs[0]]
        table[places + number, theirs] = unused + worth[mine[0], theirs] - worth[mine[0], theirs[0]]
        table[places + number, seats + number] = 2 * unused
    taken = _matched(table)
    found = [(row, taken[row]) for row in range(places) if row in taken]
    return [(row, seat if seat < seats else taken[places + seat - seats]) for row, seat in found]


def _matched(table: Numbers) -> dict[int, int]:
    """Rows and their columns, worth most together. Few pairs are possible, so only those are looked at; each row has one
    column more, in which it is alone.
    """
    rows, columns = table.shape
    pairs = csr_array(table)
    nothing = table.max(initial=0) + 1
    costs = csr_array((nothing - pairs.data, pairs.indices, pairs.indptr), shape=table.shape)
    alone = diags_array(np.full(rows, nothing))
    found = min_weight_full_bipartite_matching(hstack([costs, alone], format="csr"))
    return {
        row: column for row, column in zip(*map(np.ndarray.tolist, found), strict=True) if column < columns
    }
