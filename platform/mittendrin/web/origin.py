"""Refuses what another site makes a browser send in a person's name.

There is no token in our forms: public form pages are the same bytes for everybody. Browsers say themselves
where a request comes from: by `Sec-Fetch-Site`, else `Origin`, else `Referer`. When all three are absent we
cannot tell: someone signed in is asked to try again, an anonymous request has no one's rights to abuse.
"""

from enum import StrEnum
from urllib.parse import urlsplit

from mittendrin.web.asgi import ASGIApp, Receive, Scope, Send, header
from mittendrin.web.errors import ProblemPages
from mittendrin.web.problems import from_elsewhere, from_nowhere
from mittendrin.web.sessions_cookie import SessionCookie

CHANGES_NOTHING = frozenset({"GET", "HEAD", "OPTIONS"})


class Source(StrEnum):
    here = "here"
    elsewhere = "elsewhere"
    unknown = "unknown"


class SameOrigin:
    def __init__(self, app: ASGIApp, base_url: str, cookie: SessionCookie, pages: ProblemPages) -> None:
        self._app = app
        self._own = origin_of(base_url) or ""
        self._cookie = cookie
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in CHANGES_NOTHING:
            return await self._app(scope, receive, send)
        source = source_of(scope, self._own)
        if source is Source.elsewhere:
            return await self._pages.send(from_elsewhere(), scope, receive, send)
        if source is Source.unknown and self._cookie.read(scope):
            return await self._pages.send(from_nowhere(), scope, receive, send)
        return await self._app(scope, receive, send)


def source_of(scope: Scope, own_origin: str) -> Source:
    site = header(scope, b"sec-fetch-site")
    if site is not None:
        return Source.here if site in {b"same-origin", b"none"} else Source.elsewhere
    said = header(scope, b"origin") or header(scope, b"referer")
    if said is None:
        return Source.unknown
    origin = origin_of(said.decode("latin-1"))
    return Source.here if origin in {own_origin, _addressed(scope, own_origin)} else Source.elsewhere


def _addressed(scope: Scope, own_origin: str) -> str | None:
    # In a house network people reach us by another name than the base address. No foreign page can
    # choose the Host header, and our cookies do not travel to a name that is not ours.
    host = (header(scope, b"host") or b"").decode("latin-1")
    return origin_of(f"{urlsplit(own_origin).scheme}://{host}") if host else None


def origin_of(address: str) -> str | None:
    """`https://x.example:8000` of any address below it; None for "null" and for what is no address."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    usual = 443 if parts.scheme == "https" else 80
    return f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port and port != usual else "")
