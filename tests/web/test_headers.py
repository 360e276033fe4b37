"""Every answer carries the headers; HEAD is GET without a body; what nobody can read becomes a page."""

import httpx
import pytest
from litestar import Litestar, Response, get, post

from mittendrin.web.errors import ProblemPages, exception_handlers
from mittendrin.web.headers import ALWAYS, SecurityHeaders
from mittendrin.web.wellformed import Wellformed


@get("/")
async def start() -> Response[bytes]:
    return Response(b"Guten Tag", media_type="text/html", headers={"cache-control": "no-cache"})


@get("/persoenlich")
async def personal() -> Response[bytes]:
    return Response(b"Ihre Termine", media_type="text/html")


@get("/leer", status_code=304)
async def unchanged() -> None: ...


@post("/senden")
async def send_form() -> None: ...


def browser(*, https: bool = False) -> httpx.AsyncClient:
    app = Litestar(
        [start, personal, unchanged, send_form], exception_handlers=exception_handlers(), openapi_config=None
    )
    layers = SecurityHeaders(Wellformed(app, ProblemPages(app)), is_https=https)  # type: ignore[arg-type]
    return httpx.AsyncClient(transport=httpx.ASGITransport(layers), base_url="https://senioren.example.org")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("HEAD", "/", 200),
        ("GET", "/leer", 304),
        ("GET", "/gibt-es-nicht", 404),
        ("HEAD", "/gibt-es-nicht", 404),
        ("POST", "/", 405),
        ("GET", "/senden", 405),
        ("TRACE", "/", 405),
        ("ERFUNDEN", "/", 405),
        ("GET", "/a%00b", 400),
        ("GET", "/?q=%00", 400),
        ("GET", "/%ff", 400),
        ("GET", "/?q=%ED%A0%80", 400),
        ("GET", "/?q=%ff", 400),
        ("GET", f"/?q={'x' * 9000}", 414),
    ],
)
async def test_every_answer_carries_the_headers(method: str, path: str, status: int) -> None:
    async with browser() as visitor:
        answer = await visitor.request(method, path)
    assert answer.status_code == status
    assert [name for name in ALWAYS if name not in answer.headers] == []


async def test_no_page_may_run_a_script() -> None:
    async with browser() as visitor:
        policy = (await visitor.get("/")).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script" not in policy
    assert "unsafe" not in policy


async def test_a_page_that_says_nothing_is_not_kept() -> None:
    async with browser() as visitor:
        assert (await visitor.get("/persoenlich")).headers["cache-control"] == "no-store"
        assert (await visitor.get("/")).headers["cache-control"] == "no-cache"


async def test_https_is_asked_for_only_on_https() -> None:
    async with browser() as plain, browser(https=True) as safe:
        assert "strict-transport-security" not in (await plain.get("/")).headers
        assert "max-age=31536000" in (await safe.get("/")).headers["strict-transport-security"]


async def test_head_is_get_without_a_body() -> None:
    async with browser() as visitor:
        got, headed = await visitor.get("/"), await visitor.head("/")
    assert headed.content == b""
    assert headed.headers == got.headers


async def test_an_error_page_is_a_whole_page() -> None:
    async with browser() as visitor:
        answer = await visitor.get("/a%00b")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="de"' in answer.text
    assert "<h1" in answer.text


async def test_a_wrong_method_says_which_are_right() -> None:
    async with browser() as visitor:
        assert "POST" in (await visitor.get("/senden")).headers["allow"]
