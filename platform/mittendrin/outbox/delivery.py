"""Delivering what is due, a few mails at a time.

A mail is claimed by moving its due time ahead, then sent outside any transaction, then noted. Whoever dies in
between leaves a mail that is due again a little later: it goes out once more with the same Message-ID, by which
mail programs know it.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from piccolo.columns import Column

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.outbox.mime import Sender, as_message
from mittendrin.outbox.post import Post, Postponed, Rejected, Unreachable
from mittendrin.outbox.rules import (
    CAUSED_BY_ANYBODY,
    MOST_TO_ONE_ADDRESS,
    TOO_MANY,
    MailState,
    wait_before,
)
from mittendrin.outbox.tables import Mail

Changes = dict[Column | str, Any]

logger = logging.getLogger("mittendrin.outbox")

AT_A_TIME = 10
CLAIMED_FOR = timedelta(minutes=10)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of the mails of one round."""

    sent: int = 0
    postponed: int = 0
    dead: int = 0

    @property
    def any(self) -> bool:
        return bool(self.sent or self.postponed or self.dead)

    def __add__(self, other: "Delivered") -> "Delivered":
        return Delivered(self.sent + other.sent, self.postponed + other.postponed, self.dead + other.dead)


async def deliver_some(post: Post, sender: Sender, now: datetime) -> Delivered:
    """At most AT_A_TIME mails that are due, the oldest first."""
    delivered = Delivered()
    away: Unreachable | None = None
    for mail in await _claim(now):
        if not await _still_wanted(mail):
            continue
        trouble = away or await _trouble_with(mail, post, sender, now)
        away = trouble if isinstance(trouble, Unreachable) else None
        delivered += await _note(mail, trouble, now)
    return delivered


async def _trouble_with(mail: Mail, post: Post, sender: Sender, now: datetime) -> Postponed | Rejected | None:
    if await _too_many(mail, now):
        return Rejected(_(TOO_MANY))
    try:
        message = as_message(mail, sender)
    except (Refused, ValueError) as error:
        return Rejected(str(error))
    try:
        await post.send(message)
    except (Postponed, Rejected) as error:
        return error
    return None


async def _still_wanted(mail: Mail) -> bool:
    """Between claiming and sending somebody may have said that this person is to get nothing more."""
    pending = Mail.state == MailState.PENDING.value
    return bool(await Mail.exists().where(Mail.id == mail.id, Mail.recipient == mail.recipient, pending))


async def _too_many(mail: Mail, now: datetime) -> bool:
    """Nobody floods a stranger's mailbox through us. What the office sends again on purpose goes out."""
    if mail.purpose not in CAUSED_BY_ANYBODY or mail.last_error == _(TOO_MANY):
        return False
    sent = Mail.sent_at > now - A_DAY
    same = (Mail.recipient == mail.recipient) & Mail.purpose.is_in(sorted(CAUSED_BY_ANYBODY))
    return bool(await Mail.count().where(sent & same) >= MOST_TO_ONE_ADDRESS)


async def _note(mail: Mail, trouble: Postponed | Rejected | None, now: datetime) -> Delivered:
    if trouble is None:
        sent: Changes = {Mail.state: MailState.SENT.value, Mail.sent_at: now, Mail.last_error: ""}
        await _write(mail, sent, frozenset(MailState))
        return Delivered(sent=1)
    said: Changes = {Mail.last_error: str(trouble)[:200]}
    wait = None if isinstance(trouble, Rejected) else wait_before(mail.attempts + 1)
    if wait:
        await _write(mail, {**said, Mail.due_at: now + wait})
        return Delivered(postponed=1)
    logger.warning("Mail %s cannot be delivered: %s", mail.message_id, trouble)
    await _write(mail, {**said, Mail.state: MailState.DEAD.value})
    return Delivered(dead=1)


async def _write(
    mail: Mail, values: Changes, before: frozenset[MailState] = frozenset({MailState.PENDING})
) -> None:
    """What was withdrawn while it was tried stays withdrawn; what was sent meanwhile is sent."""
    states = [state.value for state in before]
    said: Changes = {**values, Mail.attempts: mail.attempts + 1}
    await Mail.update(said).where(Mail.id == mail.id, Mail.state.is_in(states))


async def _claim(now: datetime) -> Sequence[Mail]:
    """The condition is asked again in the UPDATE, so that no mail has two carriers."""
    due = (Mail.state == MailState.PENDING.value) & (Mail.due_at <= now)
    rows = await Mail.select(Mail.id).where(due).order_by(Mail.due_at, Mail.id).limit(AT_A_TIME)
    if not rows:
        return []
    ours = await (
        Mail.update({Mail.due_at: now + CLAIMED_FOR})
        .where(due & Mail.id.is_in([row["id"] for row in rows]))
        .returning(Mail.id)
    )
    if not ours:
        return []
    return await Mail.objects().where(Mail.id.is_in([row["id"] for row in ours])).order_by(Mail.id)


async def send_again(mail_id: int, by: Doer, now: datetime) -> None:
    """A dead mail gets all its attempts once more, for example after the mail server was put right."""
    again: Changes = {Mail.state: MailState.PENDING.value, Mail.attempts: 0, Mail.due_at: now}
    dead = (Mail.id == mail_id) & (Mail.state == MailState.DEAD.value)
    async with transaction():
        for mail in await Mail.update(again).where(dead).returning(Mail.about, Mail.subject):
            await record(Act("mail.sent_again", mail["about"], title=mail["subject"]), by, now)
