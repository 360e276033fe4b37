"""What nobody needs any more: old traces of accounts, messages that were said, and the audit after a year, but for proofs of consent."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from mittendrin.accounts.tickets import forget_tickets
from mittendrin.accounts.typed import forget_typed
from mittendrin.accounts.upkeep import forget_old_traces
from mittendrin.audit.tables import AuditEntry
from mittendrin.jobs.proofs import proofs_needed
from mittendrin.jobs.rules import Progress, silent
from mittendrin.outbox.post import folder_in
from mittendrin.outbox.rules import CallState, MailState
from mittendrin.outbox.tables import CallTask, Mail

MESSAGES_KEPT = timedelta(days=30)
DEAD_LETTERS_KEPT = timedelta(days=90)
A_YEAR = timedelta(days=365)


async def trim(now: datetime, seen: Progress = silent) -> str:
    await forget_old_traces(now)
    await forget_typed(now)
    await forget_tickets(now)
    rubbish = _rubbish(now, await proofs_needed(now - A_YEAR))
    removed = 0
    for number, (table, condition) in enumerate(rubbish, 1):
        rows = await table.delete().where(condition).returning(table.id)
        removed += len(rows)
        seen(number, len(rubbish))
    return f"{removed} old messages and audit entries removed."


async def trim_files(data: Path, now: datetime) -> str:
    """Mails lie in files as long as there is no mail server, and hold what their rows hold."""
    removed = await folder_in(data).throw_away(now - MESSAGES_KEPT)
    return f"{removed} old mail files removed."


def _rubbish(now: datetime, proofs: list[int]) -> list[tuple[Any, Any]]:
    sent = (Mail.state == MailState.SENT.value) & (Mail.sent_at < now - MESSAGES_KEPT)
    dead = (Mail.state == MailState.DEAD.value) & (Mail.created_at < now - DEAD_LETTERS_KEPT)
    withdrawn = (Mail.state == MailState.WITHDRAWN.value) & (Mail.created_at < now - MESSAGES_KEPT)
    called = (CallTask.state != CallState.OPEN.value) & (CallTask.done_at < now - MESSAGES_KEPT)
    old = (AuditEntry.at < now - A_YEAR) & AuditEntry.id.not_in([*proofs, 0])
    return [(Mail, sent | dead | withdrawn), (CallTask, called), (AuditEntry, old)]
