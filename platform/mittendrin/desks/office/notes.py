""" "Notiz sichern, später fertig machen": nothing that a caller has said is lost when the line breaks off."""

import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.clock import to_local
from mittendrin.core.german import show_time
from mittendrin.core.language import _
from mittendrin.core.marks import MOST_MARKS, marks, meanwhile, refuse_overtaken
from mittendrin.core.numbers import read_number
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.tokens import new_token
from mittendrin.database.sealing import opened, seal, shown
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.desks.office.tables import OfficeNote
from mittendrin.web.forms import Form

KEPT = timedelta(days=14)
FIRST_WORDS = 6
ALWAYS_CHOSEN = ("fuer", "kanal")
# What the form about a message has: who spoke, on which way, and what is to be remembered.
ORDER_FIELDS = ("anrufer", "kanal", "bemerkung")
NOTE, SEEN, REST = "notiz", "notiz-stand", ""
# The note's number, or a key of the form before there is one; and what stood in it when somebody began to write.
NOTE_FIELDS = (NOTE, SEEN)
NAMES = {
    "name": "Name", "vorname": "Vorname", "nachname": "Nachname", "telefon": "Telefon",
    "mail": "E-Mail", "adresse": "Adresse", "anrufer": "Wer sich meldet",
    "was-genau": "Was gebraucht wird", "grund": "Grund", "notiz-buero": "Notiz", "bemerkung": "Notiz für das Büro",
    REST: "weitere Angaben",
}  # fmt: skip
Fields = tuple[tuple[str, str], ...]


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


@finds_the_first
async def keep_note(form: Form, typed: Typed, by: Doer, now: datetime) -> int:
    """A note that is worked on again is written over. Raises Refused when another was quicker."""
    values: dict[Any, Any] = {
        "title": seal(typed.title[:200]),
        "content": seal(json.dumps(typed.fields, ensure_ascii=False)),
        "page": typed.page,
        "written_by": by.account_id or 0,
        "written_by_name": by.name,
        "changed_at": now,
    }
    async with transaction():
        known = await _hold(form)
        if known is None:
            await _refuse_done(form, by)
            (row,) = await OfficeNote.insert(OfficeNote(**values, key=form.line(NOTE) or None))
            number = int(row["id"])
        elif known.fields == typed.fields:
            return known.id
        else:
            number = known.id
            _refuse_overtaken(form, known.fields, typed.fields)
            await OfficeNote.update(values).where(OfficeNote.id == number)
        await _note("kept", number, by, now)
    return number


async def notes() -> list[NoteLine]:
    """The oldest first: that caller waits longest."""
    rows = await OfficeNote.select(
        OfficeNote.id, OfficeNote.title, OfficeNote.written_by_name, OfficeNote.changed_at, OfficeNote.page
    ).order_by(OfficeNote.changed_at, OfficeNote.id)
    return [NoteLine(**row | {"title": shown(row["title"])}) for row in rows]


def note_of(form: Form) -> int | None:
    """The note that this form was taken up from, in a hidden field or in the address."""
    return read_number(form.line(NOTE))


async def taken_up(query: Form, fresh: Iterable[tuple[str, str]]) -> Form:
    """The form as the note has kept it, or a fresh one. Raises NotFound."""
    if note_of(query) is None:
        return form_of([*fresh, a_key()])
    row = await OfficeNote.select(OfficeNote.content).where(_meant(query)).first()
    if row is None:
        raise NotFound
    kept = _read(row["content"])
    return form_of([*kept, (NOTE, query.line(NOTE)), (SEEN, marks(_answers(kept)))])


def a_key() -> tuple[str, str]:
    """For a form that is fresh: kept twice it is one note."""
    return NOTE, new_token()


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


@asynccontextmanager
async def finishing(form: Form, by: Doer, now: datetime) -> AsyncIterator[None]:
    """Around what the note was kept for: both or none. Raises Refused when another has written or done it meanwhile."""
    if note_of(form) is None and not await OfficeNote.exists().where(_meant(form)):
        yield
        return
    async with transaction():
        await _finish(form, by, now)
        yield


async def _finish(form: Form, by: Doer, now: datetime) -> None:
    known = await _hold(form)
    if known is None:
        await _refuse_done(form, by)
        return
    names = {name for name, _value in known.fields}
    _refuse_overtaken(form, known.fields, tuple(field for field in form.everything() if field[0] in names))
    await OfficeNote.delete().where(OfficeNote.id == known.id)
    await _note("finished", known.id, by, now)


@dataclass(frozen=True, slots=True)
class _Kept:
    id: int
    fields: Fields


async def _hold(form: Form) -> _Kept | None:
    """Of two who are about to write, the second waits."""
    held: dict[Any, Any] = {OfficeNote.page: OfficeNote.page}
    rows = await OfficeNote.update(held).where(_meant(form)).returning(OfficeNote.id, OfficeNote.content)
    return _Kept(rows[0]["id"], _read(rows[0]["content"])) if rows else None


def _meant(form: Form) -> Any:
    """Under its number, or under the key of the form that it comes from."""
    return (OfficeNote.id == (note_of(form) or 0)) | (OfficeNote.key == form.line(NOTE))


def _read(content: str) -> Fields:
    return tuple((name, value) for name, value in json.loads(opened(content)))


async def _refuse_done(form: Form, by: Doer) -> None:
    """Whoever has done it themselves, only pressed twice. After the question it is a form like any other."""
    entry = AuditEntry
    done = (entry.subject == f"note:{note_of(form)}") & entry.act.is_in(["note.finished", "note.discarded"])
    row = await entry.select(entry.actor, entry.actor_name).where(done).order_by(entry.id).first()
    if row is None or row["actor"] == by.reference:
        return
    form.take_up([*_without(form, NOTE), a_key()])
    raise Refused(
        _("{name} hat diese Notiz schon fertig gemacht oder gelöscht.", name=row["actor_name"])
        + " "
        + _("Sehen Sie bitte zuerst nach. Soll es trotzdem gelten, drücken Sie noch einmal.")
    )


def _refuse_overtaken(form: Form, stored: Fields, typed: Fields) -> None:
    """What another has written stands in the form now, beside what was typed here."""
    theirs, own = _answers(stored), _answers(typed)
    found = meanwhile(form.line(SEEN, limit=MOST_MARKS), theirs, own)
    if not found.theirs:
        return
    together = own | {name: theirs[name] for name in found.theirs if name not in found.own}
    fields = [field for answer in together.values() for field in answer]
    kept = _without(form, SEEN, *(name for name, _value in (*stored, *typed)))
    form.take_up([*kept, *fields, (SEEN, marks(theirs))])
    refuse_overtaken(
        found, NAMES, lambda name: " ".join(value for _name, value in theirs[name] if name != REST)
    )


def _answers(fields: Fields) -> dict[str, Fields]:
    """What can be quoted one by one, and all that was ticked or chosen together."""
    return {
        name: tuple(sorted(one for one in fields if one[1] and (one[0] if one[0] in NAMES else REST) == name))
        for name in NAMES
    }


def _without(form: Form, *names: str) -> list[tuple[str, str]]:
    return [field for field in form.everything() if field[0] not in names]


async def forget_notes(now: datetime) -> int:
    """Called daily by the jobs."""
    gone = await OfficeNote.delete().where(OfficeNote.changed_at <= now - KEPT).returning(OfficeNote.id)
    return len(gone)
