"""Whether help comes quickly and whether the load is shared: what tells of more than one moment.

Like every figure, each is the length of its list.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from mittendrin.core.calendar_days import add_office_days
from mittendrin.database.kept_select import KeptSelect
from mittendrin.desks.office.helping.figure_rows import (
    FEWEST_SHOWN,
    PERIOD,
    REQUESTS,
    FigureRow,
    engagements,
    offers,
    proposals,
    row_of,
)
from mittendrin.volunteering.states import ProposalState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal
from mittendrin.volunteering.taking_in import ANSWER_WITHIN

USED_WITHIN = timedelta(days=60)
THE_MOST = 5
_ENG: Any = Engagement
_ASKED = KeptSelect(Proposal, (Proposal.request, Proposal.created_at))
_USED = KeptSelect(Engagement, (_ENG.proposal.offer, _ENG.proposal.offer.created_at, _ENG.created_at))


async def proposed_soon(now: datetime) -> list[FigureRow]:
    """Requests for which somebody was asked within the office days that everybody is promised."""
    rows = await REQUESTS.rows(HelpRequest.created_at >= now - PERIOD)
    first: dict[int, datetime] = {}
    for one in await _ASKED.rows(Proposal.created_at >= now - PERIOD):
        first[one["request"]] = min(one["created_at"], first.get(one["request"], one["created_at"]))
    return [
        row_of(row)
        for row in rows
        if row["id"] in first and first[row["id"]] <= add_office_days(row["created_at"], ANSWER_WITHIN)
    ]


async def proposed(now: datetime) -> list[FigureRow]:
    return await proposals(Proposal.created_at >= now - PERIOD)


async def unanswered(now: datetime) -> list[FigureRow]:
    expired = Proposal.status == ProposalState.EXPIRED.value
    return await proposals((Proposal.created_at >= now - PERIOD) & expired)


async def of_the_five(now: datetime) -> list[FigureRow]:
    """Engagements of those who have most. Where hardly anybody else helps, it would tell of single people."""
    rows = await engagements(Engagement.created_at >= now - PERIOD)
    counted = Counter(helper for row in rows for helper in row.people[1:])
    if len(counted) < THE_MOST + FEWEST_SHOWN:
        return []
    most = {helper for helper, _n in sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:THE_MOST]}
    return [row for row in rows if row.people[1] in most]


async def offered(now: datetime) -> list[FigureRow]:
    """Long enough ago that it can be told whether they were needed."""
    return await offers(_old_enough(now))


async def used_soon(now: datetime) -> list[FigureRow]:
    used = [
        row["proposal.offer"]
        for row in await _USED.rows(Engagement.created_at >= now - PERIOD)
        if row["created_at"] <= row["proposal.offer.created_at"] + USED_WITHIN
    ]
    return await offers(_old_enough(now) & Offer.id.is_in([*used, 0]))


def _old_enough(now: datetime) -> Any:
    return (Offer.created_at >= now - PERIOD) & (Offer.created_at <= now - USED_WITHIN)
