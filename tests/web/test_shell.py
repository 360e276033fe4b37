"""All layers together: what a visitor meets, whichever of them answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar, Request, Response, get, post

from mittendrin.settings import Settings
from mittendrin.web import overload, shell
from mittendrin.web.asgi import ASGIApp, Message
from mittendrin.web.errors import exception_handlers
from mittendrin.web.headers import ALWAYS
from mittendrin.web.prepared import Keep, prepared
from mittendrin.web.shell import create_shell
from small_town import until

HOME = "https://senioren.example.org"
SETTINGS = Settings(database="sqlite:///unused", data=Path(), base_url=HOME, secret=b"", smtp=None, workers=1)


@get("/liste")
async def listing(request: Request[Any, Any, Any]) -> Response[str]:
    return prepared(request, Response("Termine", media_type="text/html"), Keep({"events"}))


@post("/senden", status_code=204)
async def send_form() -> None: ...


@get("/langsam")
async def slow(request: Request[Any, Any, Any]) -> str:
    request.app.state.inside += 1
    await request.app.state.go_on.wait()
    return "endlich"


def whole() -> tuple[Litestar, ASGIApp]:
    app = Litestar([listing, send_form, slow], exception_handlers=exception_handlers(), openapi_config=None)
    app.state.inside, app.state.go_on = 0, asyncio.Event()
    return app, create_shell(app, SETTINGS)


@asynccontextmanager
async def browser(layers: ASGIApp) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(layers)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url=HOME) as visitor:
        yield visitor


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/liste", {}, 200),
        ("GET", "/liste?x=%00", {}, 400),
        ("HEAD", "/liste", {}, 200),
        ("GET", "/nie", {}, 404),
        ("TRACE", "/liste", {}, 405),
        ("DELETE", "/liste", {}, 405),
        ("POST", "/senden", {}, 204),
        ("POST", "/senden", {"sec-fetch-site": "cross-site"}, 403),
        ("POST", "/senden", {"content-length": "99999999"}, 413),
    ],
)
async def test_every_answer_is_whole(method: str, path: str, headers: dict[str, str], status: int) -> None:
    async with browser(whole()[1]) as visitor:
        await visitor.get("/liste")
        answer = await visitor.request(method, path, headers=headers)
    assert answer.status_code == status
    assert [name for name in (*ALWAYS, "strict-transport-security") if name not in answer.headers] == []


async def test_what_is_prepared_is_given_when_nothing_else_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overload, "PATIENCE", 0.01)
    app, layers = whole()
    async with browser(layers) as visitor:
        await visitor.get("/liste")
        first = asyncio.create_task(visitor.get("/langsam"))
        await until(lambda: app.state.inside == 1)
        app.state.go_on.set()
        await first
        app.state.inside, app.state.go_on = 0, asyncio.Event()
        waiting = [asyncio.create_task(visitor.get("/langsam")) for _reader in range(overload.AT_ONCE)]
        await until(lambda: app.state.inside == overload.AT_ONCE)
        assert (await visitor.get("/langsam")).status_code == 503
        assert (await visitor.get("/liste")).text == "Termine"
        app.state.go_on.set()
        assert {answer.status_code for answer in await asyncio.gather(*waiting)} == {200}


async def test_changes_are_watched_while_the_app_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    class Watcher:
        def __init__(self, _drop: object) -> None: ...

        async def start(self) -> None:
            said.append("watching")

        async def stop(self) -> None:
            said.append("stopped")

    monkeypatch.setattr(shell, "ChangeWatcher", Watcher)
    coming: list[Message] = [{"type": "lifespan.shutdown"}, {"type": "lifespan.startup"}]

    async def receive() -> Message:
        return coming.pop()

    async def send(message: Message) -> None:
        said.append(message["type"])

    await whole()[1]({"type": "lifespan", "state": {}}, receive, send)
    assert said == ["watching", "lifespan.startup.complete", "stopped", "lifespan.shutdown.complete"]
