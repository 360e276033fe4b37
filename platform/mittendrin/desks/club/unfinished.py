"""An event form that somebody goes on with later: as it was typed, also with what is still wrong or missing."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.text import clean_line
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import refuse_duplicate
from mittendrin.desks.club.tables import UnfinishedEvent
from mittendrin.events.form import Target
from mittendrin.publishing.rules import EntryState

KEPT = timedelta(days=365)
MOST_CHARACTERS = 100_000
_EVENT: Any = UnfinishedEvent.event


@dataclass(frozen=True, slots=True)
class Typed:
    """Every field with what stands in it, and the page that was open."""

    title: str
    fields: tuple[tuple[str, str], ...]
    page: str


@dataclass(frozen=True, slots=True)
class Unfinished:
    """`event_id`: a change of an event there is."""

    id: int
    event_id: int | None
    typed: Typed


@dataclass(frozen=True, slots=True)
class UnfinishedLine:
    id: int
    title: str
    written_by_name: str
    changed_at: datetime


async def keep(target: Target, typed: Typed, by: Doer, now: datetime) -> None:
    """The same form again is written over. Raises Refused for more than a form can hold."""
    content = json.dumps(typed.fields, ensure_ascii=False)
    if len(content) > MOST_CHARACTERS:
        raise Refused(_("Das ist zu lang. Kürzen Sie bitte die Beschreibung."), "beschreibung")
    values: dict[Any, Any] = {
        "title": clean_line(typed.title)[:120],
        "content": content,
        "page": typed.page,
        "event": target.event_id,
        "written_by": by.account_id or 0,
        "written_by_name": by.name,
        "changed_at": now,
    }
    with refuse_duplicate(_("Das wird gerade schon gespeichert.")):
        async with transaction():
            mine = _same(target)
            known = await UnfinishedEvent.update(values).where(mine).returning(UnfinishedEvent.id)
            rows = known or await UnfinishedEvent.insert(
                UnfinishedEvent(**values, organisation=target.organisation_id, key=target.key)
            )
            await record(
                Act("unfinished.kept", f"unfinished:{rows[0]['id']}", title=values["title"]), by, now
            )


async def finish(target: Target) -> None:
    """It has become an event, or a version of one. Belongs in the act's transaction."""
    await UnfinishedEvent.delete().where(_same(target))


async def discard(unfinished_id: int, organisation_id: int, by: Doer, now: datetime) -> None:
    """Raises NotFound, also for that of another organisation."""
    async with transaction():
        gone = await (
            UnfinishedEvent.delete()
            .where(UnfinishedEvent.id == unfinished_id, UnfinishedEvent.organisation == organisation_id)
            .returning(UnfinishedEvent.title)
        )
        if not gone:
            raise NotFound
        about = f"unfinished:{unfinished_id}"
        await record(Act("unfinished.discarded", about, title=gone[0]["title"]), by, now)


async def load(unfinished_id: int, organisation_id: int) -> Unfinished:
    """Raises NotFound, also for that of another organisation."""
    row = await (
        UnfinishedEvent.select()
        .where(UnfinishedEvent.id == unfinished_id, UnfinishedEvent.organisation == organisation_id)
        .first()
    )
    if row is None:
        raise NotFound
    fields = tuple((name, value) for name, value in json.loads(row["content"]))
    return Unfinished(row["id"], row["event"], Typed(row["title"], fields, row["page"]))


async def unfinished_of(organisation_id: int) -> list[UnfinishedLine]:
    """Newest first; changes of what lies in the archive rest with it."""
    rows = await (
        UnfinishedEvent.select(
            UnfinishedEvent.id,
            UnfinishedEvent.title,
            UnfinishedEvent.written_by_name,
            UnfinishedEvent.changed_at,
        )
        .where(
            UnfinishedEvent.organisation == organisation_id,
            UnfinishedEvent.event.is_null() | (_EVENT.state != EntryState.ARCHIVED.value),
        )
        .order_by(UnfinishedEvent.changed_at, ascending=False)
    )
    return [UnfinishedLine(**row) for row in rows]


async def forget_unfinished(now: datetime) -> int:
    """Called daily by the jobs."""
    old = UnfinishedEvent.changed_at <= now - KEPT
    return len(await UnfinishedEvent.delete().where(old).returning(UnfinishedEvent.id))


def _same(target: Target) -> Any:
    return (UnfinishedEvent.organisation == target.organisation_id) & (UnfinishedEvent.key == target.key)
