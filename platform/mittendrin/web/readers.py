"""Readers of single answers: text in, value out, or Refused with a sentence for the person."""

from collections.abc import Iterable
from typing import TypeVar

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused

Option = TypeVar("Option", bound=str)
INSTEAD_OF_BYTES = "\ufffd"


def one_of(text: str, options: Iterable[Option]) -> Option:
    for option in options:
        if option == text:
            return option
    raise Refused(not_offered())


def not_offered() -> str:
    """For lists, round and square boxes alike."""
    return _("Bitte wählen Sie eine der Antworten, die hier stehen.")


def whole_number(text: str, lowest: int, highest: int) -> int:
    digits = text.replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > len(str(highest)) + 1:
        raise Refused(_("Schreiben Sie bitte eine Zahl von {a} bis {b}.", a=lowest, b=highest))
    if not lowest <= int(digits) <= highest:
        raise Refused(_("Schreiben Sie bitte eine Zahl von {a} bis {b}.", a=lowest, b=highest))
    return int(digits)


def unreadable(words: str) -> str:
    """What to say about bytes that are no text; empty when everything can be read."""
    if INSTEAD_OF_BYTES not in words:
        return ""
    return _(
        "Ein Zeichen konnten wir nicht lesen: {zeichen}. Schreiben Sie es bitte noch einmal.",
        zeichen=INSTEAD_OF_BYTES,
    )
