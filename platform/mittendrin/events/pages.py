"""What visitors see of events: the list by day and the event itself."""

from datetime import datetime
from typing import Any

from litestar import HttpMethod, Request, Response, Router, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.core.refusal import NotFound
from mittendrin.events import queries
from mittendrin.events.filters import read_filter
from mittendrin.events.listing import show_list
from mittendrin.events.showing import show_event
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]


@route("/", http_method=READ)
async def events_list(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes]:
    view = await show_list(read_filter(request), now)
    return page(request, "events/list.html", view=view)


@route("/{slug:str}", http_method=READ)
async def event_page(
    request: AnyRequest, slug: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    try:
        view = await show_event(slug, now)
    except NotFound:
        if moved := await queries.new_slug_of(slug):
            return Redirect(path=f"/veranstaltungen/{moved}", status_code=301)
        raise
    return page(request, "events/show.html", view=view)


router = Router("/veranstaltungen", route_handlers=[events_list, event_page])
