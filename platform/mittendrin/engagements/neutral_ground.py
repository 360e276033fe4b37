"""A first meeting is on neutral ground: where others are, and at nobody's home."""

import re
from collections.abc import Iterable

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.core.text import search_form

_AT_HOME = re.compile(r"\b(zu ?hause?|daheim|bei (mir|ihr|ihm)|\w*wohnung)\b")
_STREET_AND_NUMBER = re.compile(r"(\D{3,}?) (\d+)")


def refuse_home(place: str, addresses: Iterable[str]) -> None:
    """`addresses` are those of the two people. Raises Refused."""
    if is_home(place, addresses):
        raise Refused(
            _(
                "Das erste Treffen ist bei niemandem zu Hause. "
                "Schreiben Sie bitte einen Ort mit anderen Menschen, zum Beispiel ein Café."
            ),
            "ort",
        )


def is_home(place: str, addresses: Iterable[str]) -> bool:
    said = _plain(place)
    return bool(_AT_HOME.search(said)) or any(_names(said, *home) for home in _homes(addresses))


def _homes(addresses: Iterable[str]) -> list[tuple[str, str]]:
    """Street and house number, whatever else is written with them."""
    parts = [_plain(part) for address in addresses for part in re.split(r"[,\n]", address)]
    return [(found[1], found[2]) for part in parts if (found := _STREET_AND_NUMBER.match(part))]


def _names(said: str, street: str, number: str) -> bool:
    """A house with another number in the same street may well be a café."""
    there = re.search(rf"\b{re.escape(street)}\b(?: (\d+))?", said)
    return there is not None and there[1] in (None, number)


def _plain(text: str) -> str:
    """Only words: an abbreviated street is the street."""
    words = " ".join(re.findall(r"\d+|[^\W\d]+", search_form(text)))
    return re.sub(r"str\b", "strasse", words)
