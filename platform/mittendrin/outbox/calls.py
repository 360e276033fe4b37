"""Call tasks at work: who takes one, what came of it. A task has one owner, and one person at a time takes it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piccolo.columns import Column
from piccolo.custom_types import Combinable

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.sealing import seal, shown
from mittendrin.database.transactions import transaction
from mittendrin.outbox.rules import CallResult, CallState, Way, comes_too_late
from mittendrin.outbox.tables import CallTask

Changes = dict[Column | str, Any]


@dataclass(frozen=True, slots=True)
class CallLine:
    """One line of a call list. `owner` None is the office; `result` is that of the last try.

    `script` is read out, or is what the letter says.
    """

    id: int
    about: str
    part: str
    purpose: str
    way: Way
    owner: int | None
    name: str
    reached_at: str
    headline: str
    script: str
    state: CallState
    result: CallResult | None
    tries: int
    due_at: datetime
    happens_at: datetime | None
    matters_until: datetime | None
    created_at: datetime
    done_at: datetime | None
    taken_by: int | None
    taken_by_name: str
    note: str

    @property
    def passed(self) -> bool:
        return self.state is CallState.PASSED

    @property
    def open(self) -> bool:
        return self.state is CallState.OPEN

    def comes_too_late(self, now: datetime) -> bool:
        """A letter that is still to be written, or was when it was settled."""
        return self.way is Way.LETTER and comes_too_late(self.happens_at, self.done_at or now)

    def is_settled_as(self, outcome: "Outcome", by: Doer) -> bool:
        """The same person has sent the same before."""
        same = (self.result, self.taken_by, outcome.note or self.note) == (
            outcome.result,
            by.account_id,
            self.note,
        )
        return self.state is CallState.DONE and same

    @property
    def number(self) -> int:
        """Of what it is about."""
        return int(self.about.partition(":")[2])


@dataclass(frozen=True, slots=True)
class Outcome:
    """`speaker` is empty when the person spoke for themselves. `tries`: how many the list showed before this one."""

    result: CallResult
    note: str = ""
    speaker: str = ""
    tries: int | None = None


async def open_calls(owner: int | None) -> list[CallLine]:
    """Of an organisation, or of the office; the most urgent first."""
    return await _lines(_owned_by(owner) & (CallTask.state == CallState.OPEN.value))


async def open_calls_for(purpose: str) -> list[CallLine]:
    return await _lines((CallTask.purpose == purpose) & (CallTask.state == CallState.OPEN.value))


async def done_calls(owner: int | None, since: datetime) -> list[CallLine]:
    return await _lines(
        _owned_by(owner) & (CallTask.state == CallState.DONE.value) & (CallTask.done_at >= since)
    )


async def passed_calls(owner: int | None, since: datetime) -> list[CallLine]:
    """What nobody has heard in time."""
    return await _lines(
        _owned_by(owner) & (CallTask.state == CallState.PASSED.value) & (CallTask.done_at >= since)
    )


async def calls_about(subjects: list[str]) -> list[CallLine]:
    """Why we called, whoever did: the newest first."""
    return list(reversed(await _lines(CallTask.about.is_in(subjects)))) if subjects else []


async def last_call(about: str, part: str, purpose: str) -> CallLine | None:
    """Whatever became of it; nothing where all that was said went by mail."""
    ours = (CallTask.about == about) & (CallTask.part == part) & (CallTask.purpose == purpose)
    row = await CallTask.select(CallTask.id).where(ours).order_by(CallTask.id, ascending=False).first()
    return await call(row["id"]) if row else None


async def still_called_about(purposes: tuple[str, ...]) -> set[str]:
    """Of what one of these calls is still open."""
    rows = await CallTask.select(CallTask.about).where(
        CallTask.purpose.is_in(list(purposes)), CallTask.state == CallState.OPEN.value
    )
    return {row["about"] for row in rows}


async def call(call_id: int) -> CallLine:
    """Raises NotFound."""
    found = await _lines(CallTask.id == call_id)
    if not found:
        raise NotFound
    return found[0]


async def take(call_id: int, instead_of: int | None, by: Doer, now: datetime) -> None:
    """ "Ich übernehme": from nobody, or from the colleague that the page showed. Raises Refused if that changed."""
    async with transaction():
        known = await call(call_id)
        holder = CallTask.taken_by.is_null() if instead_of is None else CallTask.taken_by == instead_of
        taken: Changes = {CallTask.taken_by: by.account_id, CallTask.taken_by_name: by.name}
        if await CallTask.update(taken).where(_is_open(call_id), holder).returning(CallTask.id):
            before = _("vorher {name}", name=known.taken_by_name) if known.taken_by_name else ""
            await record(Act("call.taken", known.about, title=known.headline, detail=before), by, now)
            return
        _refuse_too_late(await call(call_id), by)


def _refuse_too_late(held: CallLine, by: Doer) -> None:
    """Whoever has it already presses twice."""
    if not held.open:
        raise Refused(_("Dieser Anruf ist schon erledigt."))
    if held.taken_by != by.account_id:
        raise Refused(_("{name} war schneller und ruft an.", name=held.taken_by_name or _("Jemand")))


async def give_back(call_id: int, by: Doer, now: datetime) -> None:
    async with transaction():
        known = await call(call_id)
        free: Changes = {CallTask.taken_by: None, CallTask.taken_by_name: ""}
        mine = _is_open(call_id) & (CallTask.taken_by == by.account_id)
        if await CallTask.update(free).where(mine).returning(CallTask.id):
            await record(Act("call.given_back", known.about, title=known.headline), by, now)


async def finish(call_id: int, outcome: Outcome, by: Doer, now: datetime) -> None:
    """Whoever makes the call counts as its taker. Belongs in the act's transaction; raises Refused when too late."""
    await _note(
        call_id,
        outcome,
        {
            CallTask.state: CallState.DONE.value,
            CallTask.done_at: now,
            CallTask.taken_by: by.account_id,
            CallTask.taken_by_name: by.name,
        },
    )


