"""The process that `memory_profile` looks at. It reads in as little as it can of what the application does not need."""

import asyncio
import json
import resource
import sys
import tracemalloc
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

MOST = 8
PATHS = ("/", "/veranstaltungen", "/veranstaltungen/veranstaltung-nummer-7", "/kalender/alle.ics")
MEGABYTE = 1_000_000


def alone() -> None:
    if sys.argv[1] == "traced":
        tracemalloc.start()
    steps = {"Python": _size()}
    app = import_module("mittendrin.app")
    steps["the application read in"] = _size()
    shell = app.create_app(import_module("mittendrin.settings").settings())
    steps["put together"] = _size()
    asyncio.run(_ask(shell))
    steps["after start page, list, event page and feed"] = _size()
    rooms = _rooms() if tracemalloc.is_tracing() else {}
    print(json.dumps({"steps": steps, "rooms": rooms}))


async def _ask(shell: Any) -> None:
    pool, httpx = import_module("mittendrin.database.pool"), import_module("httpx")
    await pool.open_pool()
    transport = httpx.ASGITransport(shell)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        for path in PATHS:
            (await client.get(path)).raise_for_status()
    await pool.close_pool()


def _size() -> float:
    """What of this process is in memory, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / MEGABYTE


def _rooms() -> dict[str, float]:
    """By the package that allocated, in MB."""
    held: Counter[str] = Counter()
    for one in tracemalloc.take_snapshot().statistics("filename"):
        held[_room(Path(one.traceback[0].filename))] += one.size
    return {room: size / MEGABYTE for room, size in held.most_common(MOST)}


def _room(file: Path) -> str:
    for folder, length in (("site-packages", 1), ("mittendrin", 2)):
        if folder in file.parts:
            begin = len(file.parts) - 1 - file.parts[::-1].index(folder)
            return "/".join(file.parts[begin:][: length + 1])
    return "Python itself" if "<frozen" in str(file) or "python3" in str(file) else file.name


if __name__ == "__main__":
    alone()
