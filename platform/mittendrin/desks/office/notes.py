""" "Notiz sichern, später fertig machen": nothing that a caller has said is lost when the line breaks off."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.clock import to_local
from mittendrin.core.german import show_time
from mittendrin.core.language import _
from mittendrin.core.numbers import LARGEST_NUMBER
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.sealing import opened, seal, shown
from mittendrin.database.transactions import transaction
from mittendrin.desks.office.tables import OfficeNote
from mittendrin.web.forms import Form

KEPT = timedelta(days=14)
FIRST_WORDS = 6
ALWAYS_CHOSEN = ("fuer", "kanal")
# What the form about a message has: who spoke, on which way, and what is to be remembered.
ORDER_FIELDS = ("anrufer", "kanal", "bemerkung")


@dataclass(frozen=True, slots=True)
class NoteLine:
    id: int
    title: str
    written_by_name: str
    changed_at: datetime
    page: str

    @property
    def time(self) -> str:
        return show_time(to_local(self.changed_at).time())


@dataclass(frozen=True, slots=True)
class Typed:
    """What to call the note, every field with what stands in it, and below /buero the page it is finished on."""

    title: str
    fields: tuple[tuple[str, str], ...]
    page: str = "anmelden"


async def keep_note(note_id: int | None, typed: Typed, by: Doer, now: datetime) -> int:
    """A note that is worked on again is written over."""
    values: dict[Any, Any] = {
        "title": seal(typed.title[:200]),
        "content": seal(json.dumps(typed.fields, ensure_ascii=False)),
        "page": typed.page,
        "written_by": by.account_id or 0,
        "written_by_name": by.name,
        "changed_at": now,
    }
    async with transaction():
        if note_id is not None:
            known = await OfficeNote.update(values).where(OfficeNote.id == note_id).returning(OfficeNote.id)
            note_id = note_id if known else None
        if note_id is None:
            note_id = int((await OfficeNote.insert(OfficeNote(**values)))[0]["id"])
        await _note("kept", note_id, by, now)
    return note_id


async def notes() -> list[NoteLine]:
    """The oldest first: that caller waits longest."""
    rows = await OfficeNote.select(
        OfficeNote.id, OfficeNote.title, OfficeNote.written_by_name, OfficeNote.changed_at, OfficeNote.page
    ).order_by(OfficeNote.changed_at, OfficeNote.id)
    return [NoteLine(**row | {"title": shown(row["title"])}) for row in rows]


async def note_as_form(note_id: int) -> Form:
    """The form as it was. Raises NotFound."""
    row = await OfficeNote.select(OfficeNote.content).where(OfficeNote.id == note_id).first()
    if row is None:
        raise NotFound
    return form_of([(name, value) for name, value in json.loads(opened(row["content"]))])


def note_of(form: Form) -> int | None:
    """The note that this form was taken up from, in a hidden field or in the address."""
    return form.number("notiz", 1, LARGEST_NUMBER)


async def taken_up(query: Form, fresh: Iterable[tuple[str, str]]) -> Form:
    """The form as the note has kept it, or a fresh one. Raises NotFound."""
    note = note_of(query)
    kept = (await note_as_form(note)).everything() if note else fresh
    return form_of([*kept, ("notiz", f"{note or ''}")])


def typed(form: Form, names: Iterable[str], page: str, title: str = "") -> Typed:
    """Raises Refused when nothing is written. `kanal` alone says nothing: it is always chosen. The title is a name with
    the first words of what is to be remembered, because the same name may stand on the call list too.
    """
    fields = form.carried(names)
    written = [value for name, value in fields if value and name not in ALWAYS_CHOSEN]
    if not written:
        raise Refused(_("Schreiben Sie bitte zuerst etwas auf. Dann sichern wir es."))
    said = (form.line("bemerkung") or form.line("was")).split()[:FIRST_WORDS]
    named = ": ".join(filter(None, (title, " ".join(said)))) or _("Ohne Namen")
    return Typed(named, tuple(fields), page)


def form_of(fields: Iterable[tuple[str, str]]) -> Form:
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    return Form(values)


async def discard_note(note_id: int, by: Doer, now: datetime) -> None:
    """Twice changes nothing."""
    async with transaction():
        gone = await OfficeNote.delete().where(OfficeNote.id == note_id).returning(OfficeNote.id)
        if gone:
            await _note("discarded", note_id, by, now)


async def _note(act: str, note_id: int, by: Doer, now: datetime) -> None:
    """Without the title, in which a caller is named: the log is kept longer than the note."""
    await record(Act(f"note.{act}", f"note:{note_id}"), by, now)


async def finish_note(form: Form) -> None:
    """What the note was kept for is done."""
    if (note := note_of(form)) is not None:
        await OfficeNote.delete().where(OfficeNote.id == note)


async def forget_notes(now: datetime) -> int:
    """Called daily by the jobs."""
    gone = await OfficeNote.delete().where(OfficeNote.changed_at <= now - KEPT).returning(OfficeNote.id)
    return len(gone)
