"""When jobs are due. Pure; the time comes in."""

from collections.abc import Callable
from datetime import datetime

from mittendrin.core.clock import at_local, local_day
from mittendrin.outbox.reminding import EARLY, ONE_DAY

# How many are done, and of how many.
Progress = Callable[[int, int], None]


def silent(_done: int, _of: int) -> None:
    """Nobody watches."""


def is_due(last_run: datetime | None, now: datetime) -> bool:
    """Once a day, early in the morning; what a switched-off server has missed is made up for once."""
    return last_run is None or last_run < last_early_morning(now)


def last_early_morning(now: datetime) -> datetime:
    today = at_local(local_day(now), EARLY)
    return today if today <= now else at_local(local_day(now) - ONE_DAY, EARLY)
