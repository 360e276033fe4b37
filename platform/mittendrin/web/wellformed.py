"""Lets through only requests that every layer below can read, and answers HEAD wherever GET is answered."""

from urllib.parse import unquote_to_bytes, urlsplit

from mittendrin.web import problems
from mittendrin.web.asgi import ASGIApp, Message, Receive, Scope, Send, header
from mittendrin.web.errors import ProblemPages
from mittendrin.web.problems import Problem

# TRACE would show a page its own cookies; what is not listed is no method of ours.
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
ADDRESS_LIMIT = 8_192


class Wellformed:
    def __init__(self, app: ASGIApp, pages: ProblemPages) -> None:
        self._app = app
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        answer = without_body(send) if scope["method"] == "HEAD" else send
        if not has_readable_host(scope):
            unreadable = problems.unreadable_address()
            return await self._pages.send(unreadable, without_host(scope), receive, answer)
        if problem := _problem_with(scope):
            return await self._pages.send(problem, scope, receive, answer)
        if scope["method"] == "HEAD":
            # Litestar answers HEAD with 405 where only GET is declared.
            scope = {**scope, "method": "GET"}
        return await self._app(scope, receive, answer)


def _problem_with(scope: Scope) -> Problem | None:
    if scope["method"] not in METHODS:
        return problems.wrong_method()
    address = scope.get("raw_path") or scope["path"].encode("utf-8", "surrogatepass")
    if len(address) + len(scope["query_string"]) > ADDRESS_LIMIT:
        return problems.address_too_long()
    if not (is_readable(address) and is_readable(scope["query_string"])):
        return problems.unreadable_address()
    return None


def has_readable_host(scope: Scope) -> bool:
    try:
        _port = urlsplit(b"//" + (header(scope, b"host") or b"")).port
    except ValueError:
        return False
    return True


def without_host(scope: Scope) -> Scope:
    """For the page that says so: its own address is read from here, too."""
    return {**scope, "server": None, "headers": [pair for pair in scope["headers"] if pair[0] != b"host"]}


def is_readable(quoted: bytes) -> bool:
    raw = unquote_to_bytes(quoted)
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in raw


def without_body(send: Send) -> Send:
    """The same headers, the length included, and no byte of the body."""

    async def send_headers_only(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return send_headers_only
