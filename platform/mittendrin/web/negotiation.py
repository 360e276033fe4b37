"""What a client accepts and what it has already (RFC 9110, sections 8.8, 12.5 and 13). Pure."""

import re
from collections.abc import Collection
from email.utils import parsedate_to_datetime
from functools import lru_cache

PLAIN = "identity"
# What we offer, best first.
CODINGS = ("br", "gzip", PLAIN)
_OTHER_NAMES = {"x-gzip": "gzip"}
_ETAG = re.compile(rb'(?:W/)?("[^"]*")')


@lru_cache(maxsize=512)
def accepted_codings(accept_encoding: bytes) -> tuple[str, ...]:
    """Our codings in the order this client wants them; plain text is always the last way out."""
    weights = _weights(accept_encoding.decode("latin-1"))
    # Whoever names other codings and not the plain one would rather have one of those.
    weights.setdefault(PLAIN, 0.0)
    wanted = {coding: weights.get(coding, weights.get("*", 0.0)) for coding in CODINGS}
    chosen = [coding for coding in CODINGS if wanted[coding] > 0]
    chosen.sort(key=lambda coding: -wanted[coding])
    return tuple(chosen) if PLAIN in chosen else (*chosen, PLAIN)


def _weights(accept_encoding: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for one in accept_encoding.lower().split(","):
        name, _, parameters = one.partition(";")
        name = name.strip()
        weights[_OTHER_NAMES.get(name, name)] = _weight(parameters)
    return weights


def _weight(parameters: str) -> float:
    name, has_value, value = parameters.partition("=")
    if not has_value or name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def has_it_already(if_none_match: bytes, etags: Collection[bytes]) -> bool:
    """Weak comparison, as If-None-Match demands; a list, `W/` and `*` are understood."""
    if if_none_match in etags or if_none_match.strip() == b"*":
        return True
    return any(etag in etags for etag in _ETAG.findall(if_none_match))


@lru_cache(maxsize=512)
def moment_of(http_date: bytes) -> float | None:
    """Seconds since 1970, or None for what is no date."""
    try:
        return parsedate_to_datetime(http_date.decode("ascii")).timestamp()
    except (ValueError, OverflowError):
        return None


def unchanged_since(if_modified_since: bytes, last_modified: int) -> bool:
    since = moment_of(if_modified_since)
    return since is not None and since >= last_modified
