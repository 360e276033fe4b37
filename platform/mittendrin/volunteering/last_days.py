""" "Bis wann?", or the days that somebody has named. The day after, nobody is looked for any more: whoever asked is asked
whether they still need help. A question to two who could have met only before ends as well.

What organisations need goes into the archive instead: needs.upkeep.
"""

from datetime import datetime, timedelta
from typing import Any

from mittendrin.audit.rules import SYSTEM
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.database.transactions import transaction
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.in_time import day_has_passed
from mittendrin.volunteering.proposals import hold_request_of, let_go_and_tell
from mittendrin.volunteering.searching_again import last_day_is_over, over_in_words, request_path
from mittendrin.volunteering.single_days import read_days
from mittendrin.volunteering.states import UNDECIDED, RequestState
from mittendrin.volunteering.tables import HelpRequest, Proposal
from mittendrin.volunteering.telling import ask_again_as_wished

A_WEEK = timedelta(days=7)
_DAYS = (HelpRequest.code, HelpRequest.on_days, HelpRequest.wanted_until)
_UNDECIDED: Any = Proposal.status.is_in([state.value for state in UNDECIDED])
_PRO: Any = Proposal


async def looked_for_too_long(now: datetime) -> list[int]:
    """Open beyond their last day; not while everything of somebody rests."""
    rows = await HelpRequest.select(HelpRequest.id, *_DAYS).where(_looked_for()).order_by(HelpRequest.id)
    return [row["id"] for row in rows if last_day_is_over(row, now)]


def _looked_for() -> Any:
    held = Person.select(Person.id).where(Person.held.eq(True))
    somebodys: Any = HelpRequest.person.is_not_null() & HelpRequest.organisation.is_null()
    ends: Any = HelpRequest.wanted_until.is_not_null() | (HelpRequest.on_days != "")
    is_open = HelpRequest.status == RequestState.OPEN.value
    return somebodys & is_open & HelpRequest.person.not_in(held) & ends


async def stop_looking(request_id: int, now: datetime) -> bool:
    """Whoever is asked whether they come hears that it is settled. False: it has gone on meanwhile."""
    async with transaction():
        same: dict[Any, Any] = {HelpRequest.status: HelpRequest.status}
        this = (HelpRequest.id == request_id) & _looked_for()
        rows = await HelpRequest.update(same).where(this).returning(*_DAYS)
        if not rows or not last_day_is_over(rows[0], now):
            return False
        await decide_request(request_id, RequestState.ON_HOLD, _("Der letzte Tag ist vorbei."), SYSTEM, now)
        asked: dict[Any, Any] = {HelpRequest.asked_again_at: now}
        await HelpRequest.update(asked).where(HelpRequest.id == request_id)
        over = over_in_words(read_days(rows[0]["on_days"]), rows[0]["wanted_until"])
        await ask_again_as_wished(request_id, request_path(rows[0]["code"]), now, over)
    return True


async def asked_too_long(now: datetime) -> list[int]:
    """Questions to two who cannot meet any more on a day that was named, or until the last one."""
    rows = await _questions(_UNDECIDED)
    return [row["id"] for row in rows if _may_have_passed(row, now) and await day_has_passed(row, now)]


async def _questions(which: Any) -> list[dict[str, Any]]:
    request, offer = _PRO.request, _PRO.offer
    ends = request.wanted_until.is_not_null() | (request.on_days != "") | (offer.on_days != "")
    rows: list[dict[str, Any]] = await (
        _PRO.select(
            _PRO.id, _PRO.offer, _PRO.request, _PRO.created_at, request.on_days, request.wanted_until, offer.on_days
        )
        .where(which & ends)
        .order_by(_PRO.id)
    )  # fmt: skip
    return rows


def _may_have_passed(row: dict[str, Any], now: datetime) -> bool:
    """Without looking at the two: one of the days that were named is over, or a week has begun that has not all days."""
    today, until = local_day(now), row["request.wanted_until"]
    named = (*read_days(row["request.on_days"]), *read_days(row["offer.on_days"]))
    return any(day < today for day in named) or (until is not None and until < today + A_WEEK)


async def end_with_the_day(proposal_id: int, now: datetime) -> None:
    """Whoever waits hears that it is settled, and the request is looked at anew."""
    async with transaction():
        await hold_request_of(proposal_id)
        rows = await _questions((Proposal.id == proposal_id) & _UNDECIDED)
        if rows and await day_has_passed(rows[0], now):
            await let_go_and_tell(proposal_id, SYSTEM, now)
