"""What somebody likes to talk about, as people type it: "Garten und Fußball." is two things. Pure."""

import re
from collections.abc import Iterable
from functools import lru_cache

from mittendrin.core.plain_words import join_and
from mittendrin.core.text import search_form

# A full stop ends a sentence, and not "1. FC" or "z.B.".
_BETWEEN = re.compile(r"[,;!\n/&]|(?<=\w\w\w)\.(?:\s|$)|\bund\b|\bsowie\b", re.IGNORECASE)


@lru_cache(maxsize=10_000)
def liked(typed: str) -> frozenset[str]:
    """To be compared: "fussball" is "Fußball" and "fußball"."""
    return frozenset(_by_form(typed))


def in_their_words(things: Iterable[str], typed: str) -> str:
    """Things to be compared, as they were typed here."""
    known = _by_form(typed)
    return join_and([known.get(one, one) for one in sorted(things)])


def _by_form(typed: str) -> dict[str, str]:
    parts = [" ".join(part.split()).strip(".") for part in _BETWEEN.split(typed)]
    return {search_form(part): part for part in parts if part}
