"""Which words of a text are new and which are gone. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

from mittendrin.publishing.rules import Change

# Of short or quite different texts single marked words are harder to read than the whole.
FEWEST_WORDS = 6
LEAST_ALIKE = 0.2
# Comparing takes longer than a page may take when the same words come again and again: hostile texts do that.
MOST_WORDS, MOST_PAIRS = 1200, 10_000

_WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words on end. `changed`: gone in the old text, added in the new one."""

    words: str
    changed: bool


@dataclass(frozen=True, slots=True)
class MarkedChange:
    label: str
    old: list[Piece]
    new: list[Piece]


def mark(change: Change) -> MarkedChange:
    """Both texts are kept to the letter; only the marks are added."""
    old, new = _WORD.findall(change.old), _WORD.findall(change.new)
    matcher = SequenceMatcher(None, [w.strip() for w in old], [w.strip() for w in new], autojunk=False)
    if not _worth_marking(old, new) or matcher.ratio() < LEAST_ALIKE:
        return MarkedChange(change.label, _whole(change.old), _whole(change.new))
    steps = list(_steps(matcher))
    return MarkedChange(
        change.label,
        _pieces((old[start:end], tag != "equal") for tag, start, end, _i, _j in steps),
        _pieces((new[start:end], tag != "equal") for tag, _i, _j, start, end in steps),
    )


def _worth_marking(old: list[str], new: list[str]) -> bool:
    before, after = Counter(word.strip() for word in old), Counter(word.strip() for word in new)
    pairs = sum(number * after[word] for word, number in before.items())
    return FEWEST_WORDS <= max(len(old), len(new)) <= MOST_WORDS and pairs <= MOST_PAIRS


def _steps(matcher: SequenceMatcher[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """As get_opcodes, but a single word that stayed between two changes is part of them."""
    steps = matcher.get_opcodes()
    for number, (tag, start, end, new_start, new_end) in enumerate(steps):
        alone = end - start == 1 and 0 < number < len(steps) - 1
        yield ("replace" if alone else tag), start, end, new_start, new_end


def _whole(text: str) -> list[Piece]:
    return [Piece(text, changed=True)] if text else []


def _pieces(parts: Iterable[tuple[list[str], bool]]) -> list[Piece]:
    """Neighbours of one kind become one piece."""
    runs = groupby(((word, changed) for words, changed in parts for word in words), key=itemgetter(1))
    return [Piece("".join(word for word, _changed in run), changed) for changed, run in runs]
