"""What belongs to the history of an entry, and the months of the log."""

import re
from datetime import date

from mittendrin.core.refusal import NotFound

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)

# Who looks after an organisation, and who came to a date, is none of an entry's history.
_OF_ITS_PEOPLE = (
    "organisation.member_joined",
    "organisation.member_changed",
    "organisation.member_left",
    "date.attendance_noted",
)
DECISIONS = ("published", "returned", "taken_back", "seen")


def belongs_to_entry(act: str) -> bool:
    return act not in _OF_ITS_PEOPLE


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
