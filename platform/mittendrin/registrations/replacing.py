"""Which new date takes the place of which old one when a series changes. Pure.

In order, and never two old dates into one new, so that seats cannot run out. As few people as possible lose their
date, and then the way to the new one is as short as possible: with as many dates as before the first goes to the first,
the second to the second. Nobody is sent as far as the old rhythm's own step: that would be another date, not this one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mittendrin.events.recurrence import Repeat, When

DAYS_OF_A_WEEK, DAYS_OF_A_MONTH = 7, 31


@dataclass(frozen=True, slots=True)
class Expected:
    """An old date, and how many sign-ups there are for it."""

    day: date
    people: int


# Old date and new date, by their places in the two lists.
Pair = tuple[int, int]
# Who keeps a date, and minus the days between, for all of them together: more of both is better.
Worth = tuple[int, int]


def furthest(when: When) -> int:
    """In days: less than one step of the old rhythm, and never a month."""
    if when.repeat is Repeat.WEEKLY:
        return min(DAYS_OF_A_WEEK * when.every, DAYS_OF_A_MONTH) - 1
    return DAYS_OF_A_MONTH - 1


def replacements(old: Sequence[Expected], new: Sequence[date], furthest: int) -> list[Pair]:
    """Both in order. Where two ways are equally good, the later date is taken: it gives more time to hear of it."""
    best = _best(old, new, furthest)
    pairs, this, that = [], 0, 0
    while this < len(old) and that < len(new):
        if best[this][that] == best[this][that + 1]:
            that += 1
        elif best[this][that] == best[this + 1][that]:
            this += 1
        else:
            pairs.append((this, that))
            this, that = this + 1, that + 1
    return pairs


def _best(old: Sequence[Expected], new: Sequence[date], furthest: int) -> list[list[Worth]]:
    """What can be had at most from the dates behind each place in both lists."""
    best: list[list[Worth]] = [[(0, 0)] * (len(new) + 1) for _row in range(len(old) + 1)]
    for this in reversed(range(len(old))):
        row, below = best[this], best[this + 1]
        for that in reversed(range(len(new))):
            row[that] = max(row[that + 1], below[that])
            apart = abs((new[that] - old[this].day).days)
            if apart <= furthest:
                people, days = below[that + 1]
                row[that] = max(row[that], (people + old[this].people, days - apart * old[this].people))
    return best
