"""Stylesheet, font and icon: read once, kept in memory, named after their content.

A changed file gets a new name, so browsers may keep the old one for ever. Pages ask for `asset("look.css")`.
"""

import gzip
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
from litestar import HttpMethod, Request, Response, route
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from mittendrin.paths import ASSETS

KINDS = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".woff2": "font/woff2",
}
# Fonts are compressed already.
PACKABLE = {".css", ".svg", ".txt"}
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file in the forms in which it may be asked for; `""` is the plain one."""

    path: str
    kind: str
    etag: str
    bodies: dict[str, bytes]


def asset(name: str) -> str:
    """The address of a file in `web/assets/`."""
    return _BY_NAME[name].path


def choose_encoding(accepted: str, offered: dict[str, bytes]) -> str:
    """`br;q=0` means no."""
    wanted = dict(_weighed(one) for one in accepted.split(",") if one.strip())
    for encoding in ("br", "gzip"):
        if encoding in offered and wanted.get(encoding, wanted.get("*", 0.0)) > 0:
            return encoding
    return ""


@route("/assets/{name:str}", http_method=[HttpMethod.GET, HttpMethod.HEAD], include_in_schema=False)
async def serve_asset(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    found = _BY_PATH.get(f"/assets/{name}")
    if found is None:
        raise NotFoundException
    return _answer(found, request)


def _answer(found: Asset, request: Request[Any, Any, Any]) -> Response[bytes]:
    headers = {"cache-control": FOR_EVER, "etag": found.etag, "vary": "Accept-Encoding"}
    if found.etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers, media_type=found.kind)
    encoding = choose_encoding(request.headers.get("accept-encoding", ""), found.bodies)
    body = found.bodies[encoding]
    if encoding:
        headers["content-encoding"] = encoding
    if request.method == HttpMethod.HEAD:
        headers["content-length"] = str(len(body))
        body = b""
    return Response(body, headers=headers, media_type=found.kind)


def _weighed(accepted: str) -> tuple[str, float]:
    name, _, quality = accepted.partition(";")
    number = re.search(r"q=([01](?:\.\d{0,3})?)\s*$", quality)
    return name.strip().lower(), float(number.group(1)) if number else 1.0


def _pack(file: Path, body: bytes) -> Asset:
    digest = sha256(body).hexdigest()[:12]
    bodies = {"": body}
    if file.suffix in PACKABLE:
        bodies |= {"br": brotli.compress(body), "gzip": gzip.compress(body, mtime=0)}
    path = f"/assets/{file.stem}.{digest}{file.suffix}"
    return Asset(path, KINDS[file.suffix], f'"{digest}"', bodies)


def _pack_all(folder: Path) -> dict[str, Asset]:
    files = [file for file in sorted(folder.iterdir()) if file.suffix in KINDS]
    packed = {file.name: _pack(file, file.read_bytes()) for file in files if file.suffix != ".css"}
    for sheet in (file for file in files if file.suffix == ".css"):
        # The stylesheet names the font by its plain name, so that it also works when opened from the disk.
        pointed = re.sub(
            r"url\(([\w.-]+)\)", lambda found: f"url({packed[found[1]].path})", sheet.read_text()
        )
        packed[sheet.name] = _pack(sheet, pointed.encode())
    return packed


_BY_NAME = _pack_all(ASSETS)
_BY_PATH = {one.path: one for one in _BY_NAME.values()}
