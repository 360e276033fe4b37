"""`/gesund`: whether we can work, for programs that watch servers. Says nothing about people or versions."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from mittendrin.web.site import bring_nothing

logger = logging.getLogger("mittendrin.health")

PATH = "/gesund"
ANSWER_WITHIN = 2.0
# Mails wait a few minutes when a server asks us to come back; a quarter of an hour means that none go out.
OUTBOX_MAY_WAIT = timedelta(minutes=15)

CheckDatabase = Callable[[], Awaitable[object]]
OutboxAge = Callable[[], Awaitable[timedelta]]


def health_route(check_database: CheckDatabase, outbox_age: OutboxAge) -> HTTPRouteHandler:
    """`check_database` raises when the database is away; `outbox_age` says how long the oldest mail waits."""

    @get(PATH, include_in_schema=False, before_request=bring_nothing)
    async def health() -> Response[dict[str, Any]]:
        has_database = await _succeeds(check_database)
        age = await _age(outbox_age) if has_database else None
        is_well = age is not None and age < OUTBOX_MAY_WAIT
        said = {
            "status": "ok" if is_well else "trouble",
            "database": "ok" if has_database else "away",
            "outbox_age_seconds": None if age is None else int(age.total_seconds()),
        }
        return Response(said, status_code=200 if is_well else 503)

    return health


async def _succeeds(check: CheckDatabase) -> bool:
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            await check()
    except Exception as error:
        logger.warning("The database does not answer: %s", type(error).__name__)
        return False
    return True


async def _age(outbox_age: OutboxAge) -> timedelta | None:
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            return await outbox_age()
    except Exception as error:
        logger.warning("The outbox cannot be read: %s", type(error).__name__)
        return None
