"""The page for those who watch the server."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from litestar import Litestar

from mittendrin.web.health import health_route


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
