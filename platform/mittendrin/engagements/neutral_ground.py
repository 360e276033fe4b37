"""A first meeting is on neutral ground: where others are, and at nobody's home."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.volunteering.betraying import ORDINARY, forms_of_name
from mittendrin.volunteering.streets import ends_of, street_words

# What a name form writes: "ü" and "ue" are "u".
_OWN = r"(?:mein|dein|sein|ihr|unser|eur)\w*"
_ROOMS = r"(?:haus|hof|zimmer|wohnzimmer|kuche|garten|terrasse|balkon|haustur|adresse|anschrift)"
_ONE_OF_THEM = r"(?:senior|seniorin|dame|herrn|helfer|helferin|oma|opa|frau)"
_AT_HOME = re.compile(rf"\b(?:zu ?hause?|\w*wohnung|{_OWN} {_ROOMS}|bei(?:m| de[rm]) {_ONE_OF_THEM})\b")
# Beside a café it is a place next to it, or its name.
_PERHAPS_AT_HOME = re.compile(r"\b(?:daheim|bei (?:mir|dir|ihr|ihm|uns|ihnen|euch)|wohnzimmer|zimmer \d+)\b")
_OF_EVERYBODY = re.compile(
    r"\b\w*(?:cafe|backerei|gasthaus|gaststatte|restaurant|eisdiele|rathaus|kirche|buro|bibliothek|bucherei|museum"
    r"|bahnhof|zentrum|burgerhaus|treff|generationenhaus|gemeindehaus|pfarrheim|schule|amt)\b"
)
_SMALL_WORDS = frozenset({
    "in", "an", "der", "dem", "am", "im", "bei", "vor", "treffpunkt", "eingang", "hauseingang", "haustur", "tur",
})  # fmt: skip
_POLITE = r"(?:(?:der|den|frau|herrn?|familie|dr) )*"
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
    return any(_names(said.split(), *home) for home in _homes(one.address for one in known))


def is_same_home(one: str, other: str) -> bool:
    """As far as both addresses say a street and a number."""
    homes = [{("".join(street), number) for street, number in _homes([address])} for address in (one, other)]
    return bool(homes[0]) and homes[0] == homes[1]


def _at_theirs(said: str, name: str) -> bool:
    """ "bei Frau Birke", "in Ernas Küche", "Garten von Erna"; "Bäckerei Birke" is a shop."""
    words = [word for word in _plain(name).split() if word not in ORDINARY and len(word) >= FEWEST_LETTERS]
    called = "|".join(re.escape(form) for word in words for form in forms_of_name(word))
    at, of = rf"\bbeim? {_POLITE}(?:{called})\b", rf"\b{_ROOMS} (?:von|vom|der|des) {_POLITE}(?:{called})\b"
    return bool(words) and re.search(rf"{at}|{of}|\b(?:{called}) {_ROOMS}\b", said) is not None


def _homes(addresses: Iterable[str]) -> list[tuple[list[str], str]]:
    """Street and house number, whatever else is written with them."""
    parts = [street_words(part) for address in addresses for part in re.split(r"[,\n]", address)]
    return [
        (street, number) for part in parts for street, number in [_taken_apart(part)] if street and number
    ]


def _taken_apart(part: list[str]) -> tuple[list[str], str]:
    at = next((place for place, word in enumerate(part) if word.isdigit()), len(part))
    return part[:at], part[at] if at < len(part) else ""


def _names(said: list[str], street: list[str], number: str) -> bool:
    """With its number, or where nothing else is said: in the same street may well be a café."""
    for end in ends_of(street, said):
        behind = said[end] if end < len(said) else ""
        if behind == number or (not behind.isdigit() and _without_small(said) == _without_small(street)):
            return True
    return False


def _without_small(words: list[str]) -> str:
    return "".join(word for word in words if word not in _SMALL_WORDS)


def _plain(text: str) -> str:
    """Only words: an abbreviated street is the street. "Berta's" is "Bertas"."""
    return " ".join(street_words(re.sub(r"(?<=\w)['’`´]s\b", "s", text)))
