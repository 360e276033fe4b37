"""What visitors see of events: the list by day and the event itself."""

from datetime import datetime
from typing import Any

from litestar import HttpMethod, Request, Response, Router, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.core.numbers import read_number
from mittendrin.core.refusal import NotFound
from mittendrin.events import queries
from mittendrin.events.calendar_file import CALENDAR, file_head, join
from mittendrin.events.calendar_parts import PartShelf, part_of_date
from mittendrin.events.calendar_window import window_day, window_end
from mittendrin.events.filters import LIST_PARAMETERS, read_filter
from mittendrin.events.former_names import as_called_now
from mittendrin.events.listing import show_list
from mittendrin.events.next_steps import next_steps
from mittendrin.events.showing import show_event
from mittendrin.events.tables import Event
from mittendrin.web.forms import read_query
from mittendrin.web.limits import SEARCH, limited
from mittendrin.web.prepared import Keep, prepared
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]
ONE_DATE = "termin"


# Prepared answers never come this far: only lists that nobody asked for lately are counted.
@route("/", http_method=READ, guards=[limited(SEARCH)])
async def events_list(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes]:
    chosen = await as_called_now(read_filter(request))
    view = await show_list(chosen, now)
    steps = [] if view.answered else await next_steps(chosen, now)
    keep = Keep(areas={"programme"}, parameters=LIST_PARAMETERS, until=view.until)
    return prepared(request, page(request, "events/list.html", view=view, steps=steps), keep)


@route("/{slug:str}", http_method=READ)
async def event_page(
    request: AnyRequest, slug: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    if slug.endswith(".ics"):
        return await calendar_file(request, slug.removesuffix(".ics"), now)
    try:
        view = await show_event(slug, now)
    except NotFound:
        if moved := await queries.new_slug_of(slug):
            return Redirect(path=f"/veranstaltungen/{moved}", status_code=301)
        raise
    areas = {"organisations", *(f"event:{one}" for one in (slug, *view.linked))}
    keep = Keep(areas=areas, until=view.until)
    return prepared(request, page(request, "events/show.html", view=view), keep)


async def calendar_file(request: AnyRequest, slug: str, now: datetime) -> Response[bytes]:
    """All dates of one event, or the one in the query, to take over into a calendar once."""
    event = await queries.event_by_slug(slug)
    asked = read_query(request).line(ONE_DATE)
    parts = await _one_date(request, event.id, asked) if asked else await _all_dates(request, event, now)
    name = f"{slug}-{asked}" if asked else slug
    disposition = f"attachment; filename=\"{name}.ics\"; filename*=UTF-8''{name}.ics"
    headers = {
        "content-disposition": disposition,
        "cache-control": request.app.state.settings.calendar_caching,
    }
    answer = Response(join(file_head(), parts), media_type=CALENDAR, headers=headers)
    return prepared(request, answer, Keep(areas={"calendar", f"event:{slug}"}, parameters={ONE_DATE}))


async def _all_dates(request: AnyRequest, event: Event, now: datetime) -> list[bytes]:
    """The same bytes as in every feed that the event is in."""
    shelf: PartShelf = request.app.state.calendar_parts
    base_url = request.app.state.settings.base_url
    last_day = window_end(await window_day(now))
    return [part.content for part in await shelf.parts({event.id: event.revision}, last_day, base_url)]


async def _one_date(request: AnyRequest, event_id: int, asked: str) -> list[bytes]:
    number = read_number(asked)
    if number is None:
        raise NotFound
    return [(await part_of_date(event_id, number, request.app.state.settings.base_url)).content]


router = Router("/veranstaltungen", route_handlers=[events_list, event_page])
