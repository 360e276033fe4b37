"""What was noted about one person, and "nicht speichern": a note that should not have been written goes altogether."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound
from mittendrin.database.transactions import transaction
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.calls import subject_of
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.tables import Registration
from mittendrin.volunteering.of_person import HelpOfPerson
from mittendrin.volunteering.tables import HelpRequest, Offer

_NOTED_IN: dict[str, Any] = {"registration": Registration, "offer": Offer, "help_request": HelpRequest}


@dataclass(frozen=True, slots=True)
class Noted:
    """Everything noted about one sign-up, offer or request."""

    subject: str
    texts: list[str]

    @property
    def kind(self) -> str:
        return self.subject.partition(":")[0]

    @property
    def number(self) -> int:
        return int(self.subject.partition(":")[2])


async def notes_about(sign_ups: list[RegistrationView], helping: HelpOfPerson) -> list[Noted]:
    wishes = [*helping.offers, *helping.requests]
    own = {one.subject: [one.note] for one in wishes} | await _of_sign_ups(sign_ups)
    if not own:
        return []
    for row in await _said_besides(list(own)):
        own[row["subject"]].append(row["text"])
    found = (Noted(subject, list(dict.fromkeys(filter(None, texts)))) for subject, texts in own.items())
    return [one for one in found if one.texts]


async def _of_sign_ups(sign_ups: list[RegistrationView]) -> dict[str, list[str]]:
    if not sign_ups:
        return {}
    reg = Registration
    rows = await reg.select(reg.id, reg.note).where(reg.id.is_in([one.id for one in sign_ups]))
    notes = {row["id"]: row["note"] for row in rows}
    return {subject_of(one): [notes.get(one.id, "")] for one in sign_ups}


async def _said_besides(subjects: list[str]) -> list[dict[str, Any]]:
    entry, task = AuditEntry, CallTask
    remarks = await entry.select(entry.subject, entry.remark.as_alias("text")).where(
        entry.subject.is_in(subjects), entry.remark != ""
    )
    calls = await task.select(task.about.as_alias("subject"), task.note.as_alias("text")).where(
        task.about.is_in(subjects), task.note != ""
    )
    return [*remarks, *calls]


async def forget_note(kind: str, number: int, by: Doer, now: datetime) -> int:
    """Answers whose it was. Raises NotFound. The log says that it was deleted, not what it said."""
    table = _NOTED_IN.get(kind)
    if table is None:
        raise NotFound
    subject = f"{kind}:{number}"
    async with transaction():
        rows = await table.update({table.note: ""}).where(table.id == number).returning(table.person)
        if not rows or rows[0]["person"] is None:
            raise NotFound
        await _forget_said_besides(subject)
        await record(Act("note.deleted", subject), by, now)
    return int(rows[0]["person"])


async def _forget_said_besides(subject: str) -> None:
    entry = AuditEntry
    await entry.update({entry.remark: ""}).where(entry.subject == subject)
    await entry.update({entry.reason: ""}).where(entry.subject == subject, entry.act.like("call.%"))
    await CallTask.update({CallTask.note: ""}).where(CallTask.about == subject)
