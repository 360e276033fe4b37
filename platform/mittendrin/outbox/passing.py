"""Calls and letters that time has made useless, or that have to say something else now."""

from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import SYSTEM, Act
from mittendrin.database.transactions import transaction
from mittendrin.outbox.actions import Occasion, withdraw_copies
from mittendrin.outbox.calls import CallLine
from mittendrin.outbox.rules import CallState, Way, Words, day_is_over
from mittendrin.outbox.tables import CallTask

Changes = dict[Any, Any]


async def let_pass(now: datetime) -> int:
    """Whatever nobody needs to hear any more leaves the list, and the log says so. Answers how many it were."""
    late = (CallTask.state == CallState.OPEN.value) & (CallTask.matters_until <= now)
    rows = await CallTask.select(CallTask.id, CallTask.matters_until).where(late).order_by(CallTask.id)
    over = [row["id"] for row in rows if day_is_over(row["matters_until"], now)]
    return sum([await _let_one_pass(call_id, now) for call_id in over])


async def _let_one_pass(call_id: int, now: datetime) -> bool:
    passed: Changes = {CallTask.state: CallState.PASSED.value, CallTask.done_at: now}
    still_open = (CallTask.id == call_id) & (CallTask.state == CallState.OPEN.value)
    async with transaction():
        rows = await CallTask.update(passed).where(still_open).returning(CallTask.about, CallTask.headline)
        for row in rows:
            await record(Act("call.passed", row["about"], title=row["headline"]), SYSTEM, now)
    return bool(rows)


async def say_instead(call: CallLine, words: Words, occasion: Occasion, now: datetime) -> None:
    """Whoever has taken the call keeps it, with what was tried and noted; it is due no later than before.

    Other words are news of now, and go out in copy as such.
    """
    headline = words.subject[:200]
    script = words.body.strip() if call.way is Way.LETTER else words.script
    is_news = (headline, script) != (call.headline, call.script)
    changed: Changes = {
        CallTask.headline: headline,
        CallTask.script: script,
        CallTask.due_at: min(call.due_at, occasion.due_at),
        CallTask.happens_at: occasion.happens_at,
        CallTask.matters_until: occasion.matters_until,
        CallTask.created_at: now if is_news else call.created_at,
    }
    await CallTask.update(changed).where(CallTask.id == call.id, CallTask.state == CallState.OPEN.value)
    if is_news:
        await withdraw_copies(call.purpose, call.about, call.part, now)
