"""For what happens soon, here or in another process."""

import asyncio
import time
from collections.abc import Awaitable, Callable

# Also beside a machine full of other work. Whoever waits in vain hears for what, and no test hangs.
SOON = 60.0
LOOK_EVERY = 0.05


async def until(happened: Callable[[], Awaitable[bool]]) -> None:
    deadline = time.monotonic() + SOON
    while not await happened():
        if time.monotonic() > deadline:
            raise TimeoutError(f"Not within {SOON:.0f} seconds: {happened}")
        await asyncio.sleep(LOOK_EVERY)
