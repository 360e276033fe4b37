from datetime import datetime
from typing import Any

from mittendrin.audit.rules import Act, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.database.kept_statement import KeptInsert
from mittendrin.database.sealing import seal

_INSERT = KeptInsert(AuditEntry)


async def record(act: Act, by: Doer, now: datetime) -> None:
    """Belongs inside the transaction of the act."""
    await _INSERT.new_id(
        at=now,
        actor=by.reference,
        actor_name=by.name,
        on_behalf_of=by.on_behalf_of,
        channel=by.channel.value,
        act=act.name,
        subject=act.subject,
        subject_title=act.title[:200],
        detail=act.detail[:300],
        reason=seal(act.reason),
        remark=seal(by.remark),
        speaker=by.speaker[:120],
    )


async def forget_who_spoke(which: Any, besides: dict[Any, Any] | None = None) -> None:
    """That it was done stays; for whom, who spoke and what was noted goes, and so does what `besides` names."""
    nobody: dict[Any, Any] = dict.fromkeys(
        (AuditEntry.on_behalf_of, AuditEntry.speaker, AuditEntry.remark), ""
    )
    await AuditEntry.update(nobody | (besides or {})).where(which)
