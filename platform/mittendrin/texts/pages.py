"""The pages that are nothing but a text."""

from typing import Any

from litestar import HttpMethod, Request, Response, Router, route

from mittendrin.texts.queries import show_text
from mittendrin.texts.rules import PAGES
from mittendrin.web.prepared import Keep, prepared
from mittendrin.web.rendering import page
from mittendrin.web.site import site_of

AnyRequest = Request[Any, Any, Any]


@route([f"/{slug}" for slug in PAGES], http_method=[HttpMethod.GET, HttpMethod.HEAD])
async def text_page(request: AnyRequest) -> Response[bytes]:
    slug = request.url.path.strip("/")
    view = await show_text(slug, site_of(request))
    return prepared(request, page(request, "texts/show.html", view=view), Keep(areas={f"texts:{slug}"}))


router = Router("/", route_handlers=[text_page])
