"""What a reader from the board might overlook in a text. Hints never decide anything. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mittendrin.core.language import _
from mittendrin.core.phone import read_phone, unbroken_phone
from mittendrin.core.plain_words import join_and
from mittendrin.core.refusal import Refused

LONG_TEXT = 1500

_NUMBER = re.compile(r"(?<![\w.])(?:\+|0)\d[\d\s/()–-]{4,}\d", re.ASCII)
_MAIL = re.compile(r"[^\s@<>,;:()]+@[^\s@<>,;:()]+\.[a-z]{2,}", re.IGNORECASE)
_ADVERTISING = re.compile(
    r"\b(?:kaufen|verkauf\w*|rabatt\w*|sonderangebot\w*|schnäppchen|gutschein\w*|bestellen|prozent|gewinnspiel\w*"
    r"|günstig\w*|aktionspreis\w*|werbung|vertrag|verträge|probeabo\w*|jetzt zugreifen)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"(\d+(?:[.,]\d{2})?)\s*(?:€|euro\b|eur\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Double:
    """An entry that is public already and may be the same."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the hints look at. `text` is what was written freely, `before` the same of the public version.

    `known` are the telephone numbers (E.164) and mail addresses by which the organisation wants to be reached;
    `price` is what the page says of the price. `over`: no date is to come. `called_off`: all of it was called off
    since this was written.
    """

    text: str
    before: str = ""
    known: frozenset[str] = frozenset()
    price: str = ""
    over: bool = False
    called_off: bool = False
    reachable: bool = True
    doubles: tuple[Double, ...] = ()


@dataclass(frozen=True, slots=True)
class Hint:
    """`path` leads to what it is about."""

    sentence: str
    path: str = ""


def hints(reading: Reading) -> list[Hint]:
    return [
        *_called_off(reading),
        *_private(reading),
        *_advertising(reading),
        *_price(reading),
        *_doubles(reading),
        *_form(reading),
    ]


def _called_off(reading: Reading) -> Iterator[Hint]:
    if reading.called_off:
        yield Hint(_("Inzwischen ist alles abgesagt. Dabei bleibt es, auch wenn Sie das freigeben."))


def _private(reading: Reading) -> Iterator[Hint]:
    for number in sorted(_numbers(reading.text) - _numbers(reading.before) - reading.known):
        yield Hint(
            _(
                "Der neue Text enthält eine Telefonnummer: {number}. Ist sie privat?",
                number=unbroken_phone(number),
            )
        )
    for address in sorted(_mails(reading.text) - _mails(reading.before) - reading.known):
        yield Hint(
            _("Der neue Text enthält eine E-Mail-Adresse: {address}. Ist sie privat?", address=address)
        )


def _numbers(text: str) -> set[str]:
    return {number for match in _NUMBER.finditer(text) if (number := _e164(match[0]))}


def _e164(text: str) -> str:
    try:
        return read_phone(text)
    except Refused:
        return ""


def _mails(text: str) -> set[str]:
    return {match[0].casefold() for match in _MAIL.finditer(text)}


def _advertising(reading: Reading) -> Iterator[Hint]:
    words = sorted({match[0].casefold() for match in _ADVERTISING.finditer(reading.text)})
    if words:
        quoted = join_and([f"„{word}“" for word in words])
        yield Hint(_("Diese Wörter klingen nach Werbung: {words}.", words=quoted))


def _price(reading: Reading) -> Iterator[Hint]:
    said = _amounts(reading.price)
    for amount in sorted(_amounts(reading.text) - said):
        yield Hint(_("Der Text nennt {amount} Euro. Beim Preis steht das nicht.", amount=amount))


def _amounts(text: str) -> set[str]:
    return {match[1].replace(".", ",").removesuffix(",00") for match in _AMOUNT.finditer(text)}


def _doubles(reading: Reading) -> Iterator[Hint]:
    for double in reading.doubles:
        yield Hint(_("Vielleicht gibt es das schon: {title}", title=double.title), double.path)


def _form(reading: Reading) -> Iterator[Hint]:
    if reading.over:
        yield Hint(_("Kein Termin liegt in der Zukunft."))
    if len(reading.text) > LONG_TEXT:
        yield Hint(_("Der Text ist sehr lang. Das lesen viele nicht zu Ende."))
    if not reading.reachable:
        yield Hint(_("Niemand ist genannt, den man fragen kann."))
