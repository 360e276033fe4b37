"""Whatever becomes of one visit, in any order: a call follows from what somebody knows, and in the end they know it all."""

import re
from contextlib import suppress
from datetime import datetime
from random import Random

import pytest

from engagement_makers import HELPER, a_trial
from makers import BERLIN, NOW, OFFICE
from mittendrin.core.refusal import Refused
from mittendrin.engagements.moving import Move, move_visit
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import call_off, come_after_all, plan_visits, say_cannot
from mittendrin.outbox.calls import CallLine, Outcome, finish, open_calls
from mittendrin.outbox.rules import CallResult

pytestmark = pytest.mark.usefixtures("database")
DAYS = [datetime(2027, 1, day, 10, tzinfo=BERLIN) for day in range(20, 25)]
FAR = NOW.replace(day=12)
CALLED_OFF = 0.4
ACTS = ("move", "move", "move", "cannot", "after all", "hear", "hear")


class Waiting:
    """What the one who is visited knows: the day, and whether their helper comes."""

    def __init__(self) -> None:
        self.day: datetime | None = None
        self.comes = False

    def hears(self, call: CallLine) -> None:
        days = [
            datetime(2027, 1, int(day), int(hour), tzinfo=BERLIN)
            for day, hour in re.findall(r"(\d+)\. Januar um (\d+) Uhr", call.script)
        ]
        tells_of_news = call.purpose in ("visit_moved_requester", "visit_takes_place") or len(days) > 1
        # Two may have agreed on a visit by themselves: that it falls out they hear in any case.
        falls_out = call.purpose in ("visit_helper_cannot", "visit_called_off") and self.day
        if tells_of_news or falls_out:
            assert days[0] == self.day, call.script
        self.day = None if call.purpose == "visit_called_off" else days[-1]
        self.comes = call.purpose not in ("visit_called_off", "visit_helper_cannot")


async def calls() -> list[CallLine]:
    theirs = [one for one in await open_calls(None) if one.name == "Demo-Person Suche"]
    found = [one for one in theirs if one.purpose.startswith("visit")]
    return sorted(found, key=lambda one: one.id)


async def hear(who: Waiting) -> None:
    for call in await calls():
        who.hears(call)
        await finish(call.id, Outcome(CallResult.REACHED), OFFICE, FAR)


async def as_it_is(visit: int) -> tuple[datetime, str]:
    row = await Visit.select(Visit.starts_at, Visit.state).where(Visit.id == visit).first()
    assert row
    return row["starts_at"], row["state"]


async def one_act(act: str, visit: int, chance: Random, who: Waiting) -> None:
    if act == "hear":
        await hear(who)
    elif act == "cannot":
        await say_cannot(visit, HELPER, FAR)
    elif act == "after all":
        await come_after_all(visit, HELPER, FAR)
    else:
        now_at, _state = await as_it_is(visit)
        voice = chance.choice((HELPER, Voice(OFFICE)))
        await move_visit(visit, Move(chance.choice(DAYS), now_at), voice, FAR)


@pytest.mark.parametrize("seed", range(40))
async def test_everybody_knows_in_the_end_and_hears_nothing_out_of_the_blue(seed: int) -> None:
    chance, who = Random(seed), Waiting()
    await plan_visits(await a_trial(), Plan(DAYS[0].date(), DAYS[0].time(), Rhythm.ONCE), HELPER, NOW)
    visit = int((await Visit.select(Visit.id).output(as_list=True))[0])
    for _step in range(chance.randrange(3, 10)):
        with suppress(Refused):
            await one_act(chance.choice(ACTS), visit, chance, who)
    if chance.random() < CALLED_OFF:
        await call_off(visit, Voice(OFFICE), FAR)
    assert len(await calls()) <= 1
    await hear(who)
    day, state = await as_it_is(visit)
    known = {"called_off": (None, False), "planned": (day, True), "helper_cannot": (day, False)}
    assert (who.day, who.comes) == known[state]
