"""Requests of organisations: a public need asks for volunteers like anybody else, with its contact person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.tokens import new_slip_code, new_token
from mittendrin.outbox.actions import withdraw_calls
from mittendrin.people.actions import find_or_add
from mittendrin.people.rules import Contact
from mittendrin.volunteering.candidates import CAR
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.places_left import places_left
from mittendrin.volunteering.proposals import ask_the_new_one, thank_who_is_asked
from mittendrin.volunteering.showing import state_changed
from mittendrin.volunteering.single_days import write_days
from mittendrin.volunteering.state_words import state_in_words
from mittendrin.volunteering.states import Frequency, RequestState, following
from mittendrin.volunteering.tables import HelpRequest
from mittendrin.volunteering.telling import ASK_AGAIN, UNTIL_DECIDED

_SLEEPS = frozenset({RequestState.CLOSED, RequestState.REFERRED, RequestState.ON_HOLD})
_NOT_LOOKING = _SLEEPS | {RequestState.MATCHED}


@dataclass(frozen=True, slots=True)
class OrganisationWish:
    """`contact` None: nobody is named at the moment, and whoever was before stays with the request."""

    organisation_id: int
    organisation: str
    contact: Contact | None
    title: str
    category: int
    times: int
    frequency: Frequency
    hours_per_week: int
    helpers: int
    district_id: int | None
    papers: tuple[str, ...] = ()
    with_car: bool = False
    on_days: tuple[date, ...] = ()


async def ask_for_volunteers(request_id: int | None, wish: OrganisationWish, by: Doer, now: datetime) -> int:
    """Open at once: the board has looked at it. Inside the caller's transaction. Answers the request's id."""
    said = await _said(wish, now)
    if request_id is not None:
        before = await HelpRequest.select(HelpRequest.person).where(HelpRequest.id == request_id)
        await HelpRequest.update(said).where(HelpRequest.id == request_id)
        if "person" in said and [row["person"] for row in before] != [said["person"]]:
            await ask_the_new_one(request_id, now)
        await _look_for_the_rest(request_id, by, now)
        return request_id
    request = HelpRequest(
        **said, code=new_slip_code(), key=new_token(), status=RequestState.OPEN.value,
        channel=by.channel.value, created_at=now, status_at=now,
    )  # fmt: skip
    await HelpRequest.insert(request)
    await record(Act("help_request.received", f"help_request:{request.id}"), by, now)
    return int(request.id)


async def ask_in_the_name_of(organisation_id: int, name: str, before: str) -> None:
    """It is called otherwise now, also where somebody is asked already or helps. Inside the caller's transaction."""
    req = HelpRequest
    theirs = req.select(req.id, req.what).where(req.organisation == organisation_id).order_by(req.id)
    for row in await theirs:
        title = row["what"].removesuffix(_wanted_by(before))
        if title != row["what"]:
            await req.update({req.what: f"{title}{_wanted_by(name)}"}).where(req.id == row["id"])


def _wanted_by(organisation: str) -> str:
    return f" ({organisation})"


async def ask_no_longer(request_id: int, by: Doer, now: datetime) -> None:
    """What runs already goes on; nobody new is asked."""
    state = await _held(request_id)
    if state is RequestState.MATCHED:
        await _becomes(RequestState.CLOSED, request_id, by, now)
    elif RequestState.CLOSED in following(state):
        await decide_request(request_id, RequestState.CLOSED, "", by, now)


async def _look_for_the_rest(request_id: int, by: Doer, now: datetime) -> None:
    """As many as are wanted now: what slept or was matched is open as long as somebody is still to be found."""
    state = await _held(request_id)
    if await places_left(request_id):
        if state in _NOT_LOOKING:
            await _becomes(RequestState.OPEN, request_id, by, now)
    elif state in _SLEEPS | {RequestState.OPEN}:
        await _becomes(RequestState.MATCHED, request_id, by, now)
        await thank_who_is_asked(request_id, by, now)


async def _held(request_id: int) -> RequestState:
    """Whoever acts on it meanwhile waits until this transaction ends."""
    held = await (
        HelpRequest.update({HelpRequest.status: HelpRequest.status})
        .where(HelpRequest.id == request_id)
        .returning(HelpRequest.status)
    )
    return RequestState(held[0]["status"])


async def _becomes(to: RequestState, request_id: int, by: Doer, now: datetime) -> None:
    values: dict[Any, Any] = {
        HelpRequest.status: to.value, HelpRequest.status_at: now, HelpRequest.ask_again_on: None
    }  # fmt: skip
    await HelpRequest.update(values).where(HelpRequest.id == request_id)
    subject = f"help_request:{request_id}"
    await record(Act("help_request.decided", subject, detail=state_in_words(to)), by, now)
    await withdraw_calls(subject, (*UNTIL_DECIDED, ASK_AGAIN), now)
    await state_changed(request_id)


async def _said(wish: OrganisationWish, now: datetime) -> dict[Any, Any]:
    return {
        **({"person": await find_or_add(wish.contact, now)} if wish.contact else {}),
        "organisation": wish.organisation_id,
        "what": f"{wish.title}{_wanted_by(wish.organisation)}",
        "category": wish.category,
        "times": wish.times,
        "on_days": write_days(wish.on_days),
        "frequency": wish.frequency.value,
        "hours_per_week": wish.hours_per_week,
        "helpers_wanted": wish.helpers,
        "district": wish.district_id,
        "papers": "\n".join(wish.papers),
        "needs": CAR if wish.with_car else "",
    }
