from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.publishing.rules import Reason, RevisionState, is_proven, office_may_decide_from
from mittendrin.publishing.tables import Revision


@dataclass(frozen=True, slots=True)
class WaitingVersion:
    """One line of the board's list. `at_once`: already public, to be looked at afterwards. `is_new`: when it was handed
    in, visitors saw nothing of this entry.
    """

    revision_id: int
    subject: str
    organisation_id: int
    title: str
    submitted_by_name: str
    submitted_at: datetime
    at_once: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class Version:
    """The newest one of an entry, whatever became of it."""

    subject: str
    state: RevisionState
    content: str
    reason: Reason | None
    note: str
    submitted_at: datetime
    decided_at: datetime | None


async def waiting_versions() -> list[WaitingVersion]:
    """Oldest first: what waits for a decision, then what is already public and not yet looked at."""
    rows = await (
        Revision.select(
            Revision.id.as_alias("revision_id"),
            Revision.subject,
            Revision.organisation.as_alias("organisation_id"),
            Revision.title,
            Revision.submitted_by_name,
            Revision.submitted_at,
            Revision.at_once,
            Revision.before,
        )
        .where(
            (Revision.state == RevisionState.SUBMITTED.value)
            | ((Revision.at_once.eq(True)) & (Revision.seen_at.is_null()))
        )
        .order_by(Revision.submitted_at, Revision.id)
    )
    versions = [WaitingVersion(is_new=not row.pop("before"), **row) for row in rows]
    return sorted(versions, key=lambda version: version.at_once)


async def overdue_versions(now: datetime) -> list[WaitingVersion]:
    """What the board has left lying for so long that the office may let it through."""
    waiting = [version for version in await waiting_versions() if not version.at_once]
    return [version for version in waiting if office_may_decide_from(version.submitted_at) <= now]


async def organisations_of(subjects: Collection[str]) -> dict[str, int]:
    """Whose entries they are, by subject."""
    if not subjects:
        return {}
    rows = await Revision.select(Revision.subject, Revision.organisation).where(
        Revision.subject.is_in(list(subjects))
    )
    return {row["subject"]: row["organisation"] for row in rows}


def is_unseen(revision: Revision) -> bool:
    """Public at once, and nobody has looked at it."""
    return revision.state == RevisionState.PUBLISHED and revision.at_once and not revision.seen_at


async def newer_one_of(revision: Revision) -> bool:
    """Whether a later version of the same entry was let through."""
    return await Revision.exists().where(
        Revision.subject == revision.subject,
        Revision.id > revision.id,
        Revision.state == RevisionState.PUBLISHED.value,
    )


@dataclass(frozen=True, slots=True)
class PublicVersion:
    """What was let through last of an entry, if that is still to be seen."""

    revision_id: int
    subject: str
    organisation_id: int
    title: str
    decided_at: datetime


async def public_versions() -> list[PublicVersion]:
    """One of each entry. Whether visitors see it is for its feature to say."""
    rows = await (
        Revision.select(
            Revision.id.as_alias("revision_id"),
            Revision.subject,
            Revision.organisation.as_alias("organisation_id"),
            Revision.title,
            Revision.decided_at,
        )
        .where(Revision.state == RevisionState.PUBLISHED.value)
        .order_by(Revision.id)
    )
    return list({row["subject"]: PublicVersion(**row) for row in rows}.values())


async def returned_last_by(subject: str) -> int | None:
    """Whose account gave back the version of this entry that was decided last; nobody's if it was let through."""
    decided = [RevisionState.PUBLISHED.value, RevisionState.RETURNED.value]
    row = await (
        Revision.select(Revision.state, Revision.decided_by)
        .where(Revision.subject == subject, Revision.state.is_in(decided))
        .order_by(Revision.decided_at, Revision.id, ascending=False)
        .first()
    )
    return row["decided_by"] if row and row["state"] == RevisionState.RETURNED else None


async def proven(organisation_id: int) -> bool:
    rows = await (
        Revision.select(Revision.subject, Revision.state)
        .where(
            Revision.organisation == organisation_id,
            Revision.state.is_in([RevisionState.PUBLISHED.value, RevisionState.RETURNED.value]),
        )
        .order_by(Revision.decided_at, Revision.id, ascending=False)
    )
    return is_proven((row["subject"], RevisionState(row["state"])) for row in rows)


async def waiting_revision(subject: str) -> Revision | None:
    waits = Revision.state == RevisionState.SUBMITTED.value
    return await Revision.objects().where(Revision.subject == subject, waits).first()


async def let_through_last(subject: str) -> Revision | None:
    public = Revision.state == RevisionState.PUBLISHED.value
    newest = Revision.objects().order_by(Revision.id, ascending=False)
    return await newest.where(Revision.subject == subject, public).first()


async def waiting_content(subject: str) -> tuple[int, str] | None:
    """Id and JSON of the version of this entry that waits for a decision."""
    revision = await waiting_revision(subject)
    return (revision.id, revision.content) if revision else None


async def published_before(subject: str) -> str:
    """JSON of the version that visitors saw before the one that was let through last, or nothing."""
    rows = await (
        Revision.select(Revision.content)
        .where(Revision.subject == subject, Revision.state == RevisionState.PUBLISHED.value)
        .order_by(Revision.decided_at, Revision.id, ascending=False)
        .limit(2)
    )
    return str(rows[1]["content"]) if len(rows) == 2 else ""


async def newest_versions(organisation_id: int) -> dict[str, Version]:
    """By subject; what was withdrawn, or came back and was set aside, does not count."""
    rows = await (
        Revision.select(
            Revision.subject,
            Revision.state,
            Revision.content,
            Revision.reason,
            Revision.note,
            Revision.submitted_at,
            Revision.decided_at,
        )
        .where(
            Revision.organisation == organisation_id,
            Revision.state != RevisionState.WITHDRAWN.value,
            Revision.set_aside_at.is_null(),
        )
        .order_by(Revision.id)
    )
    return {row["subject"]: _version(row) for row in rows}


def _version(row: dict[str, Any]) -> Version:
    reason = Reason(row["reason"]) if row["reason"] else None
    return Version(**row | {"state": RevisionState(row["state"]), "reason": reason})
