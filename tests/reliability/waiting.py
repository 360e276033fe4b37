"""For what another process does soon."""

import asyncio
from collections.abc import Awaitable, Callable

SOON = 20.0
LOOK_EVERY = 0.1


async def until(happened: Callable[[], Awaitable[bool]]) -> None:
    for _ in range(int(SOON / LOOK_EVERY)):
        if await happened():
            return
        await asyncio.sleep(LOOK_EVERY)
    raise TimeoutError(happened)
