from dataclasses import dataclass
from datetime import datetime

from mittendrin.audit.tables import AuditEntry


@dataclass(frozen=True, slots=True)
class AuditLine:
    at: datetime
    actor_name: str
    on_behalf_of: str
    channel: str
    act: str
    subject_title: str
    reason: str


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
            entry.reason,
        )
        .where(entry.subject == subject)
        .order_by(entry.id, ascending=False)
    )
    return [AuditLine(**row) for row in rows]
