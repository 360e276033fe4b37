"""Our own addresses: which may be gone back to, and which are pages that can be opened."""

import re
from typing import Any
from urllib.parse import quote

from litestar import Litestar
from litestar.routes import HTTPRoute


def own_path(address: str) -> str:
    """An address of ours to go back to; anything else becomes the start page."""
    foreign = not address.startswith("/") or address.startswith(("//", "/\\"))
    if foreign or not address.isprintable() or "\\" in address:
        return "/"
    return quote(address, safe="/?&=%:;,+~!*'()@$-._#")


def can_be_opened(app: Litestar, path: str) -> bool:
    """Whether some route answers GET there; whether the thing exists is another matter."""
    return any(_fits(route, path) for route in app.routes if isinstance(route, HTTPRoute))


def _fits(route: Any, path: str) -> bool:
    if "GET" not in route.methods:
        return False
    pattern = re.sub(r"\\{[^{}]+\\}", "[^/]+", re.escape(route.path_format))
    return re.fullmatch(pattern, path.rstrip("/") or "/") is not None
