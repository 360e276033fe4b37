"""Which words of a text are new and which are gone. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from mittendrin.publishing.rules import Change

# Of short or quite different texts single marked words are harder to read than the whole.
FEWEST_WORDS = 6
LEAST_ALIKE = 0.2

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
    if max(len(old), len(new)) < FEWEST_WORDS or matcher.ratio() < LEAST_ALIKE:
        return MarkedChange(change.label, _whole(change.old), _whole(change.new))
    steps = matcher.get_opcodes()
    return MarkedChange(
        change.label,
        _pieces((old[start:end], tag != "equal") for tag, start, end, _i, _j in steps),
        _pieces((new[start:end], tag != "equal") for tag, _i, _j, start, end in steps),
    )


def _whole(text: str) -> list[Piece]:
    return [Piece(text, changed=True)] if text else []


def _pieces(parts: Iterable[tuple[list[str], bool]]) -> list[Piece]:
    return [Piece("".join(words), changed) for words, changed in parts if words]
