"""Too much at once ends in a short queue and an honest page, and slow senders occupy nothing."""

import asyncio
from collections.abc import AsyncIterator, Iterable

import httpx
import pytest
from litestar import Litestar, Request, get, post

from mittendrin.web import overload
from mittendrin.web.asgi import Message, Receive, Scope, Send
from mittendrin.web.errors import ProblemPages, exception_handlers
from mittendrin.web.overload import BodyFirst, Overload
from small_town import until

PAGES = ProblemPages(Litestar([]))
HOME = "https://senioren.example.org"


class SlowApp:
    """Answers when the test says so."""

    def __init__(self) -> None:
        self.go_on = asyncio.Event()
        self.inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.inside += 1
        await self.go_on.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"ja"})


@pytest.fixture
def app() -> SlowApp:
    return SlowApp()


def browser(layer: object) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(layer), base_url=HOME)  # type: ignore[arg-type]


async def test_some_work_some_wait_and_the_rest_is_asked_to_come_back(app: SlowApp) -> None:
    layer = Overload(app, PAGES, at_once=2, waiting=3)
    async with browser(layer) as visitor:
        asked = [asyncio.create_task(visitor.get("/")) for _reader in range(7)]
        await until(lambda: sum(one.done() for one in asked) == 2)
        assert app.inside == 2
        app.go_on.set()
        answers = await asyncio.gather(*asked)
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [503] * 2
    refused = next(answer for answer in answers if answer.status_code == 503)
    assert refused.headers["retry-after"] == "30"
    assert "Wir sind gleich wieder da" in refused.text


async def test_whoever_waits_too_long_is_asked_to_come_back(
    app: SlowApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overload, "PATIENCE", 0.01)
    layer = Overload(app, PAGES, at_once=1)
    async with browser(layer) as visitor:
        first = asyncio.create_task(visitor.get("/"))
        await until(lambda: app.inside == 1)
        assert (await visitor.get("/")).status_code == 503
        app.go_on.set()
        assert (await first).status_code == 200
        assert (await visitor.get("/")).status_code == 200


async def test_the_watchers_of_the_server_come_through(app: SlowApp) -> None:
    layer = Overload(app, PAGES, at_once=1, waiting=0)
    async with browser(layer) as visitor:
        asked = [asyncio.create_task(visitor.get(path)) for path in ("/", "/gesund", "/assets/look.css")]
        await until(lambda: app.inside == 3)
        app.go_on.set()
        assert [answer.status_code for answer in await asyncio.gather(*asked)] == [200, 200, 200]


@post("/senden")
async def send_form(request: Request[object, object, object]) -> int:  # type: ignore[type-var]
    return len(await request.body())


@get("/")
async def start() -> str:
    return "Guten Tag"


def reading(limit: int = 100) -> httpx.AsyncClient:
    app = Litestar([send_form, start], exception_handlers=exception_handlers(), openapi_config=None)
    return browser(BodyFirst(app, PAGES, limit=limit))  # type: ignore[arg-type]


async def chunks(parts: Iterable[bytes]) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def test_a_body_arrives_whole() -> None:
    async with reading() as visitor:
        assert (await visitor.post("/senden", content=chunks([b"a" * 40, b"b" * 60]))).text == "100"
        assert (await visitor.post("/senden")).text == "0"
        assert (await visitor.get("/")).text == "Guten Tag"


@pytest.mark.parametrize("parts", [[b"x" * 101], [b"x" * 60, b"x" * 60]], ids=["announced", "in parts"])
async def test_too_much_is_refused_in_a_sentence(parts: list[bytes]) -> None:
    content = parts[0] if len(parts) == 1 else chunks(parts)
    async with reading() as visitor:
        answer = await visitor.post("/senden", content=content)
    assert answer.status_code == 413
    assert "Das ist zu groß für uns" in answer.text


async def test_a_slow_sender_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, app: SlowApp) -> None:
    monkeypatch.setattr(overload, "BODY_WITHIN", 0.01)

    async def never() -> Message:
        await asyncio.sleep(5)
        return {}

    assert await statuses(BodyFirst(app, PAGES), never) == [408]
    assert app.inside == 0


async def test_whoever_left_gets_no_answer(app: SlowApp) -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    assert await statuses(BodyFirst(app, PAGES), gone) == []
    assert app.inside == 0


async def statuses(layer: BodyFirst, receive: Receive) -> list[int]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "http", "method": "POST", "path": "/senden", "query_string": b"", "headers": []}
    await layer(scope, receive, send)
    return [message["status"] for message in sent if message["type"] == "http.response.start"]
