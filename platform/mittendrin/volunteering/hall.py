"""The places of a collected draft and the seats of those who could take them. Lives in the child process alone."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
# A place and a seat.
Lines = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Hall:
    """`worth`: a row for each place, a column for each seat, 0 where it is impossible; of it `a_line` is what any line of
    a place is worth. A second seat of a helper is worth the same less for every place. Whose each seat is, with the hours
    that this helper has free; whose each place is, with the hours that it takes.
    """

    worth: Numbers
    a_line: Numbers
    helpers: list[int]
    free: list[int]
    askers: list[int]
    hours: list[int]

    def total(self, lines: Lines) -> float:
        return float(sum(self.worth[line] for line in lines))

    def seats_of_each(self) -> list[list[int]]:
        """Of each helper, the first one first."""
        seats: dict[int, list[int]] = defaultdict(list)
        for seat, helper in enumerate(self.helpers):
            seats[helper].append(seat)
        return list(seats.values())
