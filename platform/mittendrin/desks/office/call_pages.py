"""Today's calls at the office's desk."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.rules import Actor
from mittendrin.desks.office.calling import caller_of
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.registrations import call_desk
from mittendrin.registrations.call_desk import CallDesk

AnyRequest = Request[Any, Any, Any]


def _desk(actor: Actor) -> CallDesk:
    return CallDesk(None, DESK, menu(actor), caller_of(actor))


@get("/anrufe")
async def call_list(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return await call_desk.list_page(request, _desk(actor), now)


@get("/anrufe/drucken")
async def print_list(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return await call_desk.print_page(request, _desk(actor), now)


@get("/anrufe/{letter_id:int}/brief")
async def letter(
    request: AnyRequest,
    letter_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    return await call_desk.letter_page(request, _desk(actor), letter_id, now)


@post("/anrufe/{call_id:int}/uebernehmen")
async def take(
    request: AnyRequest, call_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    return await call_desk.take(request, _desk(actor), call_id, now)


@post("/anrufe/{call_id:int}/zurueckgeben")
async def give_back(
    request: AnyRequest, call_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Redirect:
    return await call_desk.give_back(request, _desk(actor), call_id, now)


@post("/anrufe/{call_id:int}/ergebnis")
async def note(
    request: AnyRequest, call_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    return await call_desk.note(request, _desk(actor), call_id, now)


handlers = [call_list, print_list, letter, take, give_back, note]
