"""What people read here is plain German. The texts of the legal and help pages are measured in tests/demo."""

import re
from collections import defaultdict
from functools import cache

import pytest
from babel.messages.extract import extract_from_dir

from house.readability import measure
from house.the_source import PLATFORM, TEMPLATES

LONGEST_SENTENCE = 20
# The formula says nothing about a few words.
ENOUGH_WORDS = 100
HARDEST, HARDEST_AT_DESKS = 6.0, 9.0
DESKS = {"board", "club", "office", "organisations", "accounts"}
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
_JINJA = {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}


@cache
def written() -> dict[str, str]:
    """By room, one message a line; a value counts as a word."""
    pages = extract_from_dir(
        TEMPLATES, [("**.*", "jinja2.ext:babel_extract")], {"**.*": _JINJA}, keywords=_KEYWORDS
    )
    rules = extract_from_dir(PLATFORM / "mittendrin", [("**.py", "python")], keywords=_KEYWORDS)
    rooms: dict[str, list[str]] = defaultdict(list)
    for file, _line, message, _comments, _context in [*pages, *rules]:
        said = message if isinstance(message, str) else message[0]
        rooms[file.split("/")[0]].append(re.sub(r"\{\w+\}", "Wort", said))
    return {room: "\n".join(lines) for room, lines in rooms.items()}


ROOMS = sorted(path.name for path in TEMPLATES.iterdir())


@pytest.mark.parametrize("room", ROOMS)
def test_sentences_are_short(room: str) -> None:
    measured = measure(written()[room])
    assert measured.longest <= LONGEST_SENTENCE, measured.longest_sentence


@pytest.mark.parametrize("room", ROOMS)
def test_words_are_easy(room: str) -> None:
    measured = measure(written()[room])
    if measured.words >= ENOUGH_WORDS:
        assert measured.wstf <= (HARDEST_AT_DESKS if room in DESKS else HARDEST)
