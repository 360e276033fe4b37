"""The only way to somebody else's name and number: refused unless both have said yes, and only for a time."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from mittendrin.core.refusal import NotFound
from mittendrin.engagements.rules import VisitState
from mittendrin.engagements.tables import ContactRelease, Visit
from mittendrin.people.rules import Contact
from mittendrin.places.rules import Meets
from mittendrin.volunteering.rules import how_they_meet
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import ProposalState
from mittendrin.volunteering.tables import HelpRequest

RELEASED_AFTER_VISIT = timedelta(days=1)


async def released_contact(engagement_id: int, *, to: Side, now: datetime) -> Contact:
    """Raises NotFound without both recorded yeses, without a release to this side, when it is over, or since an
    incident holds it. Whoever helps by telephone needs no address.
    """
    rel: Any = ContactRelease
    proposal, person = rel.engagement.proposal, rel.of_person
    row = await (
        rel.select(
            rel.ends_at, rel.engagement.held, person.name, person.phone, person.email, person.address,
            proposal.status, proposal.volunteer_answered_at, proposal.requester_answered_at,
            proposal.request,
        )
        .where(rel.engagement == engagement_id, rel.to_side == to.value, rel.of_person.is_not_null())
        .first()
    )  # fmt: skip
    if row is None or not _both_said_yes(row) or _is_closed(row, now):
        raise NotFound
    return await _as_far_as_needed(_contact(row, "of_person"), row["engagement.proposal.request"])


async def close_releases(engagement_ids: list[int], now: datetime) -> None:
    """At once, both ways, and not only 30 days after the end."""
    still_open = ContactRelease.ends_at.is_null() | (ContactRelease.ends_at > now)
    await ContactRelease.update({ContactRelease.ends_at: now}).where(
        ContactRelease.engagement.is_in(engagement_ids or [0]), still_open
    )


def _is_closed(row: dict[str, Any], now: datetime) -> bool:
    over = row["ends_at"] is not None and row["ends_at"] <= now
    return over or bool(row["engagement.held"])


def _both_said_yes(row: dict[str, Any]) -> bool:
    proposal = "engagement.proposal"
    answered = row[f"{proposal}.volunteer_answered_at"] and row[f"{proposal}.requester_answered_at"]
    return bool(answered) and row[f"{proposal}.status"] == ProposalState.BOTH_YES.value


async def stand_in_contacts(visit_id: int, now: datetime) -> tuple[Contact, Contact]:
    """Of the stand-in and of whom they visit. Raises NotFound without both recorded yeses, or when the day is over."""
    vis: Any = Visit
    asked = vis.engagement.proposal.request
    helper, asker = vis.stand_in.person, asked.person
    row = await (
        vis.select(
            helper.name, helper.phone, helper.email, helper.address,
            asker.name, asker.phone, asker.email, asker.address,
            asked.id,
        )
        .where(
            vis.id == visit_id, vis.state == VisitState.STAND_IN.value,
            vis.stand_in_yes_at.is_not_null(), vis.requester_yes_at.is_not_null(),
            vis.starts_at > now - RELEASED_AFTER_VISIT,
        )
        .first()
    )  # fmt: skip
    if row is None:
        raise NotFound
    request = "engagement.proposal.request"
    to_visit = await _as_far_as_needed(_contact(row, f"{request}.person"), row[f"{request}.id"])
    return _contact(row, "stand_in.person"), to_visit


async def _as_far_as_needed(contact: Contact, request_id: int) -> Contact:
    """Asked on its own: PostgreSQL cuts the names of so many joins after 63 characters, and then two are the same."""
    req: Any = HelpRequest
    row = await req.select(req.place, req.category.meets).where(req.id == request_id).first()
    by_phone = row is not None and how_they_meet(row["place"], row["category.meets"]) is Meets.PHONE
    return replace(contact, address="") if by_phone else contact


def _contact(row: dict[str, Any], whose: str) -> Contact:
    return Contact(*(row[f"{whose}.{key}"] or "" for key in ("name", "phone", "email", "address")))
