"""When a helper is not there, whatever they could do else."""

from datetime import date, timedelta
from typing import NamedTuple, Protocol

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused

ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=366)


def refuse_far_day(day: date, today: date, field: str) -> None:
    """A mistyped year would silence somebody for as long. Raises Refused."""
    if day > today + LONGEST:
        raise Refused(_("Wählen Sie bitte einen Tag in den nächsten zwölf Monaten."), field)


class Away(Protocol):
    """As in OfferFacts."""

    @property
    def free_from(self) -> date | None: ...
    @property
    def gone(self) -> tuple[tuple[date, date], ...]: ...


class Absence(NamedTuple):
    free_from: date | None = None
    gone: tuple[tuple[date, date], ...] = ()


def back_on(helper: Away, day: date) -> date | None:
    """When a pause ends that this day lies in."""
    over = [helper.free_from] if helper.free_from and helper.free_from > day else []
    over += [last + ONE_DAY for first, last in helper.gone if first <= day <= last]
    return max(over, default=None)


def is_there(helper: Away, day: date) -> bool:
    if helper.free_from is not None and day < helper.free_from:
        return False
    return not any(first <= day <= last for first, last in helper.gone)


def is_never_away(helper: Away, today: date) -> bool:
    """From today on, as far as anybody knows."""
    return not helper.gone and (helper.free_from is None or helper.free_from <= today)
