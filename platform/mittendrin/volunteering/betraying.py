"""Does a wording that strangers read say who it is? Pure."""

import re
from dataclasses import dataclass

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.core.text import name_form
from mittendrin.volunteering.streets import ends_of, street_words

FEWEST_LETTERS, FEWEST_DIGITS, FEWEST_WORDS = 3, 4, 3
# Words that stand beside a name, or in many names.
ORDINARY = frozenset(
    (
        "frau", "herr", "herrn", "familie", "dr", "prof", "von", "vom", "der", "den", "dem", "zum", "zur", "und", "oder",
        "mit", "aus", "bei", "beim", "auf", "fur", "ihr", "ihre", "sein", "seine", "die", "das", "geb", "sen", "jun",
        "alten", "bahnhof", "friedhof", "kirche", "markt", "park", "stock", "haus",
    )
)  # fmt: skip
ENDINGS = ("s", "ns", "ens")
BEFORE_A_PLACE = ("am", "an", "auf", "im", "in", "zum", "zur", "vor")
OF_A_STREET = re.compile(r".+(strasse|gasse|weg|platz|ring|allee|steig|hof)")
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
    for word in filter(_tells, _words(" ".join(known.names))):
        for form in forms_of_name(word):
            if form in said and form not in ORDINARY:
                return said[form]
    return (
        _code(words, known.code)
        or _home(words, known.address)
        or _number(words, known.phone)
        or _own_words(words, known.exact)
    )


def check_unnamed(what: str, known: Known) -> None:
    """Raises Refused. Whoever is asked reads what it is about before both have said yes."""
    if told := betrayed(what, known):
        raise Refused(
            _("Das lesen auch Fremde. Schreiben Sie es bitte ohne „{words}“.", words=told), "was-genau"
        )


def forms_of_name(name: str) -> list[str]:
    """ "Ernas Hund", "bei Birkens", "Fritzens Rad". Not "Blumen": that is not only what Frau Blume has."""
    return [name, *(f"{name}{ending}" for ending in ENDINGS), *([f"{name}es"] if name[-1] in "sxz" else [])]


def _tells(word: str) -> bool:
    return len(word) >= FEWEST_LETTERS and word not in ORDINARY


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", name_form(text))


def _home(words: str, address: str) -> str:
    """ "Beispielgasse" and "Am Garten 3", but not every "Garten"; and what stands alone in front, as "Haus Sonnenhof"."""
    said = street_words(words)
    for part in re.split(r"[,\n]", address):
        written = re.sub(r"(?<=\d)\D.*", "", part.strip())
        home = street_words(written)
        street = [word for word in home if not word.isdigit()]
        if street and street != home and any(ends_of(home, said)):
            return written
        is_all = street == home and address.strip().startswith(part)
        if _names_itself(street, is_all=is_all) and any(ends_of(street, said)):
            return written.rstrip(" 0123456789")
    return ""


def _names_itself(street: list[str], *, is_all: bool) -> bool:
    """ "Am Markt" is many places, "Weg" is any."""
    whole = "".join(street)
    if not street or street[0] in BEFORE_A_PLACE or whole in ORDINARY:
        return False
    return is_all or bool(OF_A_STREET.fullmatch(whole))


def _number(words: str, phone: str) -> str:
    if found := NUMBER.search(words):
        return found[0]
    digits = re.sub(r"\D", "", words)
    ending = re.sub(r"\D", "", phone)[-FEWEST_DIGITS:]
    return ending if ending and ending in digits else ""


def _own_words(words: str, exact: str) -> str:
    own = _words(exact)
    return exact if len(own) >= FEWEST_WORDS and " ".join(own) in " ".join(_words(words)) else ""


def _code(words: str, code: str) -> str:
    """ "6YSQ SC53", as it is printed: whoever has it opens what belongs to the person."""
    found = re.search(r"[\W_]*".join(code), words, re.IGNORECASE) if code else None
    return found[0] if found else ""


def _mail(words: str) -> str:
    found = re.search(r"\S+@\S+", words)
    return found[0] if found else ""
