"""Public pages and feeds as fast as files: the layer in front of Litestar that gives prepared answers.

A handler opts in: `return prepared(request, page(...), Keep({"events"}, parameters=FILTERS, until=turn))`.
From then on the answer is the same bytes for everybody until one of its areas changes (`changes.py`) or
`until` has come. Cookies (but for the size of the letters) and unknown query fields never reach what is kept,
so no session and no invented field can get into what others read.
"""

import asyncio
import logging
import math
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar, cast

from litestar import Request, Response

from mittendrin.core.clock import system_clock
from mittendrin.web.answers import NO_BODY, Answer, Packed, Raw, Terms, make_answer, pack
from mittendrin.web.asgi import ASGIApp, HeaderList, Message, Receive, Scope, Send, cookies
from mittendrin.web.changes import noting_changes
from mittendrin.web.letter_size import NORMAL, SIZE_COOKIE, display_of
from mittendrin.web.negotiation import PLAIN, accepted_codings, has_it_already, unchanged_since
from mittendrin.web.shelf import Key, Shelf, canonical_query
from mittendrin.web.site import site_of
from mittendrin.web.wellformed import without_body

logger = logging.getLogger("mittendrin.prepared")
Content = TypeVar("Content")

SLOT = "mittendrin.prepared"
SITE = "site"
TRIES = 3
# What a handler of a prepared page may know of the one request that happens to make it.
KEPT_HEADERS = {b"host", b"accept", b"user-agent", b"x-forwarded-for"}


@dataclass(frozen=True, slots=True)
class Keep:
    """On what an answer depends: areas, the query fields it reads, and when it would say something else."""

    areas: Collection[str]
    parameters: Collection[str] = ()
    until: datetime | None = None


def prepared(request: Request[Any, Any, Any], response: Response[Content], keep: Keep) -> Response[Content]:
    """Marks this answer as the same for everybody. Without the layer in front nothing changes."""
    if "cache-control" not in {name.lower() for name in response.headers}:
        # Browsers may keep it and ask each time whether it still holds: that costs a 304.
        response.headers["cache-control"] = "no-cache"
    slot = cast(Scope, request.scope).get(SLOT)
    if slot is not None:
        is_page = (response.media_type or "").startswith("text/html")
        slot.append(_with_the_frame(request, keep) if is_page else _marking(keep, keep.areas, keep.until))
    return response


class Marking(NamedTuple):
    areas: frozenset[str]
    parameters: frozenset[str]
    until: float
    is_page: bool


def _with_the_frame(request: Request[Any, Any, Any], keep: Keep) -> Marking:
    # Every page shows the office, and "heute bis 16 Uhr" beside its telephone number.
    turn = site_of(request).next_turn(request.app.state.get("clock", system_clock)())
    until = min(turn, keep.until) if keep.until else turn
    return _marking(keep, {*keep.areas, SITE}, until)._replace(is_page=True)


def _marking(keep: Keep, areas: Iterable[str], until: datetime | None) -> Marking:
    end = until.timestamp() if until else math.inf
    return Marking(frozenset(areas), frozenset(keep.parameters), end, is_page=False)


class Asked(NamedTuple):
    """The headers that decide how an answer is sent."""

    accept_encoding: bytes
    if_none_match: bytes
    if_modified_since: bytes
    cookie: bytes

    @property
    def display(self) -> str:
        return display_of(cookies(self.cookie)) if self.cookie else NORMAL

    @property
    def is_anonymous(self) -> bool:
        return not cookies(self.cookie).keys() - {SIZE_COOKIE}


def _asked(headers: HeaderList) -> Asked:
    accept_encoding = if_none_match = if_modified_since = cookie = b""
    for name, value in headers:
        if name == b"accept-encoding":
            accept_encoding = accept_encoding + b"," + value if accept_encoding else value
        elif name == b"if-none-match":
            if_none_match = if_none_match + b"," + value if if_none_match else value
        elif name == b"if-modified-since":
            if_modified_since = value
        elif name == b"cookie":
            cookie = cookie + b";" + value if cookie else value
    return Asked(accept_encoding, if_none_match, if_modified_since, cookie)


class Exchange(NamedTuple):
    """One request and where its answer goes."""

    scope: Scope
    receive: Receive
    send: Send
    asked: Asked

    def send_as_asked(self) -> Send:
        return without_body(self.send) if self.scope["method"] == "HEAD" else self.send

    async def give(self, answer: Answer | None) -> None:
        if answer is not None:
            await _give(answer, self.asked, self.scope, self.send)


