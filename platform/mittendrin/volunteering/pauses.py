"""When a helper is not there, whatever they could do else."""

from datetime import date, timedelta
from typing import NamedTuple, Protocol

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused

ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=366)
FAR_DAY = "Wählen Sie bitte einen Tag in den nächsten zwölf Monaten."


def is_far(day: date, today: date) -> bool:
    """A mistyped year would silence somebody for as long."""
    return day > today + LONGEST


def refuse_far_day(day: date, today: date, field: str) -> None:
    """Raises Refused."""
    if is_far(day, today):
        raise Refused(_(FAR_DAY), field)


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
