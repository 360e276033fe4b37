"""What visitors see of events: the list by day and the event itself."""

from datetime import date, datetime
from typing import Any

from litestar import HttpMethod, Request, Response, Router, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.core.refusal import NotFound
from mittendrin.events import queries
from mittendrin.events.calendar_file import CALENDAR, file_head, join
from mittendrin.events.calendar_parts import PartShelf
from mittendrin.events.filters import read_filter
from mittendrin.events.listing import show_list
from mittendrin.events.showing import show_event
from mittendrin.web.prepared import Keep, prepared
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
    if slug.endswith(".ics"):
        return await calendar_file(request, slug.removesuffix(".ics"))
    try:
        view = await show_event(slug, now)
    except NotFound:
        if moved := await queries.new_slug_of(slug):
            return Redirect(path=f"/veranstaltungen/{moved}", status_code=301)
        raise
    return page(request, "events/show.html", view=view)


async def calendar_file(request: AnyRequest, slug: str) -> Response[bytes]:
    """All dates of one event, to take over into a calendar once."""
    event = await queries.event_by_slug(slug)
    shelf: PartShelf = request.app.state.calendar_parts
    base_url = request.app.state.settings.base_url
    last_day = date.fromisoformat(event.dates_until)
    parts = await shelf.parts({event.id: event.revision}, last_day, base_url)
    content = join(file_head(), [part.content for part in parts])
    disposition = f"attachment; filename=\"{slug}.ics\"; filename*=UTF-8''{slug}.ics"
    answer = Response(content, media_type=CALENDAR, headers={"content-disposition": disposition})
    return prepared(request, answer, Keep(areas={"calendar", f"event:{slug}"}))


router = Router("/veranstaltungen", route_handlers=[events_list, event_page])