class Prepared:
    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self._app = app
        self._shelf = shelf
        self._under_way: dict[Key, asyncio.Future[bool]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        if scope["method"] not in {"GET", "HEAD"}:
            return await self._change(scope, receive, send)
        asked = _asked(scope["headers"])
        key = self._key(scope, asked)
        if key is None:
            return await self._app(scope, receive, send)
        answer = self._shelf.find(key)
        if answer is not None:
            return await _give(answer, asked, scope, send)
        return await self._make_or_wait(key, Exchange(scope, receive, send, asked))

    def _key(self, scope: Scope, asked: Asked) -> Key | None:
        path, query = scope["path"], scope["query_string"]
        parameters = self._shelf.parameters_of(path)
        said = query if parameters is None else canonical_query(query, parameters)
        return None if said is None else Key(path, said, asked.display)

    async def _change(self, scope: Scope, receive: Receive, send: Send) -> None:
        with noting_changes() as areas:

            async def send_after_drop(message: Message) -> None:
                # By now it is committed, and whoever made the change looks at the page next.
                if message["type"] == "http.response.start":
                    self._shelf.drop(areas)
                await send(message)

            await self._app(scope, receive, send_after_drop)

    async def _make_or_wait(self, key: Key, exchange: Exchange) -> None:
        for _try in range(0 if self._shelf.seems_personal(key.path) else TRIES):
            under_way = self._under_way.get(key)
            if under_way is None:
                return await self._make_for_all(key, exchange)
            if not await asyncio.shield(under_way):
                break
            key = self._key(exchange.scope, exchange.asked) or key
            if answer := self._shelf.find(key):
                return await exchange.give(answer)
        return await exchange.give(await self._make(key, exchange, _nobody_waits))

    async def _make_for_all(self, key: Key, exchange: Exchange) -> None:
        """One request makes the answer; those who ask for the same meanwhile wait for it."""
        under_way = self._under_way[key] = asyncio.get_running_loop().create_future()

        def release() -> None:
            self._shelf.learn_personal(key.path)
            if not under_way.done():
                under_way.set_result(False)

        try:
            answer = await self._make(key, exchange, release)
        finally:
            del self._under_way[key]
            if not under_way.done():
                under_way.set_result(True)
        await exchange.give(answer)

    async def _make(self, key: Key, exchange: Exchange, release: Callable[[], None]) -> Answer | None:
        """None when it was not for everybody and has been sent already."""
        begun_at = self._shelf.count
        is_known = self._shelf.parameters_of(key.path) is not None
        held = _Held(exchange.send_as_asked(), release)
        scope = _for_everybody(exchange.scope, key) if is_known else {**exchange.scope, "method": "GET"}
        await self._app({**scope, SLOT: held.markings}, exchange.receive, held)
        if held.start is None:
            return None
        marking = held.markings[-1]
        answer = await self._packed(key, marking, Raw(held.start["headers"], bytes(held.body)))
        self._shelf.learn(key.path, marking.parameters)
        if is_known or _was_for_everybody(key, exchange.asked, marking):
            self._shelf.keep(key, answer, begun_at)
        return answer

    async def _packed(self, key: Key, marking: Marking, raw: Raw) -> Answer:
        since = self._shelf.last_modified(key, raw.fingerprint)
        terms = Terms(marking.areas, marking.until, since, differs_by_display=marking.is_page)
        return make_answer(raw, await pack(raw), terms)


def _nobody_waits() -> None:
    pass


class _Held:
    """Holds an answer for everybody back until it is whole, and lets every other one through."""

    def __init__(self, send: Send, release: Callable[[], None]) -> None:
        self.markings: list[Marking] = []
        self.start: Message | None = None
        self.body = bytearray()
        self._send = send
        self._release = release

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self._is_for_everybody(message):
            self.start = message
        elif self.start is not None:
            self.body += message.get("body", b"")
        else:
            self._release()
            await self._send(message)

    def _is_for_everybody(self, start: Message) -> bool:
        if not self.markings or start["status"] != 200:
            return False
        if any(name.lower() == b"set-cookie" for name, _value in start["headers"]):
            logger.error("A page for everybody must not set a cookie; it is not kept.")
            return False
        return True


def _for_everybody(scope: Scope, key: Key) -> Scope:
    headers = [(name, value) for name, value in scope["headers"] if name in KEPT_HEADERS]
    if key.display != NORMAL:
        headers.append((b"cookie", f"{SIZE_COOKIE}={key.display}".encode()))
    return {**scope, "method": "GET", "query_string": key.query, "headers": headers}


def _was_for_everybody(key: Key, asked: Asked, marking: Marking) -> bool:
    """The first request to an address reaches the handler as it came; later ones come cleaned."""
    return asked.is_anonymous and canonical_query(key.query, marking.parameters) == key.query


async def _give(answer: Answer, asked: Asked, scope: Scope, send: Send) -> None:
    packed = _chosen(answer, asked.accept_encoding)
    if _is_unchanged(answer, asked):
        await send(packed.unchanged)
        await send(NO_BODY)
        return
    await send(packed.start)
    await send(NO_BODY if scope["method"] == "HEAD" else packed.body)


def _chosen(answer: Answer, accept_encoding: bytes) -> Packed:
    for coding in accepted_codings(accept_encoding):
        if coding in answer.packed:
            return answer.packed[coding]
    return answer.packed[PLAIN]


def _is_unchanged(answer: Answer, asked: Asked) -> bool:
    if asked.if_none_match:
        return has_it_already(asked.if_none_match, answer.etags)
    return bool(asked.if_modified_since) and unchanged_since(asked.if_modified_since, answer.last_modified)
