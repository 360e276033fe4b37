"""The public pages of organisations. Their own desk is below /verein."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from litestar import HttpMethod, Request, Response, Router, route
from litestar.di import NamedDependency
from litestar.params import FromPath

from mittendrin.desks.visitor.organisations import (
    PARAMETERS,
    PATH,
    read_choice,
    show_organisation,
    show_organisations,
)
from mittendrin.places.naming import NameKind, slug_now
from mittendrin.web.forms import read_query
from mittendrin.web.limits import SEARCH, limited
from mittendrin.web.prepared import Keep, prepared
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]


@route("/", http_method=READ, guards=[limited(SEARCH)])
async def organisations(request: AnyRequest) -> Response[bytes]:
    choice = read_choice(read_query(request))
    district = await slug_now(NameKind.DISTRICT, choice.district)
    view = await show_organisations(replace(choice, district=district))
    answer = page(request, "visitor/organisations.html", view=view)
    return prepared(request, answer, Keep(areas={"organisations"}, parameters=PARAMETERS))


@route("/{slug:str}", http_method=READ)
async def organisation(
    request: AnyRequest, slug: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    view = await show_organisation(slug, now)
    answer = page(request, "visitor/organisation.html", view=view)
    return prepared(request, answer, Keep(areas={"organisations", "programme"}, until=view.until))


router = Router(PATH, route_handlers=[organisations, organisation])
