"""Two people may have the same form open: a mark of each answer as it was read tells what another has written meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.core.refusal import Refused
from mittendrin.core.tokens import token_hash

Content = TypeVar("Content")
# Each answer that a form asks for, by the name of its field.
Answers = Mapping[str, Any]
LENGTH_OF_A_MARK = 6
MOST_MARKS = 200
QUOTED_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Change(Generic[Content]):
    """`seen`: the marks of what stood there when somebody began to write."""

    content: Content
    seen: str


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Fields that somebody else has changed, and those that were changed here."""

    theirs: list[str]
    own: set[str]

    @property
    def both(self) -> list[str]:
        return [field for field in self.theirs if field in self.own]


def marks(answers: Answers) -> str:
    """For a hidden field of the form: one for each answer, always in the same order."""
    return "".join(_marks(answers).values())


def _marks(answers: Answers) -> dict[str, str]:
    return {field: token_hash(repr(value))[:LENGTH_OF_A_MARK] for field, value in answers.items()}


def differing(one: Answers, other: Answers) -> list[str]:
    """Fields in which they do not say the same."""
    return [field for field in one if one[field] != other[field]]


def meanwhile(seen: str, stored: Answers, typed: Answers) -> Meanwhile:
    """What both have written the same is no conflict."""
    apart = set(differing(stored, typed))
    theirs = [field for field in _new_since(seen, stored) if field in apart]
    return Meanwhile(theirs, set(_new_since(seen, typed)))


def _new_since(seen: str, answers: Answers) -> list[str]:
    now = _marks(answers)
    if len(seen) != LENGTH_OF_A_MARK * len(now):
        return list(now)
    places = range(0, len(seen), LENGTH_OF_A_MARK)
    before = (seen[place : place + LENGTH_OF_A_MARK] for place in places)
    return [field for (field, mark), old in zip(now.items(), before, strict=True) if mark != old]


def brought_together(stored: Content, typed: Content, found: Meanwhile) -> Content:
    """What another has written, but for what was typed here: nobody's words get lost."""
    theirs: dict[str, Any] = {one: getattr(stored, one) for one in found.theirs if one not in found.own}
    known: Any = typed
    together: Content = replace(known, **theirs)
    return together


def refuse_overtaken(found: Meanwhile, names: Mapping[str, str], quote: Callable[[str], str]) -> None:
    """`quote` answers how a field reads that is stored; nothing for what cannot be quoted, as a tick."""
    if not found.theirs:
        return
    sentences = [_("Inzwischen hat jemand geändert: {what}.", what=_named(found.theirs, names))]
    if found.both:
        own = _named(found.both, names)
        sentences.append(_("Ihre eigenen Worte stehen weiter bei: {what}.", what=own))
    if quoted := [f"„{words[:QUOTED_CHARACTERS]}“" for one in found.both if (words := quote(one))]:
        sentences.append(_("Gespeichert ist dort: {words}.", words=join_and(quoted)))
    sentences.append(_("Prüfen Sie bitte alles und speichern Sie dann noch einmal."))
    raise Refused(" ".join(sentences))


def _named(fields: list[str], names: Mapping[str, str]) -> str:
    return join_and(list(dict.fromkeys(_(names[field]) for field in fields)))
