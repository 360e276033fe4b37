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
    known = list(routes)
    for length in range(len(parts) - 1, 0, -1):
        above = parts[:length]
        if _opens(known, above):
            return "/" + "/".join(quote(part, safe="") for part in above)
    return ""


def _opens(routes: Sequence[BaseRoute], parts: Sequence[str]) -> bool:
    """A word that begins other addresses ("anmeldung" of "anmeldung/3/absagen") is no name that a page asks for."""
    found = [
        one.path_components
        for one in routes
        if "GET" in one.methods and _is_there(one.path_components, parts)
    ]
    begins_others = any(
        len(one.path_components) > len(parts)
        and one.path_components[len(parts) - 1] == parts[-1]
        and _is_there(one.path_components[: len(parts)], parts)
        for one in routes
    )
    return any(components[-1] == parts[-1] or not begins_others for components in found)


def _is_there(components: Sequence[Any], parts: Sequence[str]) -> bool:
    return len(components) == len(parts) and all(map(_fits, components, parts))


def _fits(component: Any, part: str) -> bool:
    if isinstance(component, str):
        return component == part
    return component.type is str or (part.isascii() and part.isdecimal())
