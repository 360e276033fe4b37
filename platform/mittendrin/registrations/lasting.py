"""A change for good is told of its first date: how it is from then on, and until when where a later change is known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mittendrin.events.actions import load
from mittendrin.events.content import content_of
from mittendrin.events.rules import EventContent
from mittendrin.events.views import DateView
from mittendrin.registrations.what_is_new import concerns_guests


@dataclass(frozen=True, slots=True)
class FromThenOn:
    """`then`: the next date that is as all of them are. `until`: the last one that is, where others come after it; with
    `changes_again` and none of these two the first date was the only one.
    """

    then: DateView | None
    until: DateView | None
    changes_again: bool

    @property
    def is_for_one_date(self) -> bool:
        return self.changes_again and self.until is None


async def from_then_on(date: DateView, on: Sequence[DateView]) -> FromThenOn:
    """`on`: all that take place, in their order, also of what the series becomes later."""
    turn = await _next_turn(date, on)
    ahead = [one for one in on if one.starts > date.starts and (turn is None or one.starts < turn.starts)]
    then = next((one for one in ahead if not one.moved), None)
    return FromThenOn(then, ahead[-1] if turn and ahead else None, turn is not None)


async def _next_turn(date: DateView, on: Sequence[DateView]) -> DateView | None:
    """The first date of which whoever comes has to hear something else."""
    firsts: dict[int, DateView] = {}
    for one in on:
        # What a series becomes has the larger number.
        if one.starts > date.starts and one.event_id > date.event_id:
            firsts.setdefault(one.event_id, one)
    for first in firsts.values():
        here, there = [content_of(await load(number)) for number in (date.event_id, first.event_id)]
        if concerns_guests(_on_its_days(here, there), there, first.day):
            return first
    return None


def _on_its_days(here: EventContent, there: EventContent) -> EventContent:
    """Days that somebody has listed one by one are no rule that could change."""
    return replace(here, when=replace(here.when, dates=there.when.dates))
