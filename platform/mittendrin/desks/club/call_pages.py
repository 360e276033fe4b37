"""Calls that the organisation owns: who has to know something, and what came of it. Letters are the office's."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.organisations.queries import Belonging
from mittendrin.outbox.calls import CallLine
from mittendrin.registrations import call_desk
from mittendrin.registrations import calls as sign_ups
from mittendrin.registrations.call_desk import CallDesk
from mittendrin.registrations.calls import Answers, Caller
from mittendrin.rides import calls as rides

AnyRequest = Request[Any, Any, Any]


def _desk(request: AnyRequest, actor: Actor) -> CallDesk:
    belonging: Belonging = request.state.belonging
    return CallDesk(
        belonging.organisation_id,
        f"/verein/{belonging.slug}",
        desk_menu(belonging, actor),
        Caller(doer(actor), _answers_to),
    )


def _answers_to(call: CallLine) -> Answers:
    return sign_ups.answers_to(call) or rides.answers_to(call)


@get("/")
async def call_list(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return await call_desk.list_page(request, _desk(request, actor), now)


@get("/drucken")
async def print_list(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return await call_desk.print_page(request, _desk(request, actor), now)


@post("/{call_id:int}/uebernehmen")
async def take(
    request: AnyRequest, call_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    return await call_desk.take(request, _desk(request, actor), call_id, now)


@post("/{call_id:int}/zurueckgeben")
async def give_back(
    request: AnyRequest, call_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Redirect:
    return await call_desk.give_back(request, _desk(request, actor), call_id, now)


@post("/{call_id:int}/ergebnis")
async def note(
    request: AnyRequest, call_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    return await call_desk.note(request, _desk(request, actor), call_id, now)


router = Router(
    "/verein/{organisation:str}/anrufe",
    route_handlers=[call_list, print_list, take, give_back, note],
    guards=[maintains],
)
