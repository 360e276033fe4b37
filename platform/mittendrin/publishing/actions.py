"""Versions handed in, let through, returned. What publishing means for an entry is its feature's business."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piccolo.columns import Column

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.publishing.queries import is_unseen, newer_one_of
from mittendrin.publishing.rules import NOT_YET_PUBLIC, Reason, RevisionState, explain
from mittendrin.publishing.tables import Revision


@dataclass(frozen=True, slots=True)
class Submission:
    """`before` is what visitors see at this moment, "" if nothing."""

    subject: str
    organisation_id: int
    title: str
    content: str
    before: str = ""


async def hand_in(submission: Submission, by: Doer, now: datetime) -> int:
    """Takes the place of a version of the same entry that still waits. Belongs in the act's transaction."""
    await withdraw(submission.subject, now)
    rows = await Revision.insert(
        Revision(
            subject=submission.subject,
            organisation=submission.organisation_id,
            title=submission.title,
            content=submission.content,
            before=submission.before,
            state=RevisionState.SUBMITTED.value,
            submitted_by=by.account_id or 0,
            submitted_by_name=by.name,
            submitted_at=now,
        )
    )
    return int(rows[0]["id"])


async def withdraw(subject: str, now: datetime) -> bool:
    """Whether a version waited."""
    gone: dict[Column | str, Any] = {
        Revision.state: RevisionState.WITHDRAWN.value,
        Revision.decided_at: now,
    }
    waits = (Revision.subject == subject) & (Revision.state == RevisionState.SUBMITTED.value)
    return bool(await Revision.update(gone).where(waits).returning(Revision.id))


async def hand_over(old: str, new: str, as_now: Callable[[str], str]) -> None:
    """What was let through belongs to the entry that goes on, for example because its series was split. `as_now` makes
    of what visitors saw before a version of that entry.
    """
    public = (Revision.subject == old) & (Revision.state == RevisionState.PUBLISHED.value)
    for row in await Revision.select(Revision.id, Revision.before).where(public):
        before = as_now(row["before"]) if row["before"] else ""
        changes: dict[Column | str, Any] = {Revision.subject: new, Revision.before: before}
        await Revision.update(changes).where(Revision.id == row["id"])


async def readdress(revision_id: int, subject: str, content: str, *, before: str) -> None:
    """A version that waits belongs to another entry now, for example because its series was split."""
    await Revision.update(
        {Revision.subject: subject, Revision.content: content, Revision.before: before}
    ).where(Revision.id == revision_id, Revision.state == RevisionState.SUBMITTED.value)


async def put_right(subject: str, as_now: Callable[[str], str]) -> None:
    """Something of an entry counts at once: versions that wait or came back say it too, or the old would return with them."""
    undecided = Revision.state.is_in([state.value for state in NOT_YET_PUBLIC])
    ours = (Revision.subject == subject) & undecided & Revision.set_aside_at.is_null()
    for row in await Revision.select(Revision.id, Revision.content, Revision.before).where(ours):
        before = as_now(row["before"]) if row["before"] else ""
        changes: dict[Column | str, Any] = {Revision.content: as_now(row["content"]), Revision.before: before}
        await Revision.update(changes).where(Revision.id == row["id"])


async def set_aside(subject: str, now: datetime) -> None:
    """The author does without what came back. It stays a return, but nobody is asked to mend it any more."""
    await Revision.update({Revision.set_aside_at: now}).where(
        Revision.subject == subject,
        Revision.state == RevisionState.RETURNED.value,
        Revision.set_aside_at.is_null(),
    )


async def waiting(revision_id: int) -> Revision:
    """Raises NotFound, or Refused when somebody else was quicker."""
    revision = await Revision.objects().where(Revision.id == revision_id).first()
    if revision is None:
        raise NotFound
    if revision.state != RevisionState.SUBMITTED:
        raise _decided_already()
    return revision


async def to_take_back(revision_id: int) -> Revision:
    """Whoever let it through. Raises NotFound, or Refused when it is no longer what visitors see."""
    revision = await Revision.objects().where(Revision.id == revision_id).first()
    if revision is None:
        raise NotFound
    if revision.state != RevisionState.PUBLISHED:
        raise _decided_already()
    if await newer_one_of(revision):
        raise Refused(_("Inzwischen gibt es eine neuere Fassung. Sehen Sie bitte diese an."))
    return revision


def seen_afterwards(revision: Revision) -> str:
    """What visitors see once it is taken back: while nobody has looked at it, the version from before; later nothing."""
    return revision.before if is_unseen(revision) else ""


async def mark_published(revision_id: int, by: Doer, now: datetime) -> None:
    await _decide(revision_id, {Revision.state: RevisionState.PUBLISHED.value}, by, now)


async def mark_published_at_once(revision_id: int, by: Doer, now: datetime) -> None:
    """A proven organisation's version: it stays on the board's list until somebody has looked at it."""
    revision = await waiting(revision_id)
    await _decide(
        revision_id, {Revision.state: RevisionState.PUBLISHED.value, Revision.at_once: True}, by, now
    )
    kind = revision.subject.partition(":")[0]
    await record(Act(f"{kind}.published_at_once", revision.subject, title=revision.title), by, now)


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a version goes back: a reason from the list, and own words."""

    reason: Reason
    note: str

    @property
    def sentences(self) -> list[str]:
        return explain(self.reason, self.note)

    @property
    def in_words(self) -> str:
        return " ".join(self.sentences)


async def mark_returned(revision_id: int, objection: Objection, by: Doer, now: datetime) -> None:
    await _decide(revision_id, _returned(objection), by, now)


async def mark_taken_back(revision: Revision, objection: Objection, by: Doer, now: datetime) -> None:
    """Raises Refused when somebody was quicker."""
    changes = {**_returned(objection), Revision.seen_at: now, **_decision(by, now)}
    await _change(revision.id, changes, Revision.state == RevisionState.PUBLISHED.value)


async def mark_seen(revision_id: int, now: datetime) -> None:
    """Raises Refused for what did not appear at once, and when somebody has looked at it before."""
    unseen = (Revision.at_once.eq(True)) & Revision.seen_at.is_null()
    public = Revision.state == RevisionState.PUBLISHED.value
    await _change(revision_id, {Revision.seen_at: now}, public & unseen)


def _returned(objection: Objection) -> dict[Column | str, Any]:
    return {
        Revision.state: RevisionState.RETURNED.value,
        Revision.reason: objection.reason.value,
        Revision.note: objection.note,
    }


def _decision(by: Doer, now: datetime) -> dict[Column | str, Any]:
    return {
        Revision.decided_by: by.account_id,
        Revision.decided_by_name: by.name,
        Revision.decided_at: now,
    }


async def _decide(revision_id: int, changes: dict[Column | str, Any], by: Doer, now: datetime) -> None:
    still_waits = Revision.state == RevisionState.SUBMITTED.value
    await _change(revision_id, {**changes, **_decision(by, now)}, still_waits)


async def _change(revision_id: int, changes: dict[Column | str, Any], still: Any) -> None:
    """Raises Refused when that is no longer so."""
    won = await Revision.update(changes).where(Revision.id == revision_id, still).returning(Revision.id)
    if not won:
        raise _decided_already()


def _decided_already() -> Refused:
    return Refused(_("Darüber hat schon jemand entschieden."))
