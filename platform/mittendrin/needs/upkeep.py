"""What time alone brings: needs whose last day is over, and contact persons that nobody needs any more."""

from datetime import date, datetime, timedelta
from typing import Any

from mittendrin.audit.rules import SYSTEM
from mittendrin.core.clock import local_day
from mittendrin.database.transactions import transaction
from mittendrin.needs.actions import archive
from mittendrin.needs.content import NOBODY, need_from_json, without_contact
from mittendrin.needs.tables import Need
from mittendrin.publishing.rules import EntryState
from mittendrin.publishing.tables import Revision

CONTACT_KEPT = timedelta(days=183)


async def archive_what_is_over(now: datetime) -> int:
    """The day after its last day a need goes into the archive; its organisation can bring it back."""
    over = await _over(local_day(now))
    for need_id in over:
        await archive(need_id, SYSTEM, now)
    return len(over)


async def _over(today: date) -> list[int]:
    is_over = (Need.until < today) & (Need.state != EntryState.ARCHIVED.value)
    rows = await Need.select(Need.id).where(is_over).order_by(Need.id)
    return [row["id"] for row in rows]


async def forget_contacts(now: datetime) -> int:
    """Half a year after it went into the archive, in every version of it."""
    rows = await Need.select(Need.id, Need.content).where(
        Need.state == EntryState.ARCHIVED.value, Need.changed_at <= now - CONTACT_KEPT
    )
    known = [row for row in rows if need_from_json(row["content"]).contact != NOBODY]
    async with transaction():
        for row in known:
            nobody: dict[Any, Any] = {Need.content: without_contact(row["content"])}
            await Need.update(nobody).where(Need.id == row["id"])
            await _forget_versions(f"need:{row['id']}")
    return len(known)


async def _forget_versions(subject: str) -> None:
    for row in await Revision.select(Revision.id, Revision.content, Revision.before).where(
        Revision.subject == subject
    ):
        before = without_contact(row["before"]) if row["before"] else ""
        values: dict[Any, Any] = {Revision.content: without_contact(row["content"]), Revision.before: before}
        await Revision.update(values).where(Revision.id == row["id"])
