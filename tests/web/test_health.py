"""The page for those who watch the server."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar
from piccolo.engine.sqlite import SQLiteEngine

from databases import Database
from makers import NOW, cheap_passwords
from mittendrin.app import create_app
from mittendrin.database import postgres_engine, sqlite_pool
from mittendrin.database.engine import current_engine
from mittendrin.database.transactions import snapshot
from mittendrin.settings import Settings
from mittendrin.web import health as health_page
from mittendrin.web.health import health_route
from visitor import ORIGIN


async def health(*, database: bool, waiting: timedelta | None) -> tuple[int, dict[str, Any]]:
    async def check() -> None:
        if not database:
            raise ConnectionError

    async def outbox_age() -> timedelta:
        if waiting is None:
            raise ConnectionError
        return waiting

    app = Litestar([health_route(check, outbox_age)], openapi_config=None)
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="https://senioren.example.org") as watcher:
        answer = await watcher.get("/gesund")
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    ("database", "waiting", "status", "said"),
    [
        (True, timedelta(0), 200, {"status": "ok", "database": "ok", "outbox_age_seconds": 0}),
        (True, timedelta(minutes=14), 200, {"status": "ok", "database": "ok", "outbox_age_seconds": 840}),
        (
            True,
            timedelta(minutes=15),
            503,
            {"status": "trouble", "database": "ok", "outbox_age_seconds": 900},
        ),
        (True, None, 503, {"status": "trouble", "database": "ok", "outbox_age_seconds": None}),
        (False, timedelta(0), 503, {"status": "trouble", "database": "away", "outbox_age_seconds": None}),
    ],
)
async def test_health(database: bool, waiting: timedelta | None, status: int, said: dict[str, Any]) -> None:
    assert await health(database=database, waiting=waiting) == (status, said)


async def test_it_answers_in_time_when_every_connection_is_taken(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Programs that watch give up after some seconds."""
    here = Settings(database.address, tmp_path, ORIGIN, b"x" * 32, None, 1)
    transport = httpx.ASGITransport(create_app(here, lambda: NOW, cheap_passwords()))
    monkeypatch.setattr(health_page, "ANSWER_WITHIN", 0.05)
    kept = (
        sqlite_pool.READERS
        if isinstance(current_engine(), SQLiteEngine)
        else postgres_engine.MOST_CONNECTIONS
    )
    over, all_inside = asyncio.Event(), asyncio.Barrier(kept + 1)

    async def keep() -> None:
        async with snapshot():
            await all_inside.wait()
            await over.wait()

    keeping = [asyncio.create_task(keep()) for _ in range(kept)]
    await all_inside.wait()
    async with asyncio.timeout(20), httpx.AsyncClient(transport=transport, base_url=ORIGIN) as watcher:
        answer = await watcher.get("/gesund")
    over.set()
    await asyncio.gather(*keeping)
    assert (answer.status_code, answer.json()["database"]) == (503, "away")
