"""`app`: the whole application on the test's database, its time standing still at makers.NOW. `visitor` uses it."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from databases import Database
from makers import NOW, cheap_passwords
from mittendrin.app import create_app
from mittendrin.settings import Settings
from mittendrin.web.asgi import ASGIApp
from visitor import ORIGIN, Visitor


class StandingClock:
    """Time that passes only when a test says so."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def app(database: Database, clock: StandingClock, tmp_path: Path) -> ASGIApp:
    settings = Settings(
        database=database.address, data=tmp_path, base_url=ORIGIN, secret=b"x" * 32, smtp=None, workers=1
    )
    return create_app(settings, clock, cheap_passwords())


@pytest.fixture
async def visitor(app: ASGIApp) -> AsyncIterator[Visitor]:
    async with Visitor(app) as one:
        yield one
