"""The collected draft as the clerk reads it: a line for each open request that somebody could help with."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mittendrin.audit.rules import Doer
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.kept_select import KeptSelect
from mittendrin.volunteering.candidates import all_offers, offer_facts, request_facts, unasked_requests
from mittendrin.volunteering.drafting import Drafts, Task
from mittendrin.volunteering.matching import Match, match
from mittendrin.volunteering.names import names_of_offers, names_of_requests
from mittendrin.volunteering.proposals import Pair, asked_now, propose
from mittendrin.volunteering.reasons import reasons
from mittendrin.volunteering.tables import HelpRequest

MOST_REQUESTS, SHOWN = 1000, 50
_REQ: Any = HelpRequest
_SAID = KeptSelect(HelpRequest, (_REQ.id, _REQ.what, _REQ.category.name, _REQ.district.name))


@dataclass(frozen=True, slots=True)
class DraftLine:
    offer_id: int
    request_id: int
    helper: str
    asker: str
    what: str
    district: str
    since: date
    soon: bool
    reasons: str


@dataclass(frozen=True, slots=True)
class Draft:
    """`more` lines are not shown yet; for `without` requests nobody fits, or nobody has a place left."""

    lines: list[DraftLine]
    more: int
    without: int


NO_DRAFT = Draft([], 0, 0)


async def collected_draft(drafts: Drafts, now: datetime) -> Draft:
    """The urgent ones first, then the longest waiting. Raises Refused when it cannot be made now."""
    task, lines = await drafts.best(lambda: _everybody(local_day(now)))
    pairs: dict[int, list[int]] = {}
    for offer_id, request_id in lines:
        pairs.setdefault(request_id, []).append(offer_id)
    offers = {one.id: one for one in task.offers}
    found = [(offers[number], one) for one in task.requests for number in pairs.get(one.id, ())]
    fits = [fit for offer, request in found if (fit := match(offer, request, task.today))]
    helped = {fit.request.id for fit in fits}
    return Draft(await _lines(fits[:SHOWN]), len(fits[SHOWN:]), len(task.requests) - len(helped))


async def _everybody(today: date) -> Task:
    return Task(await all_offers(today), await unasked_requests(MOST_REQUESTS), today)


async def take_line(offer_id: int, request_id: int, by: Doer, now: datetime) -> None:
    """An ordinary proposal; twice is once. Raises NotFound, or Refused when the line has become impossible."""
    if await asked_now(offer_id, request_id):
        return
    today = local_day(now)
    found = match(await offer_facts(offer_id, today), await request_facts(request_id), today)
    if found is None:
        raise Refused(_("Diese beiden passen inzwischen nicht mehr zusammen. Der Vorschlag unten ist neu."))
    await propose(Pair(offer_id, request_id, ", ".join(reasons(found))), by, now)


async def _lines(fits: list[Match]) -> list[DraftLine]:
    if not fits:
        return []
    numbers = {one.request.id for one in fits}
    helpers, askers = await names_of_offers({one.offer.id for one in fits}), await names_of_requests(numbers)
    said = {row["id"]: row for row in await _SAID.rows(HelpRequest.id.is_in(sorted(numbers)))}
    return [
        DraftLine(
            offer_id=one.offer.id,
            request_id=one.request.id,
            helper=helpers[one.offer.id],
            asker=askers[one.request.id],
            what=said[one.request.id]["what"] or said[one.request.id]["category.name"],
            district=said[one.request.id]["district.name"] or "",
            since=one.request.waiting_since,
            soon=one.request.soon,
            reasons=", ".join(reasons(one)),
        )
        for one in fits
    ]
