"""Machines are slowed down, people are not; and nobody but our own proxies says who is who."""

from datetime import timedelta
from ipaddress import ip_network

import httpx
import pytest
from litestar import Litestar, Request, post

from mittendrin.web.asgi import Receive, Scope, Send
from mittendrin.web.errors import exception_handlers
from mittendrin.web.limits import Buckets, ClientAddress, Limit, limited, network_of

THREE_A_MINUTE = Limit("three", 3, timedelta(minutes=1))


@post("/anmelden", guards=[limited(THREE_A_MINUTE)], status_code=204)
async def sign_up() -> None: ...


def test_a_burst_passes_and_then_one_at_a_time() -> None:
    buckets = Buckets()
    burst = [buckets.take(THREE_A_MINUTE, "a", 100.0) for _time in range(4)]
    assert burst == pytest.approx([0, 0, 0, 20])
    assert buckets.take(THREE_A_MINUTE, "a", 119.0) == pytest.approx(1)
    assert buckets.take(THREE_A_MINUTE, "a", 120.0) == 0
    assert buckets.take(THREE_A_MINUTE, "a", 120.0) == pytest.approx(20)


def test_networks_and_limits_are_counted_apart() -> None:
    buckets = Buckets()
    once = Limit("once", 1, timedelta(hours=1))
    assert [buckets.take(once, network, 0.0) > 0 for network in ("a", "b", "a")] == [False, False, True]
    assert buckets.take(THREE_A_MINUTE, "a", 0.0) == 0


def test_what_waits_is_not_counted() -> None:
    buckets = Buckets()
    once = Limit("once", 1, timedelta(seconds=10))
    assert [buckets.take(once, "a", now) > 0 for now in (0.0, 5.0, 9.9, 10.0)] == [False, True, True, False]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mittendrin.web.limits.NETWORKS_REMEMBERED", 10)
    buckets = Buckets()
    for n in range(100):
        buckets.take(THREE_A_MINUTE, str(n), 0.0)
    assert len(buckets._full_at) == 10


@pytest.mark.parametrize(
    ("client", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("testclient", "unknown"),
        ("", "unknown"),
    ],
)
def test_the_network_of_an_address(client: str, network: str) -> None:
    assert network_of(client) == network


async def test_the_page_says_when_to_come_again() -> None:
    app = Litestar([sign_up], exception_handlers=exception_handlers(), openapi_config=None)
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="https://senioren.example.org") as visitor:
        answers = [await visitor.post("/anmelden") for _time in range(4)]
    assert [answer.status_code for answer in answers] == [204, 204, 204, 429]
    assert 0 < int(answers[3].headers["retry-after"]) <= 20
    assert "Von Ihrem Anschluss" in answers[3].text


@pytest.mark.parametrize(
    ("peer", "forwarded", "reader"),
    [
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("10.0.0.2", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "1.2.3.4, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "198.51.100.1, 10.0.0.3", "198.51.100.1"),
        ("10.0.0.2", "198.51.100.1, unsinn", "10.0.0.2"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "2001:db8::1", "2001:db8::1"),
    ],
)
async def test_only_our_proxies_are_believed(peer: str, forwarded: str, reader: str) -> None:
    seen: list[str] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["client"][0])

    layer = ClientAddress(app, [ip_network("10.0.0.0/24")])
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    await layer({"type": "http", "client": (peer, 1), "headers": headers}, _nothing, _ignore)
    assert seen == [reader]


async def test_without_proxies_nobody_is_believed() -> None:
    @post("/wer")
    async def who(request: Request[object, object, object]) -> str:  # type: ignore[type-var]
        return request.client.host if request.client else ""

    layer = ClientAddress(Litestar([who], openapi_config=None), [])  # type: ignore[arg-type]
    transport = httpx.ASGITransport(layer, client=("127.0.0.1", 1))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="https://senioren.example.org") as visitor:
        assert (await visitor.post("/wer", headers={"x-forwarded-for": "1.2.3.4"})).text == "127.0.0.1"


async def _nothing() -> dict[str, object]:
    return {}


async def _ignore(_message: object) -> None: ...
