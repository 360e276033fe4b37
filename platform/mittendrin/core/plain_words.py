"""Small turns of speech that pages, letters and the telephone share."""

from collections.abc import Sequence

from mittendrin.core.language import _


def join_and(words: Sequence[str]) -> str:
    """`a, b und c`."""
    if len(words) < 2:
        return "".join(words)
    return _("{most} und {last}", most=", ".join(words[:-1]), last=words[-1])


def count_words(number: int, one: str, many: str) -> str:
    """`1 Platz`, `2 Plätze`, `1.200 Plätze`."""
    return f"{show_number(number)} {one if number == 1 else many}"


def show_number(number: int) -> str:
    """With a dot at the thousands."""
    return f"{number:,}".replace(",", ".")
