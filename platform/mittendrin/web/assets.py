"""Stylesheet, font and icon: read once, kept in memory, named after their content.

A changed file gets a new name, so browsers may keep the old one for ever. Pages ask for `asset("look.css")`: the
files in `web/assets/look/`, one after the other and without what only readers need.
"""

import gzip
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import rcssmin  # type: ignore[import-untyped]
from litestar import HttpMethod, Request, Response, route
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from mittendrin.paths import ASSETS
from mittendrin.web.negotiation import PLAIN, accepted_codings, has_it_already
from mittendrin.web.site import bring_nothing

KINDS = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
# Fonts are compressed already.
PACKABLE = {".css", ".svg", ".txt"}
LOOK = "look.css"
# In this order: what comes later wins.
LOOK_PARTS = ("ground", "shell", "days", "boxes", "forms", "tables", "phone", "print")
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file in the codings in which it may be asked for."""

    path: str
    kind: str
    etag: str
    bodies: dict[str, bytes]


def asset(name: str) -> str:
    """The address of a file in `web/assets/`."""
    return _BY_NAME[name].path


@route(
    "/assets/{name:str}",
    http_method=[HttpMethod.GET, HttpMethod.HEAD],
    include_in_schema=False,
    # The page that says "the database is away" needs its stylesheet.
    before_request=bring_nothing,
)
async def serve_asset(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    found = _BY_PATH.get(f"/assets/{name}")
    if found is None:
        raise NotFoundException
    return _answer(found, request)


def _answer(found: Asset, request: Request[Any, Any, Any]) -> Response[bytes]:
    headers = {"cache-control": FOR_EVER, "etag": found.etag, "vary": "Accept-Encoding"}
    if has_it_already(_header(request, "if-none-match"), [found.etag.encode()]):
        return Response(b"", status_code=304, headers=headers, media_type=found.kind)
    accepted = accepted_codings(_header(request, "accept-encoding"))
    coding = next(one for one in accepted if one in found.bodies)
    body = found.bodies[coding]
    if coding != PLAIN:
        headers["content-encoding"] = coding
    if request.method == HttpMethod.HEAD:
        headers["content-length"] = str(len(body))
        body = b""
    return Response(body, headers=headers, media_type=found.kind)


def _header(request: Request[Any, Any, Any], name: str) -> bytes:
    return request.headers.get(name, "").encode("latin-1")


def _pack(name: str, body: bytes) -> Asset:
    stem, suffix = name.rsplit(".", 1)
    digest = sha256(body).hexdigest()[:12]
    bodies = {PLAIN: body}
    if f".{suffix}" in PACKABLE:
        bodies |= {"br": brotli.compress(body), "gzip": gzip.compress(body, mtime=0)}
    return Asset(f"/assets/{stem}.{digest}.{suffix}", KINDS[f".{suffix}"], f'"{digest}"', bodies)


def _pack_all(folder: Path) -> dict[str, Asset]:
    files = [file for file in sorted(folder.iterdir()) if file.suffix in KINDS]
    packed = {file.name: _pack(file.name, file.read_bytes()) for file in files}
    parts = "".join((folder / "look" / f"{part}.css").read_text() for part in LOOK_PARTS)
    pointed = re.sub(r"url\(([\w.-]+)\)", lambda found: f"url({packed[found[1]].path})", parts)
    return packed | {LOOK: _pack(LOOK, rcssmin.cssmin(pointed).encode())}


_BY_NAME = _pack_all(ASSETS)
_BY_PATH = {one.path: one for one in _BY_NAME.values()}
