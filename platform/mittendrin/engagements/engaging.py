"""Both have said yes: contact data are released for this one relation, and it goes its way from the first meeting."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.engagements.releases import released_contact
from mittendrin.engagements.tables import ContactRelease
from mittendrin.engagements.telling import tell_each_other
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.state_words import state_in_words
from mittendrin.volunteering.states import EngagementState, RequestState, go_on
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal

TRIAL = timedelta(weeks=4)
RELEASED_AFTER_END = timedelta(days=30)
# The helper says it at the door; short, cheerful, easy to hear.
CODE_WORDS = (
    "Apfelbaum", "Brezel", "Dampfer", "Drachen", "Eisvogel", "Glocke", "Honigglas", "Kastanie", "Kirschkern",
    "Laterne", "Mohnblume", "Mühle", "Sandstein", "Schwalbe", "Sonnenblume", "Trompete", "Waldweg", "Weinberg",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meeting:
    """On neutral ground: `place` is no home."""

    at: datetime
    place: str


async def engage(proposal: dict[str, Any], by: Doer, now: datetime) -> None:
    """Inside the transaction of the second yes."""
    engagement = Engagement(
        proposal=proposal["id"],
        status=EngagementState.FIRST_MEETING.value,
        code_word=secrets.choice(CODE_WORDS),
        status_at=now,
        created_at=now,
    )
    await Engagement.insert(engagement)
    await HelpRequest.update(
        {HelpRequest.status: RequestState.MATCHED.value, HelpRequest.status_at: now}
    ).where(HelpRequest.id == proposal["request"])
    await _release(engagement.id, proposal, by, now)
    for side in Side:
        contact = await released_contact(engagement.id, to=side, now=now)
        view = await by_id(proposal["id"], side)
        await tell_each_other(view, contact, engagement.code_word, now)


async def _release(engagement_id: int, proposal: dict[str, Any], by: Doer, now: datetime) -> None:
    offer = await Offer.select(Offer.person).where(Offer.id == proposal["offer"]).first()
    request = (
        await HelpRequest.select(HelpRequest.person).where(HelpRequest.id == proposal["request"]).first()
    )
    assert offer and request  # noqa: S101 - foreign keys hold them
    seen_by = {Side.REQUESTER: offer["person"], Side.VOLUNTEER: request["person"]}
    for side, person in seen_by.items():
        await ContactRelease.insert(
            ContactRelease(engagement=engagement_id, of_person=person, to_side=side.value, released_at=now)
        )
        act = Act("contact.released", f"engagement:{engagement_id}", detail=_SEEN_BY[side])
        await record(act, by, now)


_SEEN_BY = {Side.REQUESTER: "an die suchende Person", Side.VOLUNTEER: "an die helfende Person"}


async def plan_first_meeting(engagement_id: int, meeting: Meeting, by: Doer, now: datetime) -> None:
    async with transaction():
        await _change(
            engagement_id, EngagementState.FIRST_MEETING, now,
            first_meeting_at=meeting.at, first_meeting_place=meeting.place,
        )  # fmt: skip
        await record(Act("engagement.meeting_planned", f"engagement:{engagement_id}"), by, now)


async def begin_trial(engagement_id: int, by: Doer, now: datetime) -> None:
    """They have met and want to try it: four weeks, then everybody says how it is."""
    ends = local_day(now + TRIAL)
    await _go(engagement_id, EngagementState.TRIAL, by, now, trial_ends_on=ends)


async def keep_on(engagement_id: int, by: Doer, now: datetime) -> None:
    await _go(engagement_id, EngagementState.RUNNING, by, now)


async def pause(engagement_id: int, by: Doer, now: datetime) -> None:
    await _go(engagement_id, EngagementState.PAUSED, by, now)


async def finish(engagement_id: int, reason: str, by: Doer, now: datetime) -> None:
    """Either side can end it; the reason is for the office. Contact data are seen for 30 days more."""
    async with transaction():
        await _step(engagement_id, EngagementState.ENDED, by, now, ended_at=now, end_reason=reason)
        ends = now + RELEASED_AFTER_END
        await ContactRelease.update({ContactRelease.ends_at: ends}).where(
            ContactRelease.engagement == engagement_id
        )
        row = await Engagement.select(Engagement.proposal).where(Engagement.id == engagement_id).first()
        request = Proposal.select(Proposal.request).where(Proposal.id == (row or {})["proposal"])
        await HelpRequest.update(
            {HelpRequest.status: RequestState.OPEN.value, HelpRequest.status_at: now}
        ).where(HelpRequest.id.is_in(request), HelpRequest.status == RequestState.MATCHED.value)


async def _go(engagement_id: int, to: EngagementState, by: Doer, now: datetime, **said: Any) -> None:
    async with transaction():
        await _step(engagement_id, to, by, now, **said)


async def _step(engagement_id: int, to: EngagementState, by: Doer, now: datetime, **said: Any) -> None:
    row = await Engagement.select(Engagement.status).where(Engagement.id == engagement_id).first()
    if row is None:
        raise NotFound
    before = EngagementState(row["status"])
    go_on(before, to)
    await _change(engagement_id, before, now, status=to.value, **said)
    await record(Act("engagement.changed", f"engagement:{engagement_id}", detail=state_in_words(to)), by, now)


async def _change(engagement_id: int, before: EngagementState, now: datetime, **said: Any) -> None:
    values: dict[Any, Any] = {**said, "status_at": now}
    changed = await (
        Engagement.update(values)
        .where(Engagement.id == engagement_id, Engagement.status == before.value)
        .returning(Engagement.id)
    )
    if not changed:
        raise Refused(_("Das ist inzwischen anders. Laden Sie bitte die Seite neu."))
