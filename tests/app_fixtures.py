"""`app`: the whole application on the test's database, its time standing still at makers.NOW. `visitor` uses it."""

from collections.abc import AsyncIterator
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from litestar import Litestar

from databases import Database
from makers import NOW, cheap_passwords
from mittendrin.app import create_litestar, fresh_state
from mittendrin.settings import Settings
from mittendrin.web.asgi import ASGIApp, Receive, Scope, Send
from mittendrin.web.shell import create_shell
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


@cache
def _put_together() -> Litestar:
    """Hundreds of routes take longer than most tests and never change: what does is in the state, fresh each time."""
    nowhere = Settings(database="", data=Path(), base_url=ORIGIN, secret=b"x" * 32, smtp=None, workers=1)

    def clock_of_the_test() -> datetime:
        now: datetime = _put_together().state.clock()
        return now

    return create_litestar(nowhere, clock_of_the_test, cheap_passwords())


@pytest.fixture
def app(database: Database, clock: StandingClock, tmp_path: Path) -> ASGIApp:
    settings = Settings(
        database=database.address, data=tmp_path, base_url=ORIGIN, secret=b"x" * 32, smtp=None, workers=1
    )
    litestar = _put_together()
    litestar.state = fresh_state(settings, clock, cheap_passwords())
    shell = create_shell(litestar, settings)

    async def seen_at_once(scope: Scope, receive: Receive, send: Send) -> None:
        """Tests act behind the pages' back, and do not wait the second in which that is noticed."""
        await shell.watcher.look()
        await shell(scope, receive, send)

    return seen_at_once


@pytest.fixture
async def visitor(app: ASGIApp) -> AsyncIterator[Visitor]:
    async with Visitor(app) as one:
        yield one
