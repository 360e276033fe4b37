"""One prepared answer: the same bytes plain, gzipped and as brotli, with everything a 304 needs.

All is made once. Sending it later is two messages that lie ready.
"""

import asyncio
import gzip
from collections.abc import Collection
from dataclasses import dataclass
from email.utils import formatdate
from functools import cached_property
from hashlib import blake2b

import brotli  # type: ignore[import-untyped]

from mittendrin.web.asgi import HeaderList, Message
from mittendrin.web.negotiation import PLAIN

# Above this, packing takes long enough for other requests to notice: it moves to a thread.
NOTICEABLE = 65_536
TOO_SMALL_TO_PACK = 256
OVERHEAD = 4_096
PACKABLE = (b"text/", b"application/json", b"application/ld+json", b"application/xml", b"image/svg+xml")
OURS_TO_SAY = {b"etag", b"last-modified", b"content-length", b"content-encoding", b"vary", b"accept-ranges"}
NOT_IN_304 = {
    b"content-type",
    b"content-length",
    b"content-encoding",
    b"content-disposition",
    b"content-language",
}
NO_BODY: Message = {"type": "http.response.body", "body": b"", "more_body": False}


@dataclass(frozen=True, slots=True)
class Packed:
    """The messages of one coding."""

    start: Message
    body: Message
    unchanged: Message


@dataclass(frozen=True, slots=True)
class Answer:
    """`until` and `last_modified` in seconds since 1970; `fingerprint` tells whether the bytes are new."""

    packed: dict[str, Packed]
    etags: frozenset[bytes]
    fingerprint: str
    last_modified: int
    until: float
    areas: frozenset[str]
    size: int


@dataclass(frozen=True)
class Raw:
    """What the app answered."""

    headers: HeaderList
    body: bytes

    def value(self, name: bytes) -> bytes:
        return next((value for key, value in self.headers if key.lower() == name), b"")

    @cached_property
    def fingerprint(self) -> str:
        return blake2b(self.body, digest_size=12).hexdigest()


async def pack(raw: Raw) -> dict[str, bytes]:
    """The bodies by coding; a feed that says `no-transform` stays as it is (some old clients need that)."""
    if not _is_worth_packing(raw):
        return {PLAIN: raw.body}
    # Higher brotli levels save a few percent and cost fifty times as much after every change.
    if len(raw.body) > NOTICEABLE:
        br, zipped = asyncio.to_thread(_brotli, raw.body, 4), asyncio.to_thread(_gzip, raw.body)
        return _smaller(raw.body, *await asyncio.gather(br, zipped))
    return _smaller(raw.body, _brotli(raw.body, 5), _gzip(raw.body))


def _is_worth_packing(raw: Raw) -> bool:
    if len(raw.body) < TOO_SMALL_TO_PACK or b"no-transform" in raw.value(b"cache-control"):
        return False
    return raw.value(b"content-type").startswith(PACKABLE)


def _brotli(body: bytes, quality: int) -> bytes:
    return bytes(brotli.compress(body, quality=quality))


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def _smaller(body: bytes, br: bytes, zipped: bytes) -> dict[str, bytes]:
    bodies = {"br": br, "gzip": zipped}
    return {PLAIN: body} | {coding: packed for coding, packed in bodies.items() if len(packed) < len(body)}


@dataclass(frozen=True, slots=True)
class Terms:
    """How long an answer may be given: until then, unless one of its areas changes."""

    areas: frozenset[str]
    until: float
    last_modified: int
    differs_by_display: bool


def make_answer(raw: Raw, bodies: dict[str, bytes], terms: Terms) -> Answer:
    common = [(name.lower(), value) for name, value in raw.headers if name.lower() not in OURS_TO_SAY]
    common.append((b"last-modified", formatdate(terms.last_modified, usegmt=True).encode()))
    if vary := _vary(bodies, terms):
        common.append((b"vary", vary))
    packed = {coding: _packed(coding, body, common, raw.fingerprint) for coding, body in bodies.items()}
    return Answer(
        packed=packed,
        etags=frozenset(_etag(raw.fingerprint, coding) for coding in bodies),
        fingerprint=raw.fingerprint,
        last_modified=terms.last_modified,
        until=terms.until,
        areas=terms.areas,
        size=sum(len(body) for body in bodies.values()) + OVERHEAD,
    )


def _vary(bodies: Collection[str], terms: Terms) -> bytes:
    names = ["Accept-Encoding"] if len(bodies) > 1 else []
    return ", ".join(names + ["Cookie"] * terms.differs_by_display).encode()


def _etag(fingerprint: str, coding: str) -> bytes:
    # Strong, so it names exact bytes: each coding has its own.
    return (f'"{fingerprint}"' if coding == PLAIN else f'"{fingerprint}-{coding}"').encode()


def _packed(coding: str, body: bytes, common: HeaderList, fingerprint: str) -> Packed:
    headers = [*common, (b"etag", _etag(fingerprint, coding)), (b"content-length", str(len(body)).encode())]
    if coding != PLAIN:
        headers.append((b"content-encoding", coding.encode()))
    without_content = [(name, value) for name, value in headers if name not in NOT_IN_304]
    return Packed(
        start={"type": "http.response.start", "status": 200, "headers": headers},
        body={"type": "http.response.body", "body": body, "more_body": False},
        unchanged={"type": "http.response.start", "status": 304, "headers": without_content},
    )
