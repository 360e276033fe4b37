"""Who could go with whom to any date: the office brings them together where an organisation does not."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.events import queries as events
from mittendrin.rides import desk
from mittendrin.rides.desk import RideDesk

AnyRequest = Request[Any, Any, Any]
BACK = f"{DESK}/im-auftrag"


async def _desk(_request: AnyRequest, occurrence_id: int, actor: Actor, now: datetime) -> RideDesk:
    """Raises NotFound."""
    date = await events.date(occurrence_id, now)
    return RideDesk(date, menu(actor), f"{BACK}/{occurrence_id}/mitfahrten", BACK, actor)


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
    f"{BACK}/{{occurrence_id:int}}/mitfahrten",
    route_handlers=[show, ask_two, answer_for_caller],
    guards=[office_member],
)
