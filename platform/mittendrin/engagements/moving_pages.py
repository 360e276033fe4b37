"""The helper moves one visit, by link, when both have agreed on another time."""

from datetime import datetime
from typing import Any

from litestar import HttpMethod, Request, Response, Router, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.core.refusal import NotFound
from mittendrin.engagements.moving import move_visit
from mittendrin.engagements.pairs import Pair, pair_by_code, the_other
from mittendrin.engagements.queries import VisitLine, visit_of
from mittendrin.engagements.reading import read_move, time_boxes
from mittendrin.engagements.telling import Voice
from mittendrin.places.queries import nobody_calls_before
from mittendrin.volunteering.sides import Side
from mittendrin.web.forms import Form, read_form
from mittendrin.web.limits import by_link
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]


@route("/", http_method=READ)
async def show(
    request: AnyRequest,
    code: FromPath[str],
    signed: FromPath[str],
    visit_id: FromPath[int],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    found, visit = await _theirs(code, signed, visit_id, now)
    return await _page(request, found, visit, Form.filled(**time_boxes(visit.starts_at)), now)


@post("/", guards=by_link())
async def move(
    request: AnyRequest,
    code: FromPath[str],
    signed: FromPath[str],
    visit_id: FromPath[int],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    found, visit = await _theirs(code, signed, visit_id, now)
    form = await read_form(request)
    with form.refusals():
        await move_visit(visit.id, read_move(form, now), Voice.by_link(found, Side.VOLUNTEER), now)
        return Redirect(path=found.path(Side.VOLUNTEER), status_code=303)
    return await _page(request, found, visit, form, now)


async def _theirs(code: str, signed: str, visit_id: int, now: datetime) -> tuple[Pair, VisitLine]:
    found, side = await pair_by_code(code, signed)
    if side is not Side.VOLUNTEER:
        raise NotFound
    return found, await visit_of(found.id, visit_id, now)


async def _page(
    request: AnyRequest, found: Pair, visit: VisitLine, form: Form, now: datetime
) -> Response[bytes]:
    shown = page(
        request,
        "engagements/move_visit.html",
        status=422 if form.errors else 200,
        form=form,
        found=found,
        visit=visit,
        back=found.path(Side.VOLUNTEER),
        other=await the_other(found, Side.VOLUNTEER, now),
        nobody_calls=bool(await nobody_calls_before([visit.starts_at], now)),
    )
    shown.set_header("X-Robots-Tag", "noindex")
    return shown


router = Router(
    "/einsatz/{code:str}/{signed:str}/besuche/{visit_id:int}/verlegen", route_handlers=[show, move]
)
