"""Who could go with whom to one date of the own organisation."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.rules import Actor
from mittendrin.desks.club.own import date_path, own_date
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.rides import desk
from mittendrin.rides.desk import RideDesk

AnyRequest = Request[Any, Any, Any]


async def _desk(request: AnyRequest, occurrence_id: int, actor: Actor, now: datetime) -> RideDesk:
    path = date_path(request, occurrence_id)
    date = await own_date(request, occurrence_id, now)
    return RideDesk(date, desk_menu(request.state.belonging, actor), f"{path}/mitfahrten", path, actor)


@get("/")
async def show(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    return await desk.list_page(request, await _desk(request, occurrence_id, actor, now), now)


@post("/")
async def ask_two(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    return await desk.ask_two(request, await _desk(request, occurrence_id, actor, now), now)


@post("/{ride_id:int}/antwort")
async def answer_for_caller(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    ride_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    return await desk.note_answer(request, await _desk(request, occurrence_id, actor, now), ride_id, now)


router = Router(
    "/verein/{organisation:str}/termine/{occurrence_id:int}/mitfahrten",
    route_handlers=[show, ask_two, answer_for_caller],
    guards=[maintains],
)
