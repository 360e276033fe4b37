"""Who was asked in writing how it goes, and has not answered: once the days for it have passed, a task of the office.

What one of the two says is no answer of the other. Who was asked by telephone has a task anyway: it stays until two
people have talked.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.core.calendar_days import add_office_days
from mittendrin.database.transactions import transaction
from mittendrin.engagements.holding import hold_engagement
from mittendrin.engagements.one_day import single_days
from mittendrin.engagements.pairs import Pair, pair
from mittendrin.engagements.telling import (
    CHECK_IN,
    MEETING_AGAIN,
    MEETING_OFF,
    SILENT,
    To,
    about,
    ask_office_to_call,
)
from mittendrin.outbox.one_person import Written, have_heard, last_written
from mittendrin.outbox.tables import CallTask
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import OVER
from mittendrin.volunteering.tables import Engagement

DAYS_TO_ANSWER = 5  # office days
# Of visits in a pause there is a line at the desk.
FOR_ANOTHER_DAY = (MEETING_OFF, MEETING_AGAIN)
QUESTIONS = (CHECK_IN, *FOR_ANOTHER_DAY)


@dataclass(frozen=True, slots=True)
class Unanswered:
    engagement_id: int
    side: Side
    question: str


async def unanswered(now: datetime) -> list[Unanswered]:
    """Nothing has gone on since, and nobody has a task for it yet."""
    return await _unanswered(Engagement.id.is_not_null(), now)


async def _unanswered(which: Any, now: datetime) -> list[Unanswered]:
    over, eng = [state.value for state in OVER], Engagement
    rows = await (
        eng.select(eng.id, eng.status_at, eng.answered_volunteer_at, eng.answered_requester_at)
        .where(which, eng.status.not_in(over), eng.held.eq(False))
        .order_by(eng.id)
    )
    heard = await have_heard([about(row["id"]) for row in rows], QUESTIONS)
    arranged = {number for number, one in (await single_days()).items() if one.visit_stands}
    return [
        one
        for row in rows
        if about(row["id"]) in heard and row["id"] not in arranged
        for one in await _silent_sides(row, now)
    ]


async def _silent_sides(row: dict[str, Any], now: datetime) -> list[Unanswered]:
    found, silent = await pair(row["id"]), []
    for side in Side:
        asked = await _waits_for(found, side, row)
        if asked is None or add_office_days(asked.at, DAYS_TO_ANSWER) > now:
            continue
        if not await _has_a_task(found.id, side, asked.at):
            silent.append(Unanswered(found.id, side, asked.headline))
    return silent


async def _waits_for(found: Pair, side: Side, row: dict[str, Any]) -> Written | None:
    """The last question that nothing has settled. How it goes, each says for themselves; on another day they agree."""
    to, subject = found.contact(side).recipient, about(found.id)
    since = {(CHECK_IN,): row[f"answered_{side.value}_at"], FOR_ANOTHER_DAY: row["status_at"]}
    asked = [(await last_written(to, subject, kinds), settled) for kinds, settled in since.items()]
    return max((one for one, settled in asked if one and (not settled or one.at >= settled)), default=None)


async def _has_a_task(engagement_id: int, side: Side, since: datetime) -> bool:
    ours = (CallTask.about == about(engagement_id)) & (CallTask.part == side.value)
    return bool(await CallTask.exists().where(ours, CallTask.purpose == SILENT, CallTask.created_at >= since))


async def give_to_the_office(silent: Unanswered, now: datetime) -> bool:
    """Without a number the clerk finds another way to the person."""
    async with transaction():
        await hold_engagement(silent.engagement_id)
        if silent not in await _unanswered(Engagement.id == silent.engagement_id, now):
            return False
        to = To(await pair(silent.engagement_id), silent.side)
        await ask_office_to_call(SILENT, to, now, question=silent.question)
    return True
