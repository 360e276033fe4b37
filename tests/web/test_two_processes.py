"""A real server beside this process: what is committed here is soon read there. How soon, the benchmark says."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from databases import Database
from mittendrin.database.transactions import transaction
from mittendrin.web.changes import public_change

TESTS = Path(__file__).parent.parent


async def test_a_change_is_read_in_the_other_process(database: Database, tmp_path: Path) -> None:
    async with served(database, tmp_path) as reader:
        etag = (await reader.get("/liste")).headers["etag"]
        read = [await what_is_read_after_a_change(reader) for _change in range(5)]
        assert (await reader.get("/liste", headers={"if-none-match": etag})).status_code == 200
    assert read == [f"{n} Termine" for n in range(1, 6)]


async def what_is_read_after_a_change(reader: httpx.AsyncClient) -> str:
    """Asks all the time, so that an answer made just before the commit has every chance to stay."""
    before = after = (await reader.get("/liste")).text
    async with transaction():
        await public_change("events")
    for _try in range(10_000):
        after = (await reader.get("/liste")).text
        if after != before:
            break
        await asyncio.sleep(0.005)
    return after


@asynccontextmanager
async def served(database: Database, folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asgi",
        "--port",
        str(port),
        "two_processes:app",
    ]
    environment = os.environ | {
        "MITTENDRIN_DATABASE": database.address,
        "MITTENDRIN_DATA": str(folder / "data"),
        "PYTHONPATH": os.pathsep.join((str(TESTS.parent / "platform"), str(TESTS))),
    }
    quiet = asyncio.subprocess.DEVNULL
    server = await asyncio.create_subprocess_exec(*command, env=environment, stdout=quiet, stderr=quiet)
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as reader:
            await wait_for(reader)
            yield reader
    finally:
        server.terminate()
        await server.wait()


async def wait_for(reader: httpx.AsyncClient) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                await reader.get("/liste")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
