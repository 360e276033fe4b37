"""Words for acts on an entry, and the months of the log."""

import re
from datetime import date

from mittendrin.core.refusal import NotFound

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)

# What is not named here does not belong to an entry's history, for example who looks after an organisation.
ACT_WORDS = {
    "drafted": "als Entwurf gespeichert",
    "added": "eingetragen",
    "submitted": "eingereicht",
    "published": "freigegeben",
    "returned": "zurückgegeben",
    "taken_back": "nachträglich zurückgegeben",
    "seen": "angesehen",
    "withdrawn": "Einreichung zurückgezogen",
    "discarded": "Änderung verworfen",
    "archived": "ins Archiv gelegt",
    "brought_back": "aus dem Archiv geholt",
    "called_off": "abgesagt",
    "takes_place": "findet doch statt",
    "continued": "von einem Tag an geändert",
    "renamed": "umbenannt",
    "contact_changed": "Ansprechperson geändert",
}
DECISIONS = ("published", "returned", "taken_back", "seen")


def act_words(act: str) -> str:
    """`event.published` reads "freigegeben"; nothing for acts that are none of an entry's history."""
    return ACT_WORDS.get(act.partition(".")[2], "")


def read_month(text: str, today: date) -> date:
    """The first day of a month written 2027-01; without one, of this month. Raises NotFound."""
    if not text:
        return today.replace(day=1)
    found = _MONTH.fullmatch(text)
    if not found:
        raise NotFound
    return date(int(found[1]), int(found[2]), 1)


def month_later(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, 1)
