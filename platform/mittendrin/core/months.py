"""Months in addresses, and the way from one to another."""

import re
from datetime import date

from mittendrin.core.refusal import NotFound

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


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
