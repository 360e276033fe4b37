"""Moments are aware and in UTC; what people agree on is a local day and a local time in Germany."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    return datetime.now(UTC)


def to_local(moment: datetime) -> datetime:
    # A naive moment would silently be read in the time zone of the machine.
    if moment.tzinfo is None:
        raise ValueError("A moment needs its time zone.")
    return moment.astimezone(BERLIN)


def at_local(day: date, wall_time: time) -> datetime:
    """The moment, in UTC, when clocks in Germany show this time.

    A time that spring skips moves on by an hour, one that autumn shows twice means the first.
    """
    return datetime.combine(day, wall_time.replace(tzinfo=None, fold=0), BERLIN).astimezone(UTC)


def local_day(moment: datetime) -> date:
    return to_local(moment).date()
