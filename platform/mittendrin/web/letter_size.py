"""Larger letters, without an account and without script: a cookie says it, and every page has the way to it at its foot."""

from collections.abc import Mapping
from typing import Any

from litestar import HttpMethod, Request, Response, route
from litestar.datastructures import Cookie

from mittendrin.web.addresses import own_path
from mittendrin.web.carried import Fields, without_secrets
from mittendrin.web.site import site_of

SIZE_COOKIE = "schrift"
BIG, NORMAL = "gross", "normal"
A_YEAR = 365 * 24 * 3600
SEE_OTHER, SEND_AGAIN = 303, 307


def display_of(cookies: Mapping[str, str]) -> str:
    return BIG if cookies.get(SIZE_COOKIE) == BIG else NORMAL


def to_send_again(request: Request[Any, Any, Any]) -> Fields:
    """What a page that answers a form needs to be shown once more; empty where a link is enough or has to be.

    As it was sent, and not as the page asks it anew: nobody agrees to anything by choosing larger letters.
    """
    fields: Fields = getattr(request.state, "sent", [])
    return fields if without_secrets(fields) == fields else []


@route("/schrift", http_method=[HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST], include_in_schema=False)
async def choose_size(request: Request[Any, Any, Any]) -> Response[None]:
    """A link, because it has to work from every cached page: /schrift?schrift=gross&zurueck=/wegweiser

    In the middle of a walk it is a button of the page's own form: what stands there comes along, and the browser
    sends it on to an address that shows the page and does nothing else. Any other page that answers a form is shown
    once more with what was sent.
    """
    size = BIG if request.query_params.get("schrift") == BIG else NORMAL
    secure = site_of(request).base_url.startswith("https://")
    remember = Cookie(SIZE_COOKIE, value=size, max_age=A_YEAR, secure=secure, httponly=True, samesite="lax")
    back = own_path(request.query_params.get("zurueck", "/"))
    headers = {"location": back, "cache-control": "no-store"}
    status = SEND_AGAIN if request.method == "POST" else SEE_OTHER
    return Response(None, status_code=status, headers=headers, cookies=[remember])
