"""When somebody has time in a week: 7 days × 4 parts of the day as one whole number of 28 bits."""

from collections.abc import Iterable
from datetime import date
from enum import IntEnum

PARTS_A_DAY = 4
WHOLE_DAY = (1 << PARTS_A_DAY) - 1
WHOLE_WEEK = (1 << 7 * PARTS_A_DAY) - 1


class Part(IntEnum):
    """A part of the day; with the weekday (0 = Monday) it is bit `weekday * 4 + part`."""

    MORNING = 0
    NOON = 1
    AFTERNOON = 2
    EVENING = 3


Slot = tuple[int, Part]


def grid_of(slots: Iterable[Slot]) -> int:
    grid = 0
    for weekday, part in slots:
        grid |= 1 << weekday * PARTS_A_DAY + part
    return grid


def slots_of(grid: int) -> tuple[Slot, ...]:
    """In the order of the week."""
    return tuple((bit // PARTS_A_DAY, Part(bit % PARTS_A_DAY)) for bit in range(28) if grid >> bit & 1)


def slots_on(day: date, parts: int) -> int:
    """The grid of some parts of one day: bit 0 is the morning."""
    return parts << day.weekday() * PARTS_A_DAY
