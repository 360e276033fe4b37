"""The app of the second process in `web/test_two_processes.py`: one page that tells what the database holds."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Request, Response, get

from mittendrin.database.pool import close_pool, open_pool
from mittendrin.settings import read_settings
from mittendrin.web.asgi import ASGIApp
from mittendrin.web.prepared import Keep, prepared
from mittendrin.web.shell import create_shell
from mittendrin.web.tables import PublicChange


@get("/liste")
async def listing(request: Request[Any, Any, Any]) -> Response[str]:
    rows = await PublicChange.count().where(PublicChange.area == "events")
    return prepared(request, Response(f"{rows} Termine", media_type="text/plain"), Keep({"events"}))


@asynccontextmanager
async def with_database(_: Litestar) -> AsyncIterator[None]:
    await open_pool()
    try:
        yield
    finally:
        await close_pool()


def app() -> ASGIApp:
    return create_shell(Litestar([listing], lifespan=[with_database], openapi_config=None), read_settings())
