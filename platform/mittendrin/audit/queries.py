from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from mittendrin.audit.rules import Channel, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.audit.words import act_words, doer_words, remark_words
from mittendrin.database.sealing import shown

PAGE = 50


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One row of the log. `kind` is what its subject is: `event` of `event:12`."""

    at: datetime
    actor_name: str
    on_behalf_of: str
    channel: str
    act: str
    subject: str
    subject_title: str
    detail: str
    reason: str
    remark: str
    speaker: str

    @property
    def words(self) -> str:
        return act_words(self.act, self.detail)

    @property
    def who(self) -> str:
        return doer_words(self.actor_name, self.on_behalf_of, self.noted)

    @property
    def noted(self) -> str:
        return remark_words(self.speaker, self.remark)

    @property
    def kind(self) -> str:
        return self.subject.partition(":")[0]


_SHOWN = [getattr(AuditEntry, name) for name in AuditLine.__dataclass_fields__]


async def log(acts: Collection[str], since: datetime, until: datetime) -> list[AuditLine]:
    """Oldest first."""
    entry = AuditEntry
    found = entry.act.is_in(list(acts)) & _between(since, until)
    return [_line(row) for row in await entry.select(*_SHOWN).where(found).order_by(entry.at, entry.id)]


async def log_of(
    kinds: Collection[str], since: datetime, until: datetime, number: int
) -> tuple[list[AuditLine], bool]:
    """One page, newest first, and whether there are more; without kinds, of everything. Pages begin with 1."""
    entry = AuditEntry
    found = _between(since, until)
    if kinds:
        found = found & reduce(or_, [entry.subject.like(f"{kind}:%") for kind in kinds])
    rows = await (
        entry.select(*_SHOWN)
        .where(found)
        .order_by(entry.id, ascending=False)
        .limit(PAGE + 1)
        .offset((number - 1) * PAGE)
    )
    return [_line(row) for row in rows[:PAGE]], len(rows) > PAGE


def _between(since: datetime, until: datetime) -> Any:
    return (AuditEntry.at >= since) & (AuditEntry.at < until)


async def last_acts(subjects: Collection[str], without: Collection[str]) -> dict[str, datetime]:
    """When somebody last did something about each of them; what the program does by itself does not count."""
    entry = AuditEntry
    rows = await entry.select(entry.subject, entry.at).where(
        entry.subject.is_in(list(subjects) or [""]),
        entry.channel != Channel.SYSTEM.value,
        entry.act.not_in([*without, ""]),
    )
    last: dict[str, datetime] = {}
    for row in rows:
        last[row["subject"]] = max(row["at"], last.get(row["subject"], row["at"]))
    return last


async def did_last(act: str, subject: str, by: Doer, reason: str = "") -> bool:
    """Whether this very act, by the same account, was the last thing that was done about it. What the program does by
    itself does not count.
    """
    entry = AuditEntry
    by_people = (entry.subject == subject) & (entry.channel != Channel.SYSTEM.value)
    last = await (
        entry.select(entry.act, entry.actor, entry.reason)
        .where(by_people)
        .order_by(entry.id, ascending=False)
    ).first()
    if by.account_id is None or last is None:
        return False
    return (last["act"], last["actor"], shown(last["reason"])) == (act, by.reference, reason)


async def reasons_given(act: str, subject: str) -> list[str]:
    entry = AuditEntry
    found = (entry.act == act) & (entry.subject == subject)
    return [shown(row["reason"]) for row in await entry.select(entry.reason).where(found).order_by(entry.id)]


async def was_done(act: str, subject: str) -> bool:
    """Whoever did it, and whenever."""
    return bool(await AuditEntry.exists().where(AuditEntry.act == act, AuditEntry.subject == subject))


async def was_done_at(act: str, subject: str, moment: datetime | None) -> bool:
    entry = AuditEntry
    rows = await entry.select(entry.at).where((entry.subject == subject) & (entry.act == act))
    return any(row["at"] == moment for row in rows)


async def history(*subjects: str) -> list[AuditLine]:
    """Newest first, of all of them together."""
    entry = AuditEntry
    found = entry.subject.is_in(list(subjects))
    rows = await entry.select(*_SHOWN).where(found).order_by(entry.id, ascending=False)
    return [_line(row) for row in rows]


def _line(row: dict[str, Any]) -> AuditLine:
    return AuditLine(**row | {"reason": shown(row["reason"]), "remark": shown(row["remark"])})
