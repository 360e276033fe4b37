"""A weekly grid in words, as somebody would say it."""

import pytest

from mittendrin.volunteering.grid import Part, grid_of
from mittendrin.volunteering.times import times_in_words

MORNING, EVENING = (Part.MORNING,), (Part.EVENING,)
HALF_DAY = (Part.MORNING, Part.NOON)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ({1: MORNING}, "Dienstag vormittags"),
        ({1: MORNING, 4: EVENING}, "Dienstag vormittags, Freitag abends"),
        ({1: HALF_DAY, 3: HALF_DAY}, "Dienstag und Donnerstag vormittags und mittags"),
        ({0: MORNING, 1: MORNING, 3: MORNING}, "Montag, Dienstag und Donnerstag vormittags"),
        ({0: MORNING, 1: MORNING, 2: MORNING, 3: MORNING, 5: EVENING}, "Montag bis Donnerstag vormittags, Samstag abends"),
        ({0: MORNING, 2: EVENING, 4: MORNING}, "Montag und Freitag vormittags, Mittwoch abends"),
        ({5: EVENING, 6: EVENING}, "Samstag und Sonntag abends"),
        (dict.fromkeys(range(7), MORNING), "jeden Tag vormittags"),
        (dict.fromkeys(range(7), tuple(Part)), "jederzeit"),
        ({}, ""),
    ],
)  # fmt: skip
def test_days_alike_are_named_together(days: dict[int, tuple[Part, ...]], said: str) -> None:
    assert times_in_words(grid_of([(day, part) for day, parts in days.items() for part in parts])) == said
