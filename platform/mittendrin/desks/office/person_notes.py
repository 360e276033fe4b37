"""What was noted about one person, and "nicht speichern": a note that should not have been written goes altogether."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound
from mittendrin.database.sealing import shown
from mittendrin.database.transactions import transaction
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.calls import subject_of
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.tables import Registration
from mittendrin.volunteering.of_person import HelpOfPerson
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal

_NOTED_IN: dict[str, Any] = {"registration": Registration, "offer": Offer, "help_request": HelpRequest}
_PAIRS: dict[str, Any] = {"proposal": Proposal, "engagement": Engagement}
_END_EXPLAINED = "engagement.end_explained"


@dataclass(frozen=True, slots=True)
class Noted:
    """Everything noted about one sign-up, offer or request, or about what grew from these between two people."""

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
    for one in helping.proposals:
        own[f"proposal:{one.id}"] = []
        if one.engagement:
            own[f"engagement:{one.engagement.id}"] = []
    if not own:
        return []
    for row in await _said_besides(list(own)):
        own[row["subject"]].append(shown(row["text"]))
    found = (Noted(subject, list(dict.fromkeys(filter(None, texts)))) for subject, texts in own.items())
    return [one for one in found if one.texts]


async def _of_sign_ups(sign_ups: list[RegistrationView]) -> dict[str, list[str]]:
    if not sign_ups:
        return {}
    reg = Registration
    rows = await reg.select(reg.id, reg.note).where(reg.id.is_in([one.id for one in sign_ups]))
    notes = {row["id"]: shown(row["note"]) for row in rows}
    return {subject_of(one): [notes.get(one.id, "")] for one in sign_ups}


async def _said_besides(subjects: list[str]) -> list[dict[str, Any]]:
    entry, task = AuditEntry, CallTask
    these, ends = entry.subject.is_in(subjects), (entry.act == _END_EXPLAINED) & (entry.reason != "")
    noted = task.about.is_in(subjects) & (task.note != "")
    remarks = entry.select(entry.subject, entry.remark.as_alias("text")).where(these, entry.remark != "")
    explained = entry.select(entry.subject, entry.reason.as_alias("text")).where(these, ends)
    calls = task.select(task.about.as_alias("subject"), task.note.as_alias("text")).where(noted)
    return [
        *await remarks.order_by(entry.id),
        *await explained.order_by(entry.id),
        *await calls.order_by(task.id),
    ]


async def forget_note(kind: str, number: int, by: Doer, now: datetime) -> int:
    """Answers whose it was. Raises NotFound. The log says that it was deleted, not what it said."""
    subject = f"{kind}:{number}"
    async with transaction():
        whose = await (_of_two(kind, number) if kind in _PAIRS else _forget_own(kind, number))
        await _forget_said_besides(subject)
        await record(Act("note.deleted", subject), by, now)
    return whose


async def _forget_own(kind: str, number: int) -> int:
    table = _NOTED_IN.get(kind)
    if table is None:
        raise NotFound
    rows = await table.update({table.note: ""}).where(table.id == number).returning(table.person)
    if not rows or rows[0]["person"] is None:
        raise NotFound
    return int(rows[0]["person"])


async def _of_two(kind: str, number: int) -> int:
    """The helper, or the other one when the helper is forgotten."""
    table = _PAIRS[kind]
    between = table.proposal if kind == "engagement" else table
    row = await (
        table.select(between.offer.person.as_alias("helper"), between.request.person.as_alias("asker"))
        .where(table.id == number)
        .first()
    )
    whose = row and (row["helper"] or row["asker"])
    if not whose:
        raise NotFound
    return int(whose)


async def _forget_said_besides(subject: str) -> None:
    entry = AuditEntry
    await entry.update({entry.remark: ""}).where(entry.subject == subject)
    said = entry.act.like("call.%") | (entry.act == _END_EXPLAINED)
    await entry.update({entry.reason: ""}).where(entry.subject == subject, said)
    await CallTask.update({CallTask.note: ""}).where(CallTask.about == subject)
