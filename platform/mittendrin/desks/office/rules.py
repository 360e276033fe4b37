"""What somebody at the office's telephone types to find a caller, or a date."""

import re
from dataclasses import dataclass
from datetime import date

from mittendrin.core.german import MONTHS, WEEKDAYS, read_date
from mittendrin.core.phone import read_phone
from mittendrin.core.refusal import Refused
from mittendrin.core.text import search_form, search_words
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


def read_asked(text: str, area_code: str) -> Asked:
    """A name may look like a code, and so may a number: then both are looked for."""
    code = read_slip_code(text) or ""
    if not _NUMBER.fullmatch(text):
        return Asked(code=code, name=text if search_words(text) else "")
    digits = re.sub(r"\D", "", text)
    if len(digits) < DIGITS_OF_END:
        return Asked(code=code)
    return Asked(
        code=code, phone=_phone(text, area_code), phone_end=digits if len(digits) == DIGITS_OF_END else ""
    )


def newcomer_fields(text: str) -> dict[str, str]:
    """What was typed of somebody we do not know yet, by field of the sign-up; a code or four digits are neither."""
    words = text.strip()
    if _NUMBER.fullmatch(words):
        return {"telefon": words} if len(re.sub(r"\D", "", words)) > DIGITS_OF_END else {}
    return {"name": words} if words and not any(one.isdigit() for one in words) else {}


def _phone(text: str, area_code: str) -> str:
    try:
        return read_phone(text, area_code)
    except Refused:
        return ""


@dataclass(frozen=True, slots=True)
class DateAsked:
    """ "Gymnastik Dienstag", "Chor am 24.11." """

    words: tuple[str, ...] = ()
    day: date | None = None
    weekday: int | None = None

    @property
    def nothing(self) -> bool:
        return self == DateAsked()


def read_date_asked(text: str, today: date) -> DateAsked:
    """A day, a weekday and words of the title, in any order."""
    day, rest = _take_day(text, today)
    words = [word for word in search_words(rest) if word not in _SAYS_NOTHING]
    weekday = next((_WEEKDAY_WORDS[word] for word in words if word in _WEEKDAY_WORDS), None)
    return DateAsked(
        words=tuple(word for word in words if word not in _WEEKDAY_WORDS),
        day=day,
        weekday=None if day else weekday,
    )


def asks_only_for(asked: DateAsked, day: date) -> bool:
    return asked == DateAsked(day=day)


def _take_day(text: str, today: date) -> tuple[date | None, str]:
    """The day, and the text without it; what only looks like a day stays text."""
    found = _DAY.search(text)
    if found is None:
        return None, text
    try:
        day = read_date(found[0].strip(), today)
    except Refused:
        return None, text
    return day, f"{text[: found.start()]} {text[found.end() :]}"


_DAY = re.compile(
    rf"\bheute\b|\bmorgen\b|\b\d{{1,2}}\.\s?(?:\d{{1,2}}\.?|{'|'.join(MONTHS)})(?:\s?\d{{4}}|\d{{2}}\b)?",
    re.IGNORECASE,
)
_WEEKDAY_WORDS = {search_form(name): number for number, name in enumerate(WEEKDAYS)} | {
    name[:2].lower(): number for number, name in enumerate(WEEKDAYS)
}
_SAYS_NOTHING = {"am", "um", "der", "die", "das", "im", "in", "uhr", "den"}


# What the lead looks up in the log, and which subjects belong there.
FIELDS = {
    "zugaenge": ("account", "invitation"),
    "organisationen": ("organisation",),
    "veranstaltungen": ("event", "series", "occurrence", "unfinished"),
    "anmeldungen": ("registration",),
    "personen": ("person", "incident"),
    "helfen": ("offer", "help_request", "proposal", "engagement", "need", "unfinished_need"),
    "orte": ("venue",),
    "namen": ("topic", "district", "help"),
    "texte": ("text", "texts"),
    "buero": ("city", "note"),
    "meldungen": ("barrier",),
    "rueckrufe": ("call_back",),
}
FIELD_WORDS = {
    "zugaenge": "Zugänge",
    "organisationen": "Organisationen",
    "veranstaltungen": "Veranstaltungen",
    "anmeldungen": "Anmeldungen",
    "personen": "Personen",
    "helfen": "Helfen und Hilfe",
    "orte": "Orte",
    "namen": "Themen, Stadtteile, Arten von Hilfe",
    "texte": "Texte",
    "buero": "Das Büro",
    "meldungen": "Meldungen",
    "rueckrufe": "Rückrufe",
}


def field_of(kind: str) -> str:
    """Nothing for what belongs to none."""
    return next((field for field, kinds in FIELDS.items() if kind in kinds), "")
