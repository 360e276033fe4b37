"""Months as addresses: 2026-12."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mittendrin.core.german import show_month
from mittendrin.core.refusal import NotFound

FORM = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
LAST_DAYS = 25
# How much of a date a sheet holds beside its time: letters of 14 points across A4.
ONE_LINE, TWO_LINES, BETWEEN = 96, 180, " · "


@dataclass(frozen=True, slots=True)
class Month:
    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"

    @property
    def name(self) -> str:
        return show_month(self.year, self.month)

    def plus(self, months: int) -> "Month":
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)


def read_month(text: str) -> Month:
    """Raises NotFound."""
    found = FORM.fullmatch(text)
    if not found:
        raise NotFound
    return Month(int(found[1]), int(found[2]))


def month_to_print(today: date) -> Month:
    """This month; in its last days the next one, which is what people print then."""
    month = Month(today.year, today.month)
    return month.plus(1) if today.day >= LAST_DAYS else month


def as_sentence(text: str) -> str:
    """ "kostet nichts" becomes "Kostet nichts."; what ends already ends once."""
    whole = text.rstrip(" .")
    return whole[:1].upper() + whole[1:] + ("" if whole.endswith(("!", "?")) else ".")


def fits_on_a_line(title: str, parts: Iterable[str]) -> bool:
    return len(BETWEEN.join([title, *parts])) <= ONE_LINE


def fits_on_two_lines(title: str, parts: Iterable[str]) -> bool:
    return len(BETWEEN.join([title, *parts])) <= TWO_LINES


def has_words(text: str, words: str) -> bool:
    """ "im Flur vor Zimmer 1" says "Zimmer 1"; "vor Zimmer 12" does not."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None
