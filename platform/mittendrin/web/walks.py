"""Whoever opens a page in the middle of a walk, from a bookmark or from the browser's history, begins where it begins.

Such a page only answers what a form sends. The nearest address above it that can be opened is where that form comes from.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from litestar.routes import BaseRoute


def begins_at(path: str, routes: Iterable[BaseRoute]) -> str:
    """Empty when there is no such address but the start page."""
    parts = [part for part in path.split("/") if part]
    opened = [one.path_components for one in routes if "GET" in one.methods]
    for length in range(len(parts) - 1, 0, -1):
        above = parts[:length]
        if any(_is_there(components, above) for components in opened):
            return "/" + "/".join(quote(part, safe="") for part in above)
    return ""


def _is_there(components: Sequence[Any], parts: Sequence[str]) -> bool:
    return len(components) == len(parts) and all(map(_fits, components, parts))


def _fits(component: Any, part: str) -> bool:
    if isinstance(component, str):
        return component == part
    return component.type is str or (part.isascii() and part.isdecimal())
