"""Another site cannot send a form in someone's name; whoever comes from our own pages is let through."""

import httpx
import pytest
from litestar import Litestar, get, post

from mittendrin.web.errors import ProblemPages, exception_handlers
from mittendrin.web.origin import SameOrigin, origin_of
from mittendrin.web.sessions_cookie import SessionCookie

HOME = "https://senioren.example.org"
SIGNED_IN = {"cookie": "__Host-sitzung=abc"}


@get("/")
async def start() -> str:
    return "Guten Tag"


@post("/senden", status_code=204)
async def send_form() -> None: ...


def browser(base_url: str = HOME, reached_at: str = HOME) -> httpx.AsyncClient:
    app = Litestar([start, send_form], exception_handlers=exception_handlers(), openapi_config=None)
    cookie = SessionCookie(is_https=base_url.startswith("https://"))
    layer = SameOrigin(app, base_url, cookie, ProblemPages(app))  # type: ignore[arg-type]
    return httpx.AsyncClient(transport=httpx.ASGITransport(layer), base_url=reached_at)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 204),
        ({"sec-fetch-site": "none"}, 204),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": HOME}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "https://boese.example"}, 204),
        ({"origin": HOME}, 204),
        ({"origin": "null"}, 403),
        ({"origin": "https://boese.example"}, 403),
        ({"origin": "http://senioren.example.org"}, 403),
        ({"origin": "https://senioren.example.org:444"}, 403),
        ({"origin": "https://senioren.example.org.boese.example"}, 403),
        ({"origin": "https://boese.example", "referer": f"{HOME}/anliegen"}, 403),
        ({"referer": f"{HOME}/anliegen?x=1"}, 204),
        ({"referer": "https://boese.example/?https://senioren.example.org"}, 403),
        ({"referer": "kein Anschluss"}, 403),
        ({}, 204),
        (SIGNED_IN, 403),
        (SIGNED_IN | {"sec-fetch-site": "same-origin"}, 204),
        (SIGNED_IN | {"origin": HOME}, 204),
        (SIGNED_IN | {"referer": f"{HOME}/verein"}, 204),
        ({"cookie": "schrift=gross"}, 204),
    ],
)
async def test_who_may_send_a_form(headers: dict[str, str], status: int) -> None:
    async with browser() as visitor:
        assert (await visitor.post("/senden", headers=headers)).status_code == status


async def test_reading_is_free_for_links_from_everywhere() -> None:
    async with browser() as visitor:
        answer = await visitor.get("/", headers={"sec-fetch-site": "cross-site", **SIGNED_IN})
    assert answer.text == "Guten Tag"


async def test_the_refusal_helps() -> None:
    async with browser() as visitor:
        answer = await visitor.post("/senden", headers=SIGNED_IN)
    assert "noch einmal ab" in answer.text


async def test_in_the_house_network_the_name_that_people_type_is_ours_too() -> None:
    async with browser("http://127.0.0.1:8000", "http://192.168.1.10:8000") as tablet:
        own = await tablet.post("/senden", headers={"origin": "http://192.168.1.10:8000"})
        foreign = await tablet.post("/senden", headers={"origin": "http://192.168.1.11:8000"})
    assert (own.status_code, foreign.status_code) == (204, 403)


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://a.example:443/x", "https://a.example"),
        ("http://a.example:80", "http://a.example"),
        ("HTTPS://A.Example/", "https://a.example"),
        ("http://[::1]:8000/", "http://::1:8000"),
        ("https://a.example:nichts", None),
        ("javascript:alert(1)", None),
        ("null", None),
    ],
)
def test_the_origin_of_an_address(address: str, origin: str | None) -> None:
    assert origin_of(address) == origin
