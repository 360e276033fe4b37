"""Short lists for the desk, each with what has to be done next; the one who waits longest stands first."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from mittendrin.core.clock import local_day
from mittendrin.volunteering.states import UNDECIDED, EngagementState, OfferState, RequestState
from mittendrin.volunteering.story import ProposalLine, proposals
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal

SHOWN = 50
SOON = timedelta(days=7)
OFFERED_AGAIN_AFTER = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class Line:
    """One request or offer: `path` says which page shows it."""

    path: str
    name: str
    what: str
    district: str
    since: date


@dataclass(frozen=True, slots=True)
class Meeting:
    path: str
    helper: str
    asker: str
    at: datetime | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class DeskLists:
    new_offers: list[Line]
    new_requests: list[Line]
    to_clarify: list[Line]
    open: list[Line]
    asked: list[ProposalLine]
    meetings: list[Meeting]
    trials_ending: list[Meeting]
    to_ask_again: list[Line]


async def desk_lists(now: datetime) -> DeskLists:
    today = local_day(now)
    first, trial = EngagementState.FIRST_MEETING, EngagementState.TRIAL
    undecided = [state.value for state in UNDECIDED]
    return DeskLists(
        new_offers=await _offers(Offer.status.is_in([OfferState.RECEIVED, OfferState.INTERVIEW])),
        new_requests=await _requests(HelpRequest.status == RequestState.RECEIVED.value),
        to_clarify=await _requests(HelpRequest.status == RequestState.CLARIFYING.value),
        open=await _without_proposal(),
        asked=await proposals(Proposal.status.is_in(undecided)),
        meetings=await _meetings(Engagement.status == first.value),
        trials_ending=await _meetings(
            (Engagement.status == trial.value) & (Engagement.trial_ends_on <= today + SOON)
        ),
        to_ask_again=await _offers(
            (Offer.status == OfferState.ACTIVE.value) & (Offer.confirmed_at <= now - OFFERED_AGAIN_AFTER)
        ),
    )


async def _offers(condition: Any) -> list[Line]:
    off: Any = Offer
    rows = await (
        off.select(off.id, off.interests, off.status_at, off.person.name, off.district.name)
        .where(condition)
        .order_by(off.status_at)
        .limit(SHOWN)
    )
    return [_line(f"angebote/{row['id']}", row, row["interests"]) for row in rows]


async def _without_proposal() -> list[Line]:
    asked = Proposal.select(Proposal.request).where(
        Proposal.status.is_in([state.value for state in UNDECIDED])
    )
    return await _requests((HelpRequest.status == RequestState.OPEN.value) & HelpRequest.id.not_in(asked))


async def _requests(condition: Any) -> list[Line]:
    req: Any = HelpRequest
    rows = await (
        req.select(req.id, req.what, req.status_at, req.person.name, req.district.name)
        .where(condition)
        .order_by(req.status_at)
        .limit(SHOWN)
    )
    return [_line(f"gesuche/{row['id']}", row, row["what"]) for row in rows]


def _line(path: str, row: dict[str, Any], what: str) -> Line:
    return Line(path, row["person.name"] or "", what, row["district.name"] or "", local_day(row["status_at"]))


async def _meetings(condition: Any) -> list[Meeting]:
    eng: Any = Engagement
    pair = eng.proposal
    rows = await (
        eng.select(
            eng.id, eng.first_meeting_at, eng.trial_ends_on,
            pair.offer.person.name, pair.request.person.name,
        )
        .where(condition)
        .order_by(eng.status_at)
        .limit(SHOWN)
    )  # fmt: skip
    return [
        Meeting(
            path=f"einsaetze/{row['id']}",
            helper=row["proposal.offer.person.name"] or "",
            asker=row["proposal.request.person.name"] or "",
            at=row["first_meeting_at"],
            ends_on=row["trial_ends_on"],
        )
        for row in rows
    ]
