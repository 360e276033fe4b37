"""A small site with prepared answers, whose words a test changes, and which counts how often it is asked."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from litestar import Litestar, Request, Response, get, post
from litestar.datastructures import Cookie
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from mittendrin.web import changes
from mittendrin.web.errors import exception_handlers
from mittendrin.web.headers import SecurityHeaders
from mittendrin.web.prepared import Keep, Prepared, prepared
from mittendrin.web.shelf import Shelf

AnyRequest = Request[Any, Any, Any]
START = datetime(2027, 3, 5, 10, 0, tzinfo=UTC)


@dataclass
class Town:
    words: str = "Seniorentanz"
    asked: list[str] = field(default_factory=list)
    now: datetime = START
    hold: asyncio.Event | None = None
    until: datetime | None = None

    def clock(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()

    def pass_time(self, **time: float) -> None:
        self.now += timedelta(**time)

    async def say(self, request: AnyRequest, kind: str = "text/plain", **headers: str) -> Response[str]:
        self.asked.append(f"{request.url.path}?{request.scope['query_string'].decode()}")
        said = f"{self.words} {request.query_params.get('thema', 'alles')} {request.cookies}"
        if self.hold:
            await self.hold.wait()
        return Response(said + " und noch viele schöne Worte" * 50, media_type=kind, headers=headers)


def town_of(request: AnyRequest) -> Town:
    town = request.app.state.town
    assert isinstance(town, Town)
    return town


@get("/liste")
async def listing(request: AnyRequest) -> Response[str]:
    keep = Keep({"events"}, parameters={"thema", "ort"}, until=town_of(request).until)
    return prepared(request, await town_of(request).say(request), keep)


@get("/termin/{slug:str}")
async def event(request: AnyRequest, slug: FromPath[str]) -> Response[str]:
    answer = await town_of(request).say(request)
    if slug == "nie":
        raise NotFoundException
    return prepared(request, answer, Keep({f"events:{slug}"}))


@get("/seite")
async def page(request: AnyRequest) -> Response[str]:
    return prepared(request, await town_of(request).say(request, "text/html"), Keep({"events"}))


@get("/feed.ics")
async def feed(request: AnyRequest) -> Response[str]:
    headers = {"Cache-Control": "public, max-age=300, no-transform"}
    return prepared(
        request, await town_of(request).say(request, "text/calendar", **headers), Keep({"events"})
    )


@get("/keks")
async def with_cookie(request: AnyRequest) -> Response[str]:
    answer = await town_of(request).say(request)
    answer.set_cookie(Cookie("a", value="b"))
    return prepared(request, answer, Keep({"events"}))


@get("/persoenlich")
async def personal(request: AnyRequest) -> Response[str]:
    return await town_of(request).say(request)


@post("/aendern/{area:str}", status_code=204)
async def change(request: AnyRequest, area: FromPath[str]) -> None:
    town_of(request).words = "Chor"
    changes.note(area)


@dataclass
class Site:
    town: Town
    shelf: Shelf
    visitor: httpx.AsyncClient

    async def get(self, path: str, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.visitor.get(path, headers={"accept-encoding": "identity"} | named)


@asynccontextmanager
async def open_site(budget: int = 10_000_000) -> AsyncIterator[Site]:
    town = Town()
    pages = [listing, event, page, feed, with_cookie, personal, change]
    app = Litestar(pages, exception_handlers=exception_handlers(), openapi_config=None)
    app.state.town, app.state.clock = town, town.clock
    shelf = Shelf(budget=budget, seconds=town.seconds)
    layer = Prepared(SecurityHeaders(app, is_https=False), shelf)  # type: ignore[arg-type]
    transport = httpx.ASGITransport(layer)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="https://senioren.example.org") as visitor:
        yield Site(town, shelf, visitor)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110
            await asyncio.sleep(0.001)