async def tries_of(call_id: int) -> int:
    """Nobody else notes a try before the transaction has ended. Raises NotFound."""
    rows = await (
        CallTask.update({CallTask.tries: CallTask.tries + 0})
        .where(CallTask.id == call_id)
        .returning(CallTask.tries)
    )
    if not rows:
        raise NotFound
    return int(rows[0]["tries"])


async def note_try(call_id: int, outcome: Outcome) -> None:
    """Nobody there: the task stays open, anybody may try next."""
    await _note(call_id, outcome, {CallTask.taken_by: None, CallTask.taken_by_name: ""})


async def told_already(about: str, purposes: tuple[str, ...], by: Doer, now: datetime) -> None:
    """Whom we have on the telephone this moment needs no call about what was just agreed."""
    done: Changes = {
        CallTask.state: CallState.DONE.value,
        CallTask.result: CallResult.REACHED.value,
        CallTask.done_at: now,
        CallTask.taken_by: by.account_id,
        CallTask.taken_by_name: by.name,
    }
    await CallTask.update(done).where(
        CallTask.about == about,
        CallTask.purpose.is_in(list(purposes)),
        CallTask.way == Way.CALL.value,
        CallTask.state == CallState.OPEN.value,
    )


async def _note(call_id: int, outcome: Outcome, changes: Changes) -> None:
    said: Changes = {CallTask.result: outcome.result.value, CallTask.tries: CallTask.tries + 1}
    if outcome.note:
        said[CallTask.note] = seal(outcome.note)
    async with transaction():
        won = await CallTask.update({**said, **changes}).where(_is_open(call_id)).returning(CallTask.id)
        if not won:
            await call(call_id)
            raise Refused(_("Dieser Anruf ist schon erledigt."))


def _is_open(call_id: int) -> Combinable:
    return (CallTask.id == call_id) & (CallTask.state == CallState.OPEN.value)


def _owned_by(owner: int | None) -> Combinable:
    return CallTask.organisation.is_null() if owner is None else CallTask.organisation == owner


async def _lines(condition: Combinable) -> list[CallLine]:
    rows = await CallTask.select().where(condition).order_by(CallTask.due_at, CallTask.id)
    return [_line(row) for row in rows]


def _line(row: dict[str, Any]) -> CallLine:
    result = CallResult(row["result"]) if row["result"] else None
    kept = {name: row[name] for name in CallLine.__slots__ if name in row}
    return CallLine(
        **kept
        | {
            "way": Way(row["way"]),
            "note": shown(row["note"]),
            "owner": row["organisation"],
            "name": row["recipient_name"],
            "state": CallState(row["state"]),
            "result": result,
        }
    )
