"""A weekly grid in words."""

from mittendrin.core.german import WEEKDAYS
from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.volunteering.grid import WHOLE_WEEK, Part, slots_of

PART_WORDS: dict[Part, str] = {
    Part.MORNING: "vormittags",
    Part.NOON: "mittags",
    Part.AFTERNOON: "nachmittags",
    Part.EVENING: "abends",
}


def times_in_words(grid: int) -> str:
    """ "Montag vormittags und nachmittags, Dienstag abends" """
    if grid == WHOLE_WEEK:
        return _("jederzeit")
    parts: dict[int, list[str]] = {}
    for weekday, part in slots_of(grid):
        parts.setdefault(weekday, []).append(_(PART_WORDS[part]))
    return ", ".join(f"{WEEKDAYS[weekday]} {join_and(words)}" for weekday, words in parts.items())
