""" "Helfen und Hilfe": the office's text, what organisations need, and neutral requests that the office released."""

from datetime import datetime, time, timedelta
from typing import Any

from litestar import HttpMethod, Request, Response, Router, route
from litestar.di import NamedDependency
from litestar.params import FromPath

from mittendrin.core.clock import at_local, local_day
from mittendrin.needs.queries import next_end, public_need, public_needs
from mittendrin.texts.queries import show_text
from mittendrin.texts.rules import JOIN_IN
from mittendrin.volunteering.showing import AREA, shown_requests
from mittendrin.web.prepared import Keep, prepared
from mittendrin.web.rendering import page
from mittendrin.web.site import site_of

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]
AREAS = {AREA, "organisations"}


@route("/", http_method=READ)
async def join_in(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes]:
    answer = page(
        request,
        "needs/list.html",
        view=await show_text(JOIN_IN, site_of(request)),
        needs=await public_needs(local_day(now)),
        wanted=await shown_requests(),
    )
    return prepared(request, answer, await _keep(now, f"texts:{JOIN_IN}"))


@route("/{slug:str}", http_method=READ)
async def need_page(
    request: AnyRequest, slug: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    view = await public_need(slug, local_day(now))
    return prepared(request, page(request, "needs/show.html", view=view), await _keep(now))


async def _keep(now: datetime, *more: str) -> Keep:
    last = await next_end(local_day(now))
    until = at_local(last + timedelta(days=1), time.min) if last else None
    return Keep(areas={*AREAS, *more}, until=until)


router = Router("/mitmachen", route_handlers=[join_in, need_page])
