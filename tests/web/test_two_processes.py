"""A real server beside this process: what is committed here is soon read there. How soon, the benchmark says."""

import asyncio
from pathlib import Path

import httpx

from databases import Database
from mittendrin.database.transactions import transaction
from mittendrin.web.changes import public_change
from servers import served


async def test_a_change_is_read_in_the_other_process(database: Database, tmp_path: Path) -> None:
    settings = {"MITTENDRIN_DATABASE": database.address, "MITTENDRIN_DATA": str(tmp_path / "data")}
    with served("two_processes:app", settings) as address:
        async with httpx.AsyncClient(base_url=address) as reader:
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
