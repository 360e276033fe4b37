"""All that waits for one person, whoever caused it: shown, sent on to a new address, or stopped.

A message knows its reader by name and way; the same name with the same way is the same person, as in `people`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.text import name_form, name_words
from mittendrin.outbox.actions import Occasion, tell
from mittendrin.outbox.calls import CallLine, call
from mittendrin.outbox.rules import CallState, MailState, Recipient, Way, Words
from mittendrin.outbox.tables import CallTask, Mail

MOST_CALLS = 20
# A dead letter waits too: somebody may send it again.
_UNSENT = (MailState.PENDING.value, MailState.DEAD.value)


async def calls_to(one: Recipient) -> list[CallLine]:
    """Calls and letters, the newest first; what became untrue before anybody called is left out."""
    rows = await _theirs(CallTask, CallTask.reached_at, one, CallTask.state != CallState.OUTDATED.value)
    return [await call(row["id"]) for row in sorted(rows, key=lambda row: row["id"], reverse=True)]


async def calls_like(name: str, phone: str, phone_end: str) -> list[CallLine]:
    """To whoever has all these words in the name, or such a number: the newest first."""
    task, words = CallTask, name_words(name)
    rows = await task.select(task.id, task.recipient_name, task.reached_at).where(
        task.state != CallState.OUTDATED.value
    )
    found = [
        row["id"]
        for row in rows
        if (words and all(word in name_form(row["recipient_name"]) for word in words))
        or (phone and row["reached_at"] == phone)
        or (phone_end and row["reached_at"].startswith("+") and row["reached_at"].endswith(phone_end))
    ]
    return [await call(one) for one in sorted(found, reverse=True)[:MOST_CALLS]]


@dataclass(frozen=True, slots=True)
class Said:
    """`text` is all that was written, or what is read out."""

    about: str
    purpose: str
    part: str
    headline: str
    text: str
    matters_until: datetime | None = None


async def said_to(one: Recipient, after: datetime, until: datetime) -> list[Said]:
    """Everything that was put in for one person in this time and is still true, in its order."""
    new = (Mail.created_at > after) & (Mail.created_at <= until)
    mails = await _theirs(Mail, Mail.recipient, one, new & (Mail.state != MailState.WITHDRAWN.value))
    put_in = (CallTask.created_at > after) & (CallTask.created_at <= until)
    true = put_in & (CallTask.state != CallState.OUTDATED.value)
    tasks = await _theirs(CallTask, CallTask.reached_at, one, true)
    return [
        *(
            Said(row["about"], row["purpose"], "", row["subject"], row["body"].strip(), row["matters_until"])
            for row in mails
        ),
        *(_said(row) for row in tasks),
    ]


def _said(task: dict[str, Any]) -> Said:
    names = ("about", "purpose", "part", "headline", "script", "matters_until")
    return Said(*(task[name] for name in names))


async def fallen_after_a_copy(one: Recipient, trust: int, after: datetime, until: datetime) -> list[Said]:
    """Calls about something to come that fell in this time before anybody had made them: they themselves know of
    nothing, but whoever has heard of it by this trust still counts on it.
    """
    fell = (CallTask.state == CallState.OUTDATED.value) & (CallTask.copy_of == "")
    then = (CallTask.done_at > after) & (CallTask.done_at <= until)
    put_in_before = (CallTask.created_at <= after) & (CallTask.happens_at > until)
    tasks = await _theirs(CallTask, CallTask.reached_at, one, fell & then & put_in_before)
    return [_said(task) for task in tasks if await _went_out_in_copy(task, trust)]


async def _went_out_in_copy(task: dict[str, Any], trust: int) -> bool:
    told = (CallTask.trust == trust) & (CallTask.about == task["about"]) & (CallTask.part == task["part"])
    made = (CallTask.copy_of == task["purpose"]) & (CallTask.state == CallState.DONE.value)
    if await CallTask.exists().where(told, made):
        return True
    written = (Mail.trust == trust) & (Mail.about == task["about"]) & (Mail.created_at >= task["created_at"])
    return bool(await Mail.exists().where(written, Mail.state != MailState.WITHDRAWN.value))


@dataclass(frozen=True, slots=True, order=True)
class Written:
    at: datetime
    headline: str


async def last_written(one: Recipient, about: str, purposes: Collection[str]) -> Written | None:
    """A mail that is out, or a letter that is posted: what they can answer."""
    tables: tuple[Any, ...] = (Mail, CallTask)
    mails, letters = ((table.about == about) & table.purpose.is_in(list(purposes)) for table in tables)
    sent = await _theirs(Mail, Mail.recipient, one, mails & (Mail.state == MailState.SENT.value))
    letters &= (CallTask.way == Way.LETTER.value) & (CallTask.state == CallState.DONE.value)
    posted = await _theirs(CallTask, CallTask.reached_at, one, letters)
    return max(
        [
            *(Written(row["sent_at"], row["subject"]) for row in sent),
            *(Written(row["done_at"], row["headline"]) for row in posted),
        ],
        default=None,
    )


async def count_waiting(one: Recipient) -> int:
    """Mails that are not sent yet, calls and letters that are not done yet."""
    mails = await _theirs(Mail, Mail.recipient, one, Mail.state == MailState.PENDING.value)
    return len(mails) + len(await _open_tasks(one))


async def send_on(old: Recipient, new: Recipient, now: datetime) -> None:
    """Inside the transaction that changes name or ways. Whoever has no such way any more is told on another one."""
    for mail in await _unsent(old):
        if new.email:
            said: dict[Any, Any] = {Mail.recipient: new.email, Mail.recipient_name: new.name}
            await Mail.update(said).where(Mail.id == mail["id"])
        elif mail["state"] == MailState.PENDING.value:
            await _withdraw([mail["id"]])
            written = Words(mail["subject"], mail["body"], mail["body"].strip())
            await _tell_anew(new, written, mail, None, now)
    for task in await _open_tasks(old):
        await _send_task_on(task, new, now)


async def _send_task_on(task: dict[str, Any], new: Recipient, now: datetime) -> None:
    way = new.address if task["way"] == Way.LETTER.value else new.phone
    if way:
        said: dict[Any, Any] = {CallTask.reached_at: way, CallTask.recipient_name: new.name}
        await CallTask.update(said).where(CallTask.id == task["id"])
        return
    await _outdate([task["id"]], now)
    written = Words(task["headline"], task["script"] + "\n", task["script"])
    await _tell_anew(new, written, task, task["organisation"], now)


_GOES_ALONG = ("part", "happens_at", "matters_until", "knew", "copy_of", "trust")


async def _tell_anew(
    new: Recipient, written: Words, before: dict[str, Any], owner: int | None, now: datetime
) -> None:
    # A mail is read at once and knows nothing of this.
    known = {name: before[name] for name in _GOES_ALONG if name in before}
    due = add_office_days(now, 1)
    occasion = Occasion(before["purpose"], before["about"], owner, due, **known)
    await tell(new, written, occasion, now)


async def stop(one: Recipient, now: datetime) -> int:
    """Nothing that waits goes out any more. How many it were."""
    mails, tasks = await _unsent(one), await _open_tasks(one)
    await _withdraw([row["id"] for row in mails])
    await _outdate([row["id"] for row in tasks], now)
    return len(mails) + len(tasks)


async def stop_copies(trusts: list[int], now: datetime) -> None:
    """Whoever heard by one of these what is said to somebody else hears nothing more."""
    these = trusts or [0]
    unsent = Mail.state.is_in(list(_UNSENT))
    await _withdraw([row["id"] for row in await Mail.select(Mail.id).where(Mail.trust.is_in(these), unsent)])
    still_open = CallTask.state == CallState.OPEN.value
    tasks = await CallTask.select(CallTask.id).where(CallTask.trust.is_in(these), still_open)
    await _outdate([row["id"] for row in tasks], now)


async def have_heard(subjects: Collection[str], purposes: Collection[str]) -> set[str]:
    """Of which of these we have told, in a mail that went out or in a call that was made."""
    heard: set[str] = set()
    tables: tuple[Any, ...] = (Mail, CallTask)
    for table, told in zip(tables, (MailState.SENT, CallState.DONE), strict=True):
        ours = table.about.is_in(list(subjects) or [""]) & table.purpose.is_in(list(purposes))
        heard |= {
            row["about"] for row in await table.select(table.about).where(ours, table.state == told.value)
        }
    return heard


async def fell_unheard(about: str, purposes: Collection[str]) -> set[str]:
    """Of these, what was to be said and was withdrawn before anybody heard it."""
    states: dict[str, list[bool]] = {}
    tables: tuple[Any, ...] = (Mail, CallTask)
    for table, fallen in zip(tables, (MailState.WITHDRAWN, CallState.OUTDATED), strict=True):
        ours = (table.about == about) & table.purpose.is_in(list(purposes))
        for row in await table.select(table.purpose, table.state).where(ours):
            states.setdefault(row["purpose"], []).append(row["state"] == fallen.value)
    return {purpose for purpose, fell in states.items() if all(fell)}


async def withdraw_all(about: str, now: datetime, but: tuple[str, ...] = ()) -> None:
    """What we wanted to say about it, to whomever, is no longer true; `but` are the purposes of which it is."""
    kept = [*but] or ["-"]
    mails = await Mail.select(Mail.id).where(
        Mail.about == about, Mail.state.is_in(list(_UNSENT)), Mail.purpose.not_in(kept)
    )
    await _withdraw([row["id"] for row in mails])
    tasks = await CallTask.select(CallTask.id).where(
        CallTask.about == about, CallTask.state == CallState.OPEN.value, CallTask.purpose.not_in(kept)
    )
    await _outdate([row["id"] for row in tasks], now)


async def withdraw_mails(about: str, purposes: Collection[str]) -> None:
    """Those that have not gone out yet: what they say is no longer true, or no longer meant for this reader."""
    ours = (Mail.about == about) & Mail.purpose.is_in(list(purposes))
    rows = await Mail.select(Mail.id).where(ours, Mail.state.is_in(list(_UNSENT)))
    await _withdraw([row["id"] for row in rows])


async def _unsent(one: Recipient) -> list[dict[str, Any]]:
    return await _theirs(Mail, Mail.recipient, one, Mail.state.is_in(list(_UNSENT)))


async def _open_tasks(one: Recipient) -> list[dict[str, Any]]:
    return await _theirs(CallTask, CallTask.reached_at, one, CallTask.state == CallState.OPEN.value)


async def _theirs(table: Any, way: Any, one: Recipient, condition: Any) -> list[dict[str, Any]]:
    ways = [said for said in (one.email, one.phone, one.address) if said]
    if not ways:
        return []
    rows = await table.select().where(way.is_in(ways), condition).order_by(table.id)
    name = name_form(one.name)
    return [row for row in rows if name_form(row["recipient_name"]) == name]


async def _withdraw(ids: list[int]) -> None:
    if ids:
        await Mail.update({Mail.state: MailState.WITHDRAWN.value}).where(Mail.id.is_in(ids))


async def _outdate(ids: list[int], now: datetime) -> None:
    if ids:
        said: dict[Any, Any] = {CallTask.state: CallState.OUTDATED.value, CallTask.done_at: now}
        await CallTask.update(said).where(CallTask.id.is_in(ids))
