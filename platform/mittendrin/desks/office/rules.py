"""What somebody at the office's telephone types to find a caller."""

import re
from dataclasses import dataclass

from mittendrin.core.phone import read_phone
from mittendrin.core.refusal import Refused
from mittendrin.core.text import search_words
from mittendrin.core.tokens import read_slip_code

DIGITS_OF_END = 4

_NUMBER = re.compile(r"\+?[\d\s./()–-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that the words may mean; what they cannot mean is empty."""

    code: str = ""
    phone: str = ""
    phone_end: str = ""
    name: str = ""

    @property
    def nothing(self) -> bool:
        return self == Asked()


def read_asked(text: str) -> Asked:
    """A name may look like a code, and so may a number: then both are looked for."""
    code = read_slip_code(text) or ""
    if not _NUMBER.fullmatch(text):
        return Asked(code=code, name=text if search_words(text) else "")
    digits = re.sub(r"\D", "", text)
    if len(digits) < DIGITS_OF_END:
        return Asked(code=code)
    return Asked(code=code, phone=_phone(text), phone_end=digits if len(digits) == DIGITS_OF_END else "")


def _phone(text: str) -> str:
    try:
        return read_phone(text)
    except Refused:
        return ""
