"""Whoever changes visits of the same two people waits for the other, and nobody loses what they have said."""

from asyncio import gather
from collections.abc import Awaitable
from datetime import date, datetime, time

import pytest

from engagement_makers import a_trial
from makers import BERLIN, NOW
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.engagements.pausing import pause
from mittendrin.engagements.queries import visits_of
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import (
    call_off,
    call_off_several,
    plan_visits,
    say_cannot,
)
from mittendrin.volunteering.sides import Side

pytestmark = pytest.mark.usefixtures("database")
HELPER, ASKER = Voice(VISITOR, Side.VOLUNTEER), Voice(VISITOR, Side.REQUESTER)
THAT_MORNING = datetime(2027, 1, 12, 8, tzinfo=BERLIN)


async def twelve_visits() -> tuple[int, list[int]]:
    """The engagement, and its visits; nobody has been called about them yet."""
    engagement = await a_trial()
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 12), HELPER, NOW)
    return engagement, [visit.id for visit in await visits_of(engagement, NOW, NOW)]


async def all_at_once(*acts: Awaitable[None]) -> None:
    """Each is done, or hears that somebody was quicker."""
    said = await gather(*acts, return_exceptions=True)
    assert not [one for one in said if one is not None and not isinstance(one, Refused)]


async def test_several_are_called_off_while_the_helper_cannot_come_to_one_of_them() -> None:
    _engagement, visits = await twelve_visits()
    for several in zip(*[iter(visits)] * 3, strict=True):
        await all_at_once(
            call_off_several([*several], ASKER, NOW), *(say_cannot(one, HELPER, NOW) for one in several[1:])
        )


async def test_one_takes_a_break_while_the_other_calls_visits_off() -> None:
    engagement, visits = await twelve_visits()
    await all_at_once(
        pause(engagement, date(2027, 4, 30), HELPER, THAT_MORNING),
        *(call_off(visit, ASKER, THAT_MORNING) for visit in visits[-3:]),
    )
