"""What happens when too much comes at once: a short queue, then an honest "gleich wieder da".

Prepared pages never come here, so what most people read goes on as before. A form is read to its end before
it takes a place, so that slow senders cannot occupy all of them.
"""

import asyncio

from mittendrin.web import problems
from mittendrin.web.asgi import ASGIApp, Message, Receive, Scope, Send, header
from mittendrin.web.errors import ProblemPages
from mittendrin.web.problems import Problem

AT_ONCE = 32
# Two hundred people may sign up in the same second: each of them waits rather than fails.
WAITING = 500
PATIENCE = 10.0
BODY_LIMIT = 6 * 1024 * 1024
BODY_WITHIN = 60.0
BODIES_AT_ONCE = 300
# The watchers of the server and the stylesheet of the error page must come through.
HEALTH, ASSETS = "/gesund", "/assets/"


class Overload:
    def __init__(
        self, app: ASGIApp, pages: ProblemPages, *, at_once: int = AT_ONCE, waiting: int = WAITING
    ) -> None:
        self._app = app
        self._pages = pages
        self._places = asyncio.Semaphore(at_once)
        self._waiting = 0
        self._most_waiting = waiting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] == HEALTH or scope["path"].startswith(ASSETS):
            return await self._app(scope, receive, send)
        if not await self._has_place():
            return await self._pages.send(problems.back_soon(), scope, receive, send)
        try:
            return await self._app(scope, receive, send)
        finally:
            self._places.release()

    async def _has_place(self) -> bool:
        if not self._places.locked():
            return await self._places.acquire()
        if self._waiting >= self._most_waiting:
            return False
        self._waiting += 1
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._places.acquire()
        except TimeoutError:
            return False
        finally:
            self._waiting -= 1


class BodyFirst:
    """Hands on a request only when all of it has arrived, and refuses what is too much or too slow."""

    def __init__(self, app: ASGIApp, pages: ProblemPages, *, limit: int = BODY_LIMIT) -> None:
        self._app = app
        self._pages = pages
        self._limit = limit
        self._reading = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            return await self._app(scope, receive, send)
        body = await self._read_counted(scope, receive)
        if isinstance(body, Problem):
            return await self._pages.send(body, scope, receive, send)
        if body is not None:
            return await self._app(scope, _again(body, receive), send)
        return None

    async def _read_counted(self, scope: Scope, receive: Receive) -> bytes | Problem | None:
        if _announced(scope) > self._limit:
            return problems.too_large()
        if self._reading >= BODIES_AT_ONCE:
            return problems.back_soon()
        self._reading += 1
        try:
            async with asyncio.timeout(BODY_WITHIN):
                return await self._read(receive)
        except TimeoutError:
            return problems.too_slow()
        finally:
            self._reading -= 1

    async def _read(self, receive: Receive) -> bytes | Problem | None:
        """None when the sender has gone."""
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            if len(body) > self._limit:
                return problems.too_large()
            if not message.get("more_body"):
                return bytes(body)


def _announced(scope: Scope) -> int:
    length = header(scope, b"content-length") or b""
    return int(length) if length.isdigit() else 0


def _again(body: bytes, receive: Receive) -> Receive:
    whole: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return whole.pop() if whole else await receive()

    return receive_again
