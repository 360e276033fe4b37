"""Small turns of speech that pages, letters and the telephone share."""

from collections.abc import Sequence

from mittendrin.core.language import _

KILOBYTE = 1000


def join_and(words: Sequence[str]) -> str:
    """`a, b und c`."""
    if len(words) < 2:
        return "".join(words)
    return _("{most} und {last}", most=", ".join(words[:-1]), last=words[-1])


def show_number(number: int) -> str:
    """With a dot at the thousands."""
    return f"{number:,}".replace(",", ".")


def show_size(size: int) -> str:
    """How large a file is: `3 Kilobyte`, `1.200 Kilobyte`."""
    return _("{n} Kilobyte", n=show_number(max(1, round(size / KILOBYTE))))
