"""How the outbox is doing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mittendrin.outbox.rules import MailState
from mittendrin.outbox.tables import Mail

_PENDING = Mail.state == MailState.PENDING.value
_DEAD = Mail.state == MailState.DEAD.value
# "450 mailbox busy": the mail server works, one mailbox does not.
_ANSWERED_LATER = "4%"


@dataclass(frozen=True, slots=True)
class DeadLetter:
    mail_id: int
    about: str
    recipient_name: str
    recipient: str
    subject: str
    why: str
    attempts: int
    created_at: datetime


async def outbox_age(now: datetime) -> timedelta:
    """How long the oldest mail waits for us. One that its receiver puts off does not count: others go out."""
    oldest = await (
        Mail.select(Mail.created_at)
        .where(_PENDING, Mail.last_error.not_like(_ANSWERED_LATER))
        .order_by(Mail.created_at, Mail.id)
        .first()
    )
    return max(now - oldest["created_at"], timedelta()) if oldest else timedelta()


async def mails_can_be_read() -> bool:
    """Raises when the database is away or has no tables yet."""
    await Mail.exists()
    return True


async def anything_due(now: datetime) -> bool:
    return bool(await Mail.exists().where(_PENDING, Mail.due_at <= now))


async def waiting_mails() -> int:
    return int(await Mail.count().where(_PENDING))


async def due_mails(now: datetime) -> int:
    return int(await Mail.count().where(_PENDING, Mail.due_at <= now))


async def dead_mails() -> int:
    return int(await Mail.count().where(_DEAD))


async def dead_letters(limit: int = 100) -> list[DeadLetter]:
    """The newest first, for the office."""
    rows = await (
        Mail.select(
            Mail.id.as_alias("mail_id"),
            Mail.about,
            Mail.recipient_name,
            Mail.recipient,
            Mail.subject,
            Mail.last_error.as_alias("why"),
            Mail.attempts,
            Mail.created_at,
        )
        .where(_DEAD)
        .order_by(Mail.id, ascending=False)
        .limit(limit)
    )
    return [DeadLetter(**row) for row in rows]
