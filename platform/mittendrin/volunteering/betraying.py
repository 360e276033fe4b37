"""Does a wording that strangers read say who it is? Pure."""

import re
from dataclasses import dataclass

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
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
    "den",
    "dem",
    "zum",
    "zur",
    "alten",
    "bahnhof",
    "friedhof",
    "kirche",
    "markt",
    "park",
}
# "0171 3920701" or "+49 631 12345", and no date.
NUMBER = re.compile(r"(?<!\d)(?:\+|0)\d{2,4}[ /-]*\d[\d /-]{3,}\d")


@dataclass(frozen=True, slots=True)
class Known:
    """What the office knows of the person. `exact`: their own words for what they look for."""

    names: tuple[str, ...]
    phone: str
    address: str
    exact: str = ""
    code: str = ""


def betrayed(words: str, known: Known) -> str:
    """The part of the wording that gives somebody away; empty when nothing does."""
    if address := _mail(words):
        return address
    said: dict[str, str] = {name_form(word): word for word in re.findall(r"\w+", words)}
    for secret in (*known.names, known.address, known.code):
        for word in _words(secret):
            if word in said and word not in ORDINARY and len(word) >= FEWEST_LETTERS:
                return said[word]
    return _number(words, known.phone) or _own_words(words, known.exact)


def check_unnamed(what: str, known: Known) -> None:
    """Raises Refused. Whoever is asked reads what it is about before both have said yes."""
    if told := betrayed(what, known):
        raise Refused(
            _("Das lesen auch Fremde. Schreiben Sie es bitte ohne „{words}“.", words=told), "was-genau"
        )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", name_form(text))


def _number(words: str, phone: str) -> str:
    if found := NUMBER.search(words):
        return found[0]
    digits = re.sub(r"\D", "", words)
    ending = re.sub(r"\D", "", phone)[-FEWEST_DIGITS:]
    return ending if ending and ending in digits else ""


def _own_words(words: str, exact: str) -> str:
    own = _words(exact)
    return exact if len(own) >= FEWEST_WORDS and " ".join(own) in " ".join(_words(words)) else ""


def _mail(words: str) -> str:
    found = re.search(r"\S+@\S+", words)
    return found[0] if found else ""
