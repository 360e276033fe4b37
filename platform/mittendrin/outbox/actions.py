"""Put messages in, and keep call tasks true. Delivering is the business of jobs."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from mittendrin.database.kept_statement import KeptInsert
from mittendrin.outbox.rules import CallState, MailState, Recipient, Unsaid, Way, Words
from mittendrin.outbox.tables import CallTask, Mail

# As much as the columns hold. Somebody's own name fits; "the company of" somebody may not.
LONGEST_NAME = 120
_MAIL = KeptInsert(Mail)
_CALL = KeptInsert(CallTask)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a message is about. `owner` is the organisation that would call, None means the office. `happens_at`: before
    that it has to be heard. `matters_until`: after this day nobody needs to hear of it. `knew` is opaque: what they know
    as long as nobody has called. `copy_of` and `trust` as in tables.CallTask.
    """

    purpose: str
    about: str
    owner: int | None
    due_at: datetime
    part: str = ""
    happens_at: datetime | None = None
    matters_until: datetime | None = None
    knew: str = ""
    copy_of: str = ""
    trust: int | None = None


async def tell(recipient: Recipient, words: Words, occasion: Occasion, now: datetime) -> None:
    """Belongs inside the transaction of the act."""
    if recipient.way is Way.MAIL:
        await _queue_mail(recipient, words, occasion, now)
    elif recipient.way is Way.LETTER:
        await _queue_letter(recipient, words, occasion, now)
    else:
        await _queue_call(recipient, Way.CALL, words, occasion, now)


async def ask_to_call(recipient: Recipient, words: Words, occasion: Occasion, now: datetime) -> None:
    """A task for the people at the telephone; what it says is not for the recipient's own eyes."""
    await _queue_call(recipient, Way.CALL, words, occasion, now)


async def _queue_mail(recipient: Recipient, words: Words, occasion: Occasion, now: datetime) -> None:
    await _MAIL.new_id(
        message_id=uuid4().hex,
        about=occasion.about,
        purpose=occasion.purpose,
        recipient_name=recipient.name[:LONGEST_NAME],
        recipient=recipient.email,
        subject=words.subject[:200],
        body=words.body,
        due_at=now,
        created_at=now,
        trust=occasion.trust,
        matters_until=occasion.matters_until,
    )


async def _queue_letter(recipient: Recipient, words: Words, occasion: Occasion, now: datetime) -> None:
    """A letter is read, not heard, so it has the words of a mail. The office writes it: it has paper and stamps."""
    written = replace(words, script=words.body.strip())
    await _queue_call(recipient, Way.LETTER, written, replace(occasion, owner=None), now)


async def _queue_call(
    recipient: Recipient, way: Way, words: Words, occasion: Occasion, now: datetime
) -> None:
    await _CALL.new_id(
        about=occasion.about,
        part=occasion.part,
        purpose=occasion.purpose,
        way=way.value,
        organisation=occasion.owner,
        recipient_name=recipient.name[:LONGEST_NAME],
        reached_at=recipient.reached_at,
        headline=words.subject[:200],
        script=words.script,
        due_at=occasion.due_at,
        happens_at=occasion.happens_at,
        matters_until=occasion.matters_until,
        knew=occasion.knew,
        created_at=now,
        copy_of=occasion.copy_of,
        trust=occasion.trust,
    )


async def take_back(about: str) -> None:
    """Everything about this, inside the transaction that has put it in: it was never there for anybody."""
    await Mail.delete().where(Mail.about == about)
    await CallTask.delete().where(CallTask.about == about)


async def hand_calls_to_office(organisation: int) -> None:
    """Nobody is there any more who would make them."""
    await CallTask.update(
        {CallTask.organisation: None, CallTask.taken_by: None, CallTask.taken_by_name: ""}
    ).where(CallTask.organisation == organisation, CallTask.state == CallState.OPEN.value)


