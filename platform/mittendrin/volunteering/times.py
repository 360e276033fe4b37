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
    """ "Montag bis Donnerstag vormittags und nachmittags, Freitag abends": days alike are named together."""
    if grid == WHOLE_WEEK:
        return _("jederzeit")
    return ", ".join(f"{weekday} {parts}" for weekday, parts in by_weekday(grid))


def by_weekday(grid: int) -> list[tuple[str, str]]:
    """Days alike with their parts: "Montag und Dienstag", "vormittags und nachmittags"."""
    parts: dict[int, list[str]] = {}
    for weekday, part in slots_of(grid):
        parts.setdefault(weekday, []).append(_(PART_WORDS[part]))
    alike: dict[str, list[int]] = {}
    for weekday, words in parts.items():
        alike.setdefault(join_and(words), []).append(weekday)
    return [(_days(weekdays), words) for words, weekdays in alike.items()]


def _days(weekdays: list[int]) -> str:
    first, last = weekdays[0], weekdays[-1]
    if len(weekdays) == len(WEEKDAYS):
        return _("jeden Tag")
    if len(weekdays) > 2 and last - first == len(weekdays) - 1:
        return _("{first} bis {last}", first=WEEKDAYS[first], last=WEEKDAYS[last])
    return join_and([WEEKDAYS[weekday] for weekday in weekdays])
