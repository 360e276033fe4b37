"""What nobody needs any more: ended sessions, used links, old attempts, sent mails, and the audit after a year."""

from datetime import datetime, timedelta
from typing import Any

from mittendrin.accounts.rules import SESSION_IDLE
from mittendrin.accounts.tables import AccountLink, Invitation, Session, SignInAttempt
from mittendrin.audit.tables import AuditEntry
from mittendrin.jobs.rules import Progress, silent
from mittendrin.outbox.rules import CallState, MailState
from mittendrin.outbox.tables import CallTask, Mail

ATTEMPTS_KEPT = timedelta(days=1)
MESSAGES_KEPT = timedelta(days=30)
DEAD_LETTERS_KEPT = timedelta(days=90)
A_YEAR = timedelta(days=365)


async def trim(now: datetime, seen: Progress = silent) -> str:
    rubbish = _rubbish(now)
    removed = 0
    for number, (table, condition) in enumerate(rubbish, 1):
        rows = await table.delete().where(condition).returning(table.id)
        removed += len(rows)
        seen(number, len(rubbish))
    return f"{removed} old rows removed."


def _rubbish(now: datetime) -> list[tuple[Any, Any]]:
    asleep = Session.last_seen_at < now - SESSION_IDLE
    sent = (Mail.state == MailState.SENT.value) & (Mail.sent_at < now - MESSAGES_KEPT)
    dead = (Mail.state == MailState.DEAD.value) & (Mail.created_at < now - DEAD_LETTERS_KEPT)
    called = (CallTask.state != CallState.OPEN.value) & (CallTask.done_at < now - MESSAGES_KEPT)
    return [
        (Session, (Session.expires_at < now) | asleep),
        (SignInAttempt, SignInAttempt.at < now - ATTEMPTS_KEPT),
        (AccountLink, AccountLink.expires_at < now - ATTEMPTS_KEPT),
        (Invitation, Invitation.expires_at < now - A_YEAR),
        (Mail, sent | dead),
        (CallTask, called),
        (AuditEntry, AuditEntry.at < now - A_YEAR),
    ]
