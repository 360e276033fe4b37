"""The only way to somebody else's name and number: refused unless both have said yes, and only for a time."""

from datetime import datetime
from typing import Any

from mittendrin.core.refusal import NotFound
from mittendrin.engagements.tables import ContactRelease
from mittendrin.people.rules import Contact
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import ProposalState


async def released_contact(engagement_id: int, *, to: Side, now: datetime) -> Contact:
    """Raises NotFound without both recorded yeses, without a release to this side, or when it is over."""
    rel: Any = ContactRelease
    proposal, person = rel.engagement.proposal, rel.of_person
    row = await (
        rel.select(
            rel.ends_at, person.name, person.phone, person.email, person.address,
            proposal.status, proposal.volunteer_answered_at, proposal.requester_answered_at,
        )
        .where(rel.engagement == engagement_id, rel.to_side == to.value, rel.of_person.is_not_null())
        .first()
    )  # fmt: skip
    if row is None or not _both_said_yes(row) or (row["ends_at"] and row["ends_at"] <= now):
        raise NotFound
    return Contact(*(row[f"of_person.{key}"] for key in ("name", "phone", "email", "address")))


def _both_said_yes(row: dict[str, Any]) -> bool:
    proposal = "engagement.proposal"
    answered = row[f"{proposal}.volunteer_answered_at"] and row[f"{proposal}.requester_answered_at"]
    return bool(answered) and row[f"{proposal}.status"] == ProposalState.BOTH_YES.value
