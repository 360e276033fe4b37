"""Where a list without a date leads on: what to leave out, and how many dates that gives."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.events.filters import Filter, Period, fits
from mittendrin.events.listing import dates_between


class NextStep(NamedTuple):
    label: str
    link: str
    dates: int


async def next_steps(chosen: Filter, now: datetime) -> list[NextStep]:
    """Only steps that find something. Access is never left out: whoever asks for it needs it."""
    steps = [await _step(label, wider, now) for label, wider in _wider(chosen).items()]
    return [step for step in steps if step.dates]


def _wider(chosen: Filter) -> dict[str, Filter]:
    chosen = replace(chosen, skip=0)
    steps = {}
    if chosen.district:
        steps[_("In allen Stadtteilen")] = replace(chosen, district="")
    if chosen.weekdays:
        steps[_("An jedem Wochentag")] = replace(chosen, weekdays=())
    if chosen.period is not Period.MONTH:
        steps[_("In den nächsten vier Wochen")] = replace(chosen, period=Period.MONTH, first=None)
    return steps


async def _step(label: str, wider: Filter, now: datetime) -> NextStep:
    found = await dates_between(wider, *wider.span(local_day(now)), now)
    return NextStep(label, wider.link(), sum(fits(one, wider) for one in found))
