"""What only PostgreSQL needs: a server that goes away and comes back."""

from functools import partial

import asyncpg
import pytest

import databases
from database.throwaway import Venue
from databases import Database
from reliability.waiting import until

pytestmark = pytest.mark.skipif(not databases.SERVER, reason="needs MITTENDRIN_TEST_POSTGRES")


@pytest.mark.parametrize("empty_database", ["postgres"], indirect=True)
async def test_connections_that_were_cut_are_made_anew(empty_database: Database) -> None:
    await Venue.create_table()
    stranger = await asyncpg.connect(empty_database.address)
    cut = await stranger.fetch(
        "SELECT pid, pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    # They end a moment later, and we hear of it later still; statements within that moment may fail.
    # Just these are waited for: a worker of the server's own may come meanwhile, and stay.
    pids = [row["pid"] for row in cut]
    await until(partial(have_ended, stranger, pids))
    await stranger.close()
    await until(inserted)
    assert await Venue.count() == 1


async def have_ended(stranger: asyncpg.Connection, pids: list[int]) -> bool:
    return not await stranger.fetchval("SELECT count(*) FROM pg_stat_activity WHERE pid = ANY($1)", pids)


async def inserted() -> bool:
    try:
        await Venue.insert(Venue(name="Stadthalle", slug="stadthalle"))
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError):
        return False
    return True
