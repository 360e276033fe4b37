"""The start page, the search, and what browsers and search engines ask for by fixed names."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from litestar import HttpMethod, Request, Response, Router, route
from litestar.di import NamedDependency
from litestar.response import Redirect

from mittendrin.desks.visitor.queries import show_start
from mittendrin.events.filters import PATH as LIST
from mittendrin.web.assets import asset
from mittendrin.web.forms import read_query
from mittendrin.web.prepared import Keep, prepared
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]
# Calendars read robots.txt too, and Google obeys it: feeds and lists stay open. Desks ask for no visit.
ROBOTS = "User-agent: *\nDisallow: /zugang\nDisallow: /verein\nDisallow: /beirat\nDisallow: /buero\n"


@route("/", http_method=READ)
async def start(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes]:
    view = await show_start(now)
    return prepared(
        request, page(request, "visitor/start.html", view=view), Keep(areas={"programme"}, until=view.until)
    )


@route("/suche", http_method=READ)
async def search(request: AnyRequest) -> Redirect:
    """One search for everything there is to find, which today are the dates of a month."""
    words = read_query(request).line("suche")
    return Redirect(path=f"{LIST}?{urlencode({'zeit': 'monat', 'suche': words})}", status_code=303)


@route("/robots.txt", http_method=READ, include_in_schema=False)
async def robots(request: AnyRequest) -> Response[str]:
    answer = Response(ROBOTS, media_type="text/plain", headers={"cache-control": "public, max-age=86400"})
    return prepared(request, answer, Keep(areas=()))


@route("/favicon.ico", http_method=READ, include_in_schema=False)
async def favicon() -> Redirect:
    """Old browsers ask by this name whatever a page says."""
    return Redirect(path=asset("icon.svg"), status_code=302)


router = Router("/", route_handlers=[start, search, robots, favicon])
