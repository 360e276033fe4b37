"""What people here did for each other, in numbers that are true: thanks are never made up.

Counted as of the midnight that is behind us, so that every process writes the same page all day, whoever writes down
hours meanwhile. Where fewer than three are behind a number it is not shown, because it would be about somebody.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from mittendrin.core.clock import at_local, local_day
from mittendrin.core.german import MONTHS
from mittendrin.core.language import _
from mittendrin.engagements.rules import show_hours
from mittendrin.engagements.tables import Hours
from mittendrin.events.queries import PUBLIC
from mittendrin.events.rules import DateState
from mittendrin.events.tables import Occurrence

FEWEST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Thanks:
    """The dates of a month that take place, and who makes them; the hours of the month before, empty where few."""

    dates: int
    organisations: int
    month: str
    hours: str

    @property
    def of_dates(self) -> bool:
        return min(self.dates, self.organisations) >= FEWEST_SHOWN

    @property
    def sentences(self) -> list[str]:
        said = []
        if self.of_dates:
            said.append(
                _(
                    "{n} Vereine und Treffs laden in diesem Monat zu {m} Terminen ein.",
                    n=self.organisations,
                    m=self.dates,
                )
            )
        if self.hours:
            said.append(
                _(
                    "Im {month} waren Menschen hier {hours} füreinander da.",
                    month=self.month,
                    hours=self.hours,
                )
            )
        return said


async def thanks(now: datetime) -> Thanks:
    first = local_day(now).replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    dates, organisations = await _dates_of(first)
    hours = await _hours_of(before, first, at_local(local_day(now), time.min))
    return Thanks(dates, organisations, MONTHS[before.month - 1], hours)


async def _dates_of(first: date) -> tuple[int, int]:
    """How many dates, by how many organisations."""
    one: Any = Occurrence
    next_month = (first + timedelta(days=31)).replace(day=1)
    begin, end = at_local(first, time.min), at_local(next_month, time.min)
    takes_place = (one.starts_at >= begin) & (one.starts_at < end) & (one.state == DateState.SCHEDULED.value)
    rows = await one.select(one.event.organisation.as_alias("organisation")).where(takes_place & PUBLIC)
    return len(rows), len({row["organisation"] for row in rows})


async def _hours_of(first: date, end: date, written_before: datetime) -> str:
    one: Any = Hours
    helper = one.engagement.proposal.offer.person.as_alias("helper")
    rows = await one.select(one.minutes, helper).where(
        one.day >= first, one.day < end, one.written_at < written_before
    )
    if len({row["helper"] for row in rows if row["helper"]}) < FEWEST_SHOWN:
        return ""
    return show_hours(sum(row["minutes"] for row in rows))
