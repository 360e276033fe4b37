"""What `prepared_bench.py` serves: the same page and feed, once by our shell and once by nothing at all."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Request, Response, get

from mittendrin.database.pool import close_pool, open_pool
from mittendrin.settings import read_settings
from mittendrin.web.asgi import Message, Receive, Scope, Send
from mittendrin.web.prepared import Keep, prepared
from mittendrin.web.shell import create_shell
from mittendrin.web.tables import PublicChange

LINE = "<li>Seniorentanz im Casimirsaal, jeden Dienstag um 15 Uhr, Eintritt frei</li>\n"
PAGE = ("<!doctype html><html lang=de><title>Was ist los</title><ul>" + LINE * 260)[:20_000].encode()
ENTRY = "BEGIN:VEVENT\r\nUID:{n}@example.org\r\nSUMMARY:Seniorentanz im Casimirsaal\r\nEND:VEVENT\r\n"
FEED = "".join(ENTRY.format(n=n) for n in range(4_000))[:300_000].encode()


@get("/seite")
async def page(request: Request[Any, Any, Any]) -> Response[bytes]:
    return prepared(request, Response(PAGE, media_type="text/html"), Keep({"events"}))


@get("/feed.ics")
async def feed(request: Request[Any, Any, Any]) -> Response[bytes]:
    return prepared(request, Response(FEED, media_type="text/calendar"), Keep({"events"}))


@asynccontextmanager
async def with_database(_: Litestar) -> AsyncIterator[None]:
    await open_pool()
    await PublicChange.create_table(if_not_exists=True)
    yield
    await close_pool()


def shell() -> Any:
    return create_shell(
        Litestar([page, feed], lifespan=[with_database], openapi_config=None), read_settings()
    )


def _messages(body: bytes, kind: bytes) -> tuple[Message, Message]:
    headers = [(b"etag", b'"x"'), (b"content-type", kind), (b"content-length", str(len(body)).encode())]
    start = {"type": "http.response.start", "status": 200, "headers": headers}
    return start, {"type": "http.response.body", "body": body, "more_body": False}


ANSWERS = {"/seite": _messages(PAGE, b"text/html"), "/feed.ics": _messages(FEED, b"text/calendar")}
UNCHANGED: tuple[Message, Message] = (
    {"type": "http.response.start", "status": 304, "headers": [(b"etag", b'"x"')]},
    {"type": "http.response.body", "body": b"", "more_body": False},
)


async def bare(scope: Scope, _receive: Receive, send: Send) -> None:
    """The least that can be done: no headers but the needed ones, one look for If-None-Match."""
    asks_again = any(name == b"if-none-match" for name, _value in scope["headers"])
    start, body = UNCHANGED if asks_again else ANSWERS[scope["path"]]
    await send(start)
    await send(body)
