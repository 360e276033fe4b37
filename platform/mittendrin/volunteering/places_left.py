"""How many are still to be found for a request: an organisation may look for several at once."""

from collections import defaultdict
from typing import Any

from mittendrin.volunteering.states import OVER, UNDECIDED, ProposalState, may_ask_another
from mittendrin.volunteering.tables import Engagement, HelpRequest, Proposal


async def places_left(request_id: int) -> int:
    """None is left when as many help as are wanted."""
    row = await HelpRequest.select(HelpRequest.helpers_wanted).where(HelpRequest.id == request_id).first()
    wanted = int(row["helpers_wanted"]) if row else 0
    return max(0, wanted - (await helping([request_id])).get(request_id, 0))


async def helping(requests: Any) -> dict[int, int]:
    """By request: how many help. `requests`: ids, or a query for them."""
    eng: Any = Engagement
    of_these = Proposal.select(Proposal.id).where(Proposal.request.is_in(requests))
    rows = await eng.select(eng.proposal.request).where(
        eng.proposal.is_in(of_these), eng.status.not_in([state.value for state in OVER])
    )
    found: dict[int, int] = {}
    for row in rows:
        found[row["proposal.request"]] = found.get(row["proposal.request"], 0) + 1
    return found


async def nobody_more(requests: set[int]) -> set[int]:
    """Those of these for which the answer of somebody who is asked has to come first."""
    ids, open_states = sorted(requests) or [0], [state.value for state in UNDECIDED]
    asked: dict[int, list[ProposalState]] = defaultdict(list)
    undecided = Proposal.status.is_in(open_states)
    for row in await Proposal.select(Proposal.request, Proposal.status).where(
        Proposal.request.is_in(ids), undecided
    ):
        asked[row["request"]].append(ProposalState(row["status"]))
    columns = (HelpRequest.id, HelpRequest.soon, HelpRequest.helpers_wanted)
    rows, helped = await HelpRequest.select(*columns).where(HelpRequest.id.is_in(ids)), await helping(ids)
    return {
        row["id"]
        for row in rows
        if not may_ask_another(
            asked[row["id"]], soon=row["soon"], places=row["helpers_wanted"] - helped.get(row["id"], 0)
        )
    }
