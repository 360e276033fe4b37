"""Somebody asks to be called, the office has it on its list of calls, and in the end we forget."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.callbacks.rules import KEPT, TIME_WORDS, Wish, call_until
from mittendrin.callbacks.tables import CallBack
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.core.tokens import new_slip_code
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.outbox.actions import Occasion, ask_to_call
from mittendrin.outbox.rules import CallState, Recipient
from mittendrin.outbox.tables import CallTask
from mittendrin.outbox.wording import words


@finds_the_first
async def ask_for_call(wish: Wish, by: Doer, now: datetime) -> str:
    """Answers the number for the person. The same form sent twice is one call."""
    async with transaction():
        known = await CallBack.select(CallBack.code).where(CallBack.key == wish.key).first()
        if known:
            return str(known["code"])
        row = CallBack(
            code=new_slip_code(), key=wish.key, name=wish.name, phone=wish.phone, about=wish.about,
            best_time=wish.best_time.value, asked_at=now,
        )  # fmt: skip
        await CallBack.insert(row)
        message = words("callbacks/messages/call.txt", wish=wish, when=_(TIME_WORDS[wish.best_time]))
        occasion = Occasion("call_back", subject_of(row.id), owner=None, due_at=call_until(now))
        await ask_to_call(Recipient(wish.name, phone=wish.phone), message, occasion, now)
        await record(Act("call_back.asked", subject_of(row.id)), by, now)
    return row.code


async def take_back(code: str, by: Doer, now: datetime) -> bool:
    """Nobody calls any more, and nothing of it is kept. False when we have called: that is kept as long as all calls."""
    async with transaction():
        row = await CallBack.select(CallBack.id).where(CallBack.code == code).first()
        if row is None:
            return True
        subject = subject_of(row["id"])
        waits = (CallTask.about == subject) & (CallTask.state == CallState.OPEN.value)
        if not await CallTask.delete().where(waits).returning(CallTask.id):
            return False
        await CallBack.delete().where(CallBack.id == row["id"])
        await record(Act("call_back.taken_back", subject), by, now)
    return True


@dataclass(frozen=True, slots=True)
class Received:
    """`called_at` is None while somebody still waits for the call."""

    asked_at: datetime
    called_at: datetime | None


async def received(code: str) -> Received:
    """Raises NotFound."""
    row = await CallBack.select(CallBack.id, CallBack.asked_at).where(CallBack.code == code).first()
    if row is None:
        raise NotFound
    task = await CallTask.select(CallTask.done_at).where(CallTask.about == subject_of(row["id"])).first()
    return Received(row["asked_at"], task["done_at"] if task else None)


async def forget_called(now: datetime) -> int:
    """How many wishes were forgotten, with their calls, 30 days after these; whoever still waits for the call stays."""
    old = await CallBack.select(CallBack.id).where(CallBack.asked_at <= now - KEPT)
    subjects = [subject_of(row["id"]) for row in old]
    async with transaction():
        needed = (CallTask.state == CallState.OPEN.value) | (CallTask.done_at > now - KEPT)
        waiting = await CallTask.select(CallTask.about).where(CallTask.about.is_in(subjects or [""]), needed)
        gone = sorted(set(subjects) - {row["about"] for row in waiting})
        if gone:
            await CallTask.delete().where(CallTask.about.is_in(gone))
            await CallBack.delete().where(CallBack.id.is_in([int(one.split(":")[1]) for one in gone]))
    return len(gone)


def subject_of(number: int) -> str:
    return f"call_back:{number}"
