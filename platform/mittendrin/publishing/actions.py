"""Versions handed in, let through, returned. What publishing means for an entry is its feature's business."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from piccolo.columns import Column

from mittendrin.audit.rules import Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.publishing.rules import Reason, RevisionState
from mittendrin.publishing.tables import Revision


@dataclass(frozen=True, slots=True)
class Submission:
    subject: str
    organisation_id: int
    title: str
    content: str


async def hand_in(submission: Submission, by: Doer, now: datetime) -> int:
    """Takes the place of a version of the same entry that still waits. Belongs in the act's transaction."""
    await withdraw(submission.subject, now)
    rows = await Revision.insert(
        Revision(
            subject=submission.subject,
            organisation=submission.organisation_id,
            title=submission.title,
            content=submission.content,
            state=RevisionState.SUBMITTED.value,
            submitted_by=by.account_id or 0,
            submitted_by_name=by.name,
            submitted_at=now,
        )
    )
    return int(rows[0]["id"])


async def withdraw(subject: str, now: datetime) -> None:
    await Revision.update({Revision.state: RevisionState.WITHDRAWN.value, Revision.decided_at: now}).where(
        Revision.subject == subject, Revision.state == RevisionState.SUBMITTED.value
    )


async def waiting(revision_id: int) -> Revision:
    """Raises NotFound, or Refused when somebody else was quicker."""
    revision = await Revision.objects().where(Revision.id == revision_id).first()
    if revision is None:
        raise NotFound
    if revision.state != RevisionState.SUBMITTED:
        raise Refused(_("Darüber hat schon jemand entschieden."))
    return revision


async def mark_published(revision_id: int, by: Doer, now: datetime) -> None:
    await _decide(revision_id, {Revision.state: RevisionState.PUBLISHED.value}, by, now)


async def mark_published_at_once(revision_id: int, by: Doer, now: datetime) -> None:
    """A proven organisation's version: it stays on the board's list until somebody has looked at it."""
    await _decide(
        revision_id, {Revision.state: RevisionState.PUBLISHED.value, Revision.at_once: True}, by, now
    )


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a version goes back: a reason from the list, and own words."""

    reason: Reason
    note: str


async def mark_returned(revision_id: int, objection: Objection, by: Doer, now: datetime) -> None:
    changes: dict[Column | str, Any] = {
        Revision.state: RevisionState.RETURNED.value,
        Revision.reason: objection.reason.value,
        Revision.note: objection.note,
    }
    await _decide(revision_id, changes, by, now)


async def mark_seen(revision_id: int, now: datetime) -> None:
    await Revision.update({Revision.seen_at: now}).where(Revision.id == revision_id)


async def _decide(revision_id: int, changes: dict[Column | str, Any], by: Doer, now: datetime) -> None:
    decision: dict[Column | str, Any] = {
        Revision.decided_by: by.account_id,
        Revision.decided_by_name: by.name,
        Revision.decided_at: now,
    }
    won = await (
        Revision.update({**changes, **decision})
        .where(Revision.id == revision_id, Revision.state == RevisionState.SUBMITTED.value)
        .returning(Revision.id)
    )
    if not won:
        raise Refused(_("Darüber hat schon jemand entschieden."))
