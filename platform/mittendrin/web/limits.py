"""How often one network may do what costs us or others something.

A network is one IPv4 address or one IPv6 /64, as providers hand them out. Behind one address may stand a
whole care home or our own office: limits stop machines, never a busy afternoon. They live in the memory of
each process; what must hold exactly (sign-in per account) is counted in the database by its room.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.exceptions import TooManyRequestsException
from litestar.handlers import BaseRouteHandler

from mittendrin.web.asgi import ASGIApp, Receive, Scope, Send

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address
Connection = ASGIConnection[Any, Any, Any, Any]
Guard = Callable[[Connection, BaseRouteHandler], Awaitable[None]]

NETWORKS_REMEMBERED = 50_000
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Limit:
    """`burst` at once; after that as many again, evenly, over `per`."""

    name: str
    burst: int
    per: timedelta

    @property
    def seconds_each(self) -> float:
        return self.per.total_seconds() / self.burst


# Sixty people who do the same from one network at the same time get through all of them: a test tries it.
SIGN_UP = Limit("sign-up", 300, timedelta(minutes=10))
SEARCH = Limit("search", 300, timedelta(minutes=1))
SIGN_IN = Limit("sign-in", 150, timedelta(minutes=10))
REPORT = Limit("report", 200, timedelta(hours=1))
# What whoever holds a signed link may write: many behind one network, few by one link.
BY_LINKS = Limit("links", 300, timedelta(minutes=10))
BY_ONE_LINK = Limit("one link", 40, timedelta(hours=1))


class Buckets:
    """One number for each limit and network: when the bucket will be full again."""

    def __init__(self) -> None:
        self._full_at: OrderedDict[tuple[str, str], float] = OrderedDict()

    def take(self, limit: Limit, network: str, now: float) -> float:
        """How many seconds to wait; 0 when it may happen now, and then it is counted."""
        key = (limit.name, network)
        full_at = max(self._full_at.get(key, now), now)
        wait = full_at + limit.seconds_each - now - limit.per.total_seconds()
        # A hair's breadth for what floating point loses.
        if wait > 1e-6:
            return wait
        self._full_at[key] = full_at + limit.seconds_each
        self._full_at.move_to_end(key)
        if len(self._full_at) > NETWORKS_REMEMBERED:
            self._full_at.popitem(last=False)
        return 0.0


def network_behind(connection: Connection) -> str:
    """The network that a request comes from."""
    client = connection.scope.get("client")
    return network_of(client[0] if client else "")


def limited(limit: Limit, who: Callable[[Connection], str] = network_behind) -> Guard:
    """`@post("/…", guards=[limited(SIGN_UP)])`; `who` names the one that is counted."""

    # Litestar would hand a guard that is not async to a thread.
    async def guard(connection: Connection, _handler: BaseRouteHandler) -> None:
        if wait := seconds_to_wait(connection, limit, who(connection)):
            raise TooManyRequestsException(headers={"Retry-After": str(math.ceil(wait))})

    return guard


def seconds_to_wait(connection: Connection, limit: Limit, who: str) -> float:
    """For handlers that have more to say than the page of the guard; 0 when it may happen now, and then it is counted."""
    return _buckets_of(connection.app).take(limit, who, time.monotonic())


def link_of(connection: Connection) -> str:
    """Code and signature: whoever knows only the code of somebody else counts for themselves."""
    given = connection.path_params
    return f"{given.get('code', '')}/{given.get('signed', '')}"


def by_link() -> list[Guard]:
    """For everything that a signed link writes: each thing may put a message on its way."""
    return [limited(BY_LINKS), limited(BY_ONE_LINK, link_of)]


def _buckets_of(app: Litestar) -> Buckets:
    buckets = app.state.get("buckets")
    if not isinstance(buckets, Buckets):
        buckets = app.state.buckets = Buckets()
    return buckets


@lru_cache(maxsize=4_096)
def network_of(client: str) -> str:
    address = _read_address(client)
    if address is None:
        return UNKNOWN
    return str(address if address.version == 4 else ip_network((address, 64), strict=False))


@lru_cache(maxsize=4_096)
def _read_address(text: str) -> Address | None:
    try:
        address = ip_address(text.strip().strip("[]"))
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


class ClientAddress:
    """Puts the reader's address in the place of our own proxy's, and believes nobody else about it."""

    def __init__(self, app: ASGIApp, proxies: Iterable[Network]) -> None:
        self._app = app
        self._proxies = tuple(proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._proxies and scope.get("client"):
            host, port = scope["client"]
            scope = {**scope, "client": (self._reader(host, scope), port)}
        await self._app(scope, receive, send)

    def _reader(self, peer: str, scope: Scope) -> str:
        forwarded = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
        hops = b",".join(forwarded).decode("latin-1").split(",") if forwarded else []
        reader = peer
        # From our end outwards: each hop is believed as long as one of our proxies wrote it down.
        while self._is_ours(reader) and hops and (said := _read_address(hops.pop())):
            reader = str(said)
        return reader

    def _is_ours(self, host: str) -> bool:
        address = _read_address(host)
        return address is not None and any(address in proxy for proxy in self._proxies)
