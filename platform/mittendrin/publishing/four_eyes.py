"""What is public is taken back by two people: one proposes it with a reason, another one decides."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.audit.rules import Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.rules import Reason
from mittendrin.publishing.tables import HidingProposal, Revision


@dataclass(frozen=True, slots=True)
class Proposed:
    """What waits for a second person."""

    revision_id: int
    organisation_id: int
    title: str
    objection: Objection
    account_id: int
    name: str
    at: datetime


async def propose(revision: Revision, objection: Objection, by: Doer, now: datetime) -> None:
    """Belongs in the act's transaction. Of two proposals at once the second breaks the UNIQUE."""
    await HidingProposal.insert(
        HidingProposal(
            revision=revision.id,
            reason=objection.reason.value,
            note=objection.note,
            proposed_by=by.account_id or 0,
            proposed_by_name=by.name,
            proposed_at=now,
        )
    )


async def proposal_on(revision_id: int) -> Proposed | None:
    rows = await _proposals().where(HidingProposal.revision == revision_id)
    return _proposed(rows[0]) if rows else None


async def proposals() -> list[Proposed]:
    """Oldest first."""
    return [_proposed(row) for row in await _proposals().order_by(HidingProposal.id)]


async def close(revision_id: int) -> Proposed:
    """Whoever decides closes it, in the transaction of the act. Raises Refused when somebody was quicker."""
    proposed = await proposal_on(revision_id)
    gone = await (
        HidingProposal.delete().where(HidingProposal.revision == revision_id).returning(HidingProposal.id)
    )
    if proposed is None or not gone:
        raise Refused(_("Darüber hat schon jemand entschieden."))
    return proposed


def _proposals() -> Any:
    proposal: Any = HidingProposal
    return HidingProposal.select(
        proposal.revision.as_alias("revision_id"),
        proposal.revision.organisation.as_alias("organisation_id"),
        proposal.revision.title.as_alias("title"),
        proposal.reason,
        proposal.note,
        proposal.proposed_by.as_alias("account_id"),
        proposal.proposed_by_name.as_alias("name"),
        proposal.proposed_at.as_alias("at"),
    )


def _proposed(row: dict[str, Any]) -> Proposed:
    objection = Objection(Reason(row.pop("reason")), row.pop("note"))
    return Proposed(**row, objection=objection)
