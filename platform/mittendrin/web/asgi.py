"""The few words of ASGI that the layers in front of Litestar share."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]
HeaderList = list[tuple[bytes, bytes]]


def header(scope: Scope, name: bytes) -> bytes | None:
    """The first header of this name (lower case), as servers hand them over."""
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value)
    return None


def cookies(header_value: bytes | None) -> dict[str, str]:
    """Names and raw values of a Cookie header; the first of two with the same name counts, as in browsers."""
    found: dict[str, str] = {}
    for pair in (header_value or b"").decode("latin-1").split(";"):
        name, is_pair, value = pair.partition("=")
        if is_pair:
            found.setdefault(name.strip(), value.strip().strip('"'))
    return found
