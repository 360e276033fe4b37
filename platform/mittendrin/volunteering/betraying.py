"""Does a neutral wording say who it is? Pure."""

import re
from dataclasses import dataclass

from mittendrin.core.text import name_form

FEWEST_LETTERS, FEWEST_DIGITS, FEWEST_WORDS = 3, 4, 3
# Words of an address and of a name that many share.
ORDINARY = {
    "frau",
    "herr",
    "herrn",
    "dr",
    "prof",
    "strasse",
    "str",
    "weg",
    "platz",
    "kaiserslautern",
    "von",
    "der",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the office knows of the person. `exact`: their own words for what they look for."""

    names: tuple[str, ...]
    phone: str
    address: str
    exact: str
    code: str


def betrayed(words: str, known: Known) -> str:
    """The part of the wording that gives somebody away; empty when nothing does."""
    if address := _mail(words):
        return address
    said = set(_words(words))
    for secret in (*known.names, known.address, known.code):
        for word in _words(secret):
            if word in said and word not in ORDINARY and len(word) >= FEWEST_LETTERS:
                return word
    return _number(words, known.phone) or _own_words(words, known.exact)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", name_form(text))


def _number(words: str, phone: str) -> str:
    digits = re.sub(r"\D", "", words)
    ending = re.sub(r"\D", "", phone)[-FEWEST_DIGITS:]
    return ending if ending and ending in digits else ""


def _own_words(words: str, exact: str) -> str:
    own = _words(exact)
    return exact if len(own) >= FEWEST_WORDS and " ".join(own) in " ".join(_words(words)) else ""


def _mail(words: str) -> str:
    found = re.search(r"\S+@\S+", words)
    return found[0] if found else ""
