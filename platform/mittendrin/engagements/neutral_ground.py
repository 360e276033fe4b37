"""A first meeting is on neutral ground: where others are, and at nobody's home."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.core.text import name_form
from mittendrin.volunteering.betraying import ORDINARY

# What a name form writes: "ue" is "u".
_OWN = r"(?:mein|dein|sein|ihr|unser|eur)\w*"
_ROOMS = r"(?:haus|hof|zimmer|wohnzimmer|kuche|garten|terrasse|balkon)"
_AT_HOME = re.compile(rf"\b(?:zu ?hause?|\w*wohnung|{_OWN} {_ROOMS})\b")
# Beside a café it is a place next to it, or its name.
_PERHAPS_AT_HOME = re.compile(r"\b(?:daheim|bei (?:mir|dir|ihr|ihm|uns|ihnen|euch)|wohnzimmer)\b")
_OF_EVERYBODY = re.compile(
    r"\b\w*(?:cafe|backerei|gasthaus|gaststatte|restaurant|eisdiele|rathaus|kirche|buro|bibliothek|bucherei|museum"
    r"|bahnhof|zentrum|burgerhaus|treff|generationenhaus)\b"
)
_STREET_AND_NUMBER = re.compile(r"(\D{3,}?) (\d+)")
_SMALL_WORDS = re.compile(r"\b(?:in|an|der|dem|am|im|bei|treffpunkt)\b")
FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Lives:
    """One of the two people: by what name others know a home, and where it is."""

    name: str
    address: str


def refuse_home(place: str, people: Iterable[Lives]) -> None:
    """Raises Refused."""
    if is_home(place, people):
        raise Refused(
            _(
                "Das erste Treffen ist bei niemandem zu Hause. "
                "Schreiben Sie bitte einen Ort mit anderen Menschen, zum Beispiel ein Café."
            ),
            "ort",
        )


def is_home(place: str, people: Iterable[Lives]) -> bool:
    said, known = _plain(place), list(people)
    if _AT_HOME.search(said) or any(_at_theirs(said, one.name) for one in known):
        return True
    if not _OF_EVERYBODY.search(said) and _PERHAPS_AT_HOME.search(said):
        return True
    return any(_names(said, *home) for home in _homes(one.address for one in known))


def _at_theirs(said: str, name: str) -> bool:
    """ "bei Frau Birke", "in Ernas Küche"; "Bäckerei Birke" is a shop."""
    words = [word for word in _plain(name).split() if word not in ORDINARY and len(word) >= FEWEST_LETTERS]
    called = "|".join(map(re.escape, words))
    beside = rf"\bbeim? (?:(?:der|den|frau|herrn?|familie|dr) )*(?:{called})s?\b|\b(?:{called})s? {_ROOMS}\b"
    return bool(words) and re.search(beside, said) is not None


def _homes(addresses: Iterable[str]) -> list[tuple[str, str]]:
    """Street and house number, whatever else is written with them."""
    parts = [_plain(part) for address in addresses for part in re.split(r"[,\n]", address)]
    return [(found[1], found[2]) for part in parts if (found := _STREET_AND_NUMBER.match(part))]


def _names(said: str, street: str, number: str) -> bool:
    """With its number, or where nothing else is said: in the same street may well be a café."""
    there = re.search(rf"\b{re.escape(street)}\b(?: (\d+))?", said)
    if there is None or there[1]:
        return there is not None and there[1] == number
    return _SMALL_WORDS.sub("", said).split() == _SMALL_WORDS.sub("", street).split()


def _plain(text: str) -> str:
    """Only words: an abbreviated street is the street, in one word or two."""
    written_out = re.sub(r"(?<=\w{3})g\.(?=\s*\d)", "gasse", name_form(text))
    words = " ".join(re.findall(r"\d+|[^\W\d]+", written_out))
    return re.sub(r" ?str(?:asse)?\b", "strasse", words)