async def withdraw_calls(
    about: str, purposes: tuple[str, ...], now: datetime, but: tuple[str, ...] = ()
) -> int:
    """What we wanted to call about is no longer true, for example because the person has signed off; `but` are the parts
    of which it is. Copies of it fall with it.

    Answers how many had not been made yet: those people know nothing of it.
    """
    ours = (CallTask.about == about) & CallTask.part.not_in([*but] or ["-"])
    return len(await _outdate(ours & _says(purposes), now))


async def withdraw_calls_of_part(about: str, part: str, purposes: tuple[str, ...], now: datetime) -> int:
    """There is news of this part; what we wanted to say of the others is still true."""
    return len(await unsay(about, purposes, now, part))


async def unsay(about: str, purposes: tuple[str, ...], now: datetime, part: str = "") -> list[Unsaid]:
    """The calls that are withdrawn, the oldest first: of one `part`, or of all."""
    ours = (CallTask.about == about) & _says(purposes)
    return await _outdate(ours & (CallTask.part == part) if part else ours, now)


async def unheard(abouts: Collection[str], purposes: tuple[str, ...]) -> dict[str, list[Unsaid]]:
    """What `unsay` would withdraw, by what it is about: for whoever only wants to know who would hear of news."""
    task = CallTask
    own = task.purpose.is_in(list(purposes)) & (task.copy_of == "") & (task.state == CallState.OPEN.value)
    rows = await (
        task.select(task.about, task.id, task.purpose, task.knew, task.part)
        .where(own & task.about.is_in(list(abouts) or [""]))
        .order_by(task.id)
    )
    found: dict[str, list[Unsaid]] = {}
    for row in rows:
        found.setdefault(row.pop("about"), []).append(Unsaid(**row))
    return found


async def told_at(abouts: Collection[str], purposes: tuple[str, ...], moment: datetime) -> int:
    """How many of these got such a message from what was done at this very moment."""
    heard: set[str] = set()
    for table, fallen in ((Mail, MailState.WITHDRAWN.value), (CallTask, CallState.OUTDATED.value)):
        ours = table.about.is_in(list(abouts) or [""]) & table.purpose.is_in(list(purposes))
        then = (table.created_at == moment) & (table.state != fallen)
        heard |= {row["about"] for row in await table.select(table.about).where(ours & then)}
    return len(heard)


async def withdraw_copies(purpose: str, about: str, part: str, now: datetime) -> None:
    """The call itself says something else from now on; whoever hears it in copy is told that."""
    await _outdate((CallTask.about == about) & (CallTask.part == part) & (CallTask.copy_of == purpose), now)


async def say_after_all(call_ids: Collection[int], now: datetime) -> None:
    """What made them untrue has never been said, and holds no more. As news of now they go out in copy again."""
    again: dict[Any, Any] = {
        CallTask.state: CallState.OPEN.value, CallTask.done_at: None, CallTask.created_at: now
    }  # fmt: skip
    outdated = CallTask.state == CallState.OUTDATED.value
    await CallTask.update(again).where(CallTask.id.is_in(list(call_ids) or [0]), outdated)


def _says(purposes: tuple[str, ...]) -> Any:
    """To the person themselves, or in copy."""
    return CallTask.purpose.is_in(list(purposes)) | CallTask.copy_of.is_in(list(purposes))


async def _outdate(wanted: Any, now: datetime) -> list[Unsaid]:
    """Copies fall too, and are not among the answer."""
    still_open = wanted & (CallTask.state == CallState.OPEN.value)
    outdated: dict[Any, Any] = {CallTask.state: CallState.OUTDATED.value, CallTask.done_at: now}
    told = (CallTask.id, CallTask.purpose, CallTask.knew, CallTask.part, CallTask.copy_of)
    rows = await CallTask.update(outdated).where(still_open).returning(*told)
    own = [row for row in rows if not row.pop("copy_of")]
    return sorted((Unsaid(**row) for row in own), key=lambda one: one.id)
