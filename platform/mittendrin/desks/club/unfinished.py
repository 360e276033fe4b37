"""A form that somebody goes on with later: as it was typed, also with what is still wrong or missing."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.text import clean_line
from mittendrin.database.sealing import opened, seal
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.desks.club.tables import UnfinishedEvent, UnfinishedNeed
from mittendrin.publishing.rules import EntryState

KEPT = timedelta(days=365)
MOST_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where unfinished forms of one kind lie. `entry`: the column with what a form is a change of, `text`: the field with
    most in it.
    """

    table: Any
    entry: Any
    subject: str
    text: str


EVENTS = Shelf(UnfinishedEvent, UnfinishedEvent.event, "unfinished", "beschreibung")
NEEDS = Shelf(UnfinishedNeed, UnfinishedNeed.need, "unfinished_need", "aufgabe")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form. `key` stands for it; `entry_id`: a change of what there is."""

    shelf: Shelf
    organisation_id: int
    entry_id: int | None
    key: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Every field with what stands in it, and the page that was open."""

    title: str
    fields: tuple[tuple[str, str], ...]
    page: str


@dataclass(frozen=True, slots=True)
class Unfinished:
    id: int
    entry_id: int | None
    typed: Typed


@dataclass(frozen=True, slots=True)
class UnfinishedLine:
    id: int
    title: str
    written_by_name: str
    changed_at: datetime


@finds_the_first
async def keep(sheet: Sheet, typed: Typed, by: Doer, now: datetime) -> None:
    """The same form again is written over. Raises Refused for more than a form can hold."""
    content = json.dumps(typed.fields, ensure_ascii=False)
    if len(content) > MOST_CHARACTERS:
        raise Refused(_("Das ist zu lang. Kürzen Sie bitte den Text."), sheet.shelf.text)
    table, entry = sheet.shelf.table, sheet.shelf.entry
    values: dict[Any, Any] = {
        "title": clean_line(typed.title)[:120],
        "content": seal(content),
        "page": typed.page,
        entry._meta.name: sheet.entry_id,
        "written_by": by.account_id or 0,
        "written_by_name": by.name,
        "changed_at": now,
    }
    async with transaction():
        known = await table.update(values).where(_same(sheet)).returning(table.id)
        rows = known or await table.insert(table(**values, organisation=sheet.organisation_id, key=sheet.key))
        await record(_act("kept", sheet.shelf, rows[0]["id"], values["title"]), by, now)


async def finish(sheet: Sheet) -> None:
    """It has become an entry, or a version of one. Belongs in the act's transaction."""
    await sheet.shelf.table.delete().where(_same(sheet))


async def discard(shelf: Shelf, one: Unfinished, by: Doer, now: datetime) -> None:
    async with transaction():
        await shelf.table.delete().where(shelf.table.id == one.id)
        await record(_act("discarded", shelf, one.id, one.typed.title), by, now)


async def is_gone(shelf: Shelf, unfinished_id: int) -> bool:
    """Whoever throws it away twice has done so the first time."""
    return not await shelf.table.exists().where(shelf.table.id == unfinished_id)


async def load(shelf: Shelf, unfinished_id: int, organisation_id: int) -> Unfinished:
    """Raises NotFound, also for that of another organisation; CannotOpen."""
    table, entry = shelf.table, shelf.entry
    row = await table.select().where(table.id == unfinished_id, table.organisation == organisation_id).first()
    if row is None:
        raise NotFound
    fields = tuple((name, value) for name, value in json.loads(opened(row["content"])))
    return Unfinished(row["id"], row[entry._meta.name], Typed(row["title"], fields, row["page"]))


async def unfinished_of(shelf: Shelf, organisation_id: int) -> list[UnfinishedLine]:
    """Newest first; changes of what lies in the archive rest with it."""
    table, entry = shelf.table, shelf.entry
    rows = await (
        table.select(table.id, table.title, table.written_by_name, table.changed_at)
        .where(
            table.organisation == organisation_id,
            entry.is_null() | (entry.state != EntryState.ARCHIVED.value),
        )
        .order_by(table.changed_at, table.id, ascending=False)
    )
    return [UnfinishedLine(**row) for row in rows]


async def forget_unfinished(now: datetime) -> int:
    """Called daily by the jobs."""
    gone = 0
    for table in (EVENTS.table, NEEDS.table):
        gone += len(await table.delete().where(table.changed_at <= now - KEPT).returning(table.id))
    return gone


def _same(sheet: Sheet) -> Any:
    table = sheet.shelf.table
    return (table.organisation == sheet.organisation_id) & (table.key == sheet.key)


def _act(act: str, shelf: Shelf, number: int, title: str) -> Act:
    return Act(f"unfinished.{act}", f"{shelf.subject}:{number}", title=title)
