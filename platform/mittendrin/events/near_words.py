"""A slip of the pen, or another ending: "Gymnastk" and "Spaziergänge" find nothing, and nearly mean something."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from mittendrin.core.text import search_form, search_words

WORDS = re.compile(r"[^\W\d_]+")
SHORTEST = 4
NEAR_ENOUGH = 0.78


def near_words(query: str, known: Iterable[str]) -> str:
    """The query with words that are known, or "" when that would be the same, or a guess out of nothing."""
    words = _by_form(known)
    found = [_near(word, words) for word in search_words(query)]
    if not all(found) or [search_form(one) for one in found] == search_words(query):
        return ""
    return " ".join(found)


def _near(word: str, known: dict[str, str]) -> str:
    """As it is when it stands within a known word: then the search finds it too."""
    if any(word in form for form in known):
        return known.get(word, word)
    nearest = get_close_matches(word, known, 1, NEAR_ENOUGH)
    return known[nearest[0]] if nearest else ""


def _by_form(texts: Iterable[str]) -> dict[str, str]:
    """Single words by their search form, each as somebody has written it."""
    return {
        form: word
        for text in texts
        for word in WORDS.findall(text)
        if len(form := search_form(word)) >= SHORTEST
    }
