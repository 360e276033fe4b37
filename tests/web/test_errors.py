"""Whatever goes wrong becomes a page with words, and the log learns nothing about people."""

import logging
import sqlite3
from typing import Any, Never

import httpx
import pytest
from litestar import Litestar, Request, get, post
from litestar.exceptions import ServiceUnavailableException
from litestar.params import FromPath, FromQuery

from mittendrin.core.refusal import NotFound, Refused
from mittendrin.web import errors, problems
from mittendrin.web.asgi import Receive, Scope, Send
from mittendrin.web.errors import LastResort, ProblemPages, exception_handlers


@get("/vorbei")
async def gone() -> Never:
    raise NotFound


@get("/nein")
async def refusing() -> Never:
    raise Refused("Die Anmeldefrist ist <vorbei>.")


@get("/kalender/privat/{token:str}")
async def breaking(token: FromPath[str]) -> Never:
    raise ValueError(token)


@get("/ohne-datenbank")
async def without_database() -> Never:
    raise sqlite3.OperationalError("database is locked")


@get("/gleich")
async def paused() -> Never:
    raise ServiceUnavailableException


@get("/zahl")
async def numbered(n: FromQuery[int]) -> str:
    return str(n)


@post("/gross", request_max_body_size=10)
async def small(request: Request[Any, Any, Any]) -> None:
    await request.body()


@get("/api/v1/nein")
async def refusing_program() -> Never:
    raise Refused("Nein.")


def browser() -> httpx.AsyncClient:
    handlers = [gone, refusing, breaking, without_database, paused, numbered, small, refusing_program]
    app = Litestar(
        handlers, exception_handlers=exception_handlers(), openapi_config=None, logging_config=None
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://senioren.example.org")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/vorbei", 404, "Diese Seite gibt es nicht"),
        ("/nie-da", 404, "Diese Seite gibt es nicht"),
        ("/nein", 422, "Die Anmeldefrist ist &lt;vorbei&gt;."),
        ("/kalender/privat/geheim", 500, "Das liegt nicht an Ihnen."),
        ("/ohne-datenbank", 503, "Wir sind gleich wieder da"),
        ("/gleich", 503, "Wir sind gleich wieder da"),
        ("/zahl?n=viele", 400, "Das haben wir nicht verstanden"),
        ("/gross", 405, "So lässt sich diese Seite nicht öffnen"),
    ],
)
async def test_every_trouble_has_its_page(path: str, status: int, words: str) -> None:
    async with browser() as visitor:
        answer = await visitor.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert words in answer.text


async def test_too_much_is_said_in_a_sentence() -> None:
    async with browser() as visitor:
        answer = await visitor.post("/gross", content="viel zu viel")
    assert answer.status_code == 413
    assert "Das ist zu groß für uns" in answer.text


async def test_where_waiting_helps_we_say_how_long() -> None:
    async with browser() as visitor:
        assert (await visitor.get("/gleich")).headers["retry-after"] == "30"


async def test_programs_read_json() -> None:
    async with browser() as program:
        answer = await program.get("/api/v1/nein")
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json() == {"status": 422, "title": "Das geht so leider nicht", "detail": "Nein."}


async def test_the_log_says_where_and_never_who(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "mittendrin.errors"):
        async with browser() as visitor:
            await visitor.get("/kalender/privat/geheim-06311234?name=Erika")
    assert "/kalender/privat/{token}" in caplog.text
    assert "in breaking" in caplog.text
    assert "ValueError" in caplog.text
    for secret in ("Erika", "0631", "geheim"):
        assert secret not in caplog.text


async def test_a_page_comes_even_when_no_page_can_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Never:
        raise OSError("the templates are gone")

    monkeypatch.setattr(errors, "page", broken)
    async with browser() as visitor:
        answer = await visitor.get("/nein")
    assert answer.status_code == 422
    assert "Die Anmeldefrist ist &lt;vorbei&gt;." in answer.text
    assert '<html lang="de">' in answer.text


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (ZeroDivisionError(), 500, "Das liegt nicht an Ihnen."),
        (sqlite3.OperationalError("database is locked"), 503, "Im Augenblick geht das gerade nicht."),
    ],
)
async def test_what_escapes_from_a_layer_becomes_a_page(error: Exception, status: int, said: str) -> None:
    async def breaking_layer(_scope: Scope, _receive: Receive, _send: Send) -> Never:
        raise error

    last_resort = LastResort(breaking_layer, ProblemPages(Litestar([])))
    transport = httpx.ASGITransport(last_resort)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="https://senioren.example.org") as visitor:
        answer = await visitor.get("/")
    assert answer.status_code == status
    assert said in answer.text


def test_every_problem_has_a_title_and_says_what_to_do() -> None:
    for status in (400, 401, 403, 404, 405, 408, 413, 414, 418, 429, 500, 502, 503):
        problem = problems.problem_for(status)
        assert problem.title
        assert problem.sentence.endswith(".")
