"""That somebody has agreed is kept as long as what they have agreed to: who, when, and on which way."""

from datetime import datetime
from typing import Any

from mittendrin.audit.tables import AuditEntry
from mittendrin.registrations.tables import Registration
from mittendrin.volunteering.tables import HelpRequest, Offer

# Said on the telephone, or sent in by themselves below the words that say who sees it.
_PROOFS = ("consent.given", "offer.received", "help_request.received")
_ABOUT: dict[str, Any] = {"offer": Offer, "help_request": HelpRequest, "registration": Registration}


async def proofs_needed(before: datetime) -> list[int]:
    """Entries of the log from before this day, about what still names its person."""
    proofs = AuditEntry.act.is_in([*_PROOFS]) & (AuditEntry.at < before)
    rows = await AuditEntry.select(AuditEntry.id, AuditEntry.subject).where(proofs).order_by(AuditEntry.id)
    living: set[str] = set()
    for kind, table in _ABOUT.items():
        numbers = [
            int(row["subject"].partition(":")[2]) for row in rows if row["subject"].startswith(f"{kind}:")
        ]
        named = table.select(table.id).where(table.id.is_in([*numbers, 0]), table.person.is_not_null())
        living |= {f"{kind}:{row['id']}" for row in await named.order_by(table.id)}
    return [row["id"] for row in rows if row["subject"] in living]
