"""Feeds for calendar programs, whatever they say they accept, and the page that explains them."""

from datetime import datetime
from typing import Any

from litestar import HttpMethod, Request, Response, Router, route
from litestar.di import NamedDependency
from litestar.params import FromPath

from mittendrin.calendars import queries
from mittendrin.calendars.rules import FeedChoice, read_feed_path
from mittendrin.calendars.subscribing import read_choice, subscribe_view
from mittendrin.core.language import _
from mittendrin.core.plain_words import show_size
from mittendrin.core.refusal import NotFound
from mittendrin.events.calendar_file import CALENDAR
from mittendrin.events.calendar_parts import PartShelf
from mittendrin.web.forms import Form
from mittendrin.web.prepared import Keep, prepared
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]
CHOICE = ("thema", "stadtteil", "organisation")
FEED_AREAS = ("calendar", "site")


@route("/", http_method=READ)
async def subscribe(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes]:
    offered = await queries.offered()
    choice = read_choice(request.query_params, offered)
    base_url = request.app.state.settings.base_url
    view = subscribe_view(_("Veranstaltungen"), base_url, offered, choice)
    extent = await queries.extent(choice, _shelf(request), base_url, now)
    values: dict[str, Any] = {
        "shortened": extent.shortened,
        "size": show_size(extent.size),
        "form": _chosen(choice),
    }
    answer = page(request, "calendars/subscribe.html", view=view, **values)
    return prepared(request, answer, Keep(areas={"calendar", "organisations"}, parameters=CHOICE))


@route("/{rest:path}", http_method=READ)
async def feed(request: AnyRequest, rest: FromPath[str], now: NamedDependency[datetime]) -> Response[bytes]:
    choice = read_feed_path(f"/kalender/{rest.lstrip('/')}")
    if choice is None:
        raise NotFound
    content = await queries.feed(
        await queries.as_called_now(choice), _shelf(request), request.app.state.settings.base_url, now
    )
    caching = request.app.state.settings.calendar_caching
    answer = Response(content, media_type=CALENDAR, headers={"cache-control": caching})
    return prepared(request, answer, Keep(areas=FEED_AREAS))


def _shelf(request: AnyRequest) -> PartShelf:
    shelf: PartShelf = request.app.state.calendar_parts
    return shelf


def _chosen(choice: FeedChoice) -> Form:
    return Form.filled(
        thema=choice.topic or "", stadtteil=choice.district or "", organisation=choice.organisation or ""
    )


router = Router("/kalender", route_handlers=[subscribe, feed])
