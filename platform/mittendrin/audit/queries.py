from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from mittendrin.audit.tables import AuditEntry
from mittendrin.audit.words import act_words


@dataclass(frozen=True, slots=True)
class AuditLine:
    at: datetime
    actor_name: str
    on_behalf_of: str
    channel: str
    act: str
    subject_title: str
    detail: str
    reason: str
    remark: str

    @property
    def words(self) -> str:
        return act_words(self.act, self.detail)


@dataclass(frozen=True, slots=True)
class LoggedAct:
    """One line of a log over many subjects."""

    at: datetime
    actor_name: str
    on_behalf_of: str
    act: str
    subject: str
    subject_title: str
    reason: str


async def log(acts: Collection[str], since: datetime, until: datetime) -> list[LoggedAct]:
    """Oldest first."""
    entry = AuditEntry
    rows = await (
        entry.select(
            entry.at,
            entry.actor_name,
            entry.on_behalf_of,
            entry.act,
            entry.subject,
            entry.subject_title,
            entry.reason,
        )
        .where(entry.act.is_in(list(acts)), entry.at >= since, entry.at < until)
        .order_by(entry.id)
    )
    return [LoggedAct(**row) for row in rows]


async def history(subject: str) -> list[AuditLine]:
    """Newest first."""
    entry = AuditEntry
    rows = await (
        entry.select(
            entry.at,
            entry.actor_name,
            entry.on_behalf_of,
            entry.channel,
            entry.act,
            entry.subject_title,
            entry.detail,
            entry.reason,
            entry.remark,
        )
        .where(entry.subject == subject)
        .order_by(entry.id, ascending=False)
    )
    return [AuditLine(**row) for row in rows]
