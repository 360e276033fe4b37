"""Requests of organisations: a public need asks for volunteers like anybody else, with its contact person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.tokens import new_slip_code, new_token
from mittendrin.people.actions import find_or_add
from mittendrin.people.rules import Contact
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.states import Frequency, RequestState, following
from mittendrin.volunteering.tables import HelpRequest

_SLEEPS = frozenset({RequestState.CLOSED, RequestState.REFERRED, RequestState.ON_HOLD})


@dataclass(frozen=True, slots=True)
class OrganisationWish:
    organisation_id: int
    contact: Contact
    what: str
    category: int
    times: int
    frequency: Frequency
    hours_per_week: int
    helpers: int
    district_id: int | None


async def ask_for_volunteers(request_id: int | None, wish: OrganisationWish, by: Doer, now: datetime) -> int:
    """Open at once: the board has looked at it. Inside the caller's transaction. Answers the request's id."""
    said = await _said(wish, now)
    if request_id is not None:
        await HelpRequest.update(said).where(HelpRequest.id == request_id)
        await _wake(request_id, now)
        return request_id
    request = HelpRequest(
        **said, code=new_slip_code(), key=new_token(), status=RequestState.OPEN.value,
        channel=by.channel.value, created_at=now, status_at=now,
    )  # fmt: skip
    await HelpRequest.insert(request)
    await record(Act("help_request.received", f"help_request:{request.id}"), by, now)
    return int(request.id)


async def ask_no_longer(request_id: int, by: Doer, now: datetime) -> None:
    """What runs already goes on; nobody new is asked."""
    row = await HelpRequest.select(HelpRequest.status).where(HelpRequest.id == request_id).first()
    if row and RequestState.CLOSED in following(RequestState(row["status"])):
        await decide_request(request_id, RequestState.CLOSED, "", by, now)


async def _wake(request_id: int, now: datetime) -> None:
    again: dict[Any, Any] = {HelpRequest.status: RequestState.OPEN.value, HelpRequest.status_at: now}
    sleeps = HelpRequest.status.is_in([state.value for state in _SLEEPS])
    await HelpRequest.update(again).where(HelpRequest.id == request_id, sleeps)


async def _said(wish: OrganisationWish, now: datetime) -> dict[Any, Any]:
    return {
        "organisation": wish.organisation_id,
        "person": await find_or_add(wish.contact, now),
        "what": wish.what,
        "category": wish.category,
        "times": wish.times,
        "frequency": wish.frequency.value,
        "hours_per_week": wish.hours_per_week,
        "helpers_wanted": wish.helpers,
        "district": wish.district_id,
    }
