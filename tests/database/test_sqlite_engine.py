"""What only SQLite needs: its waits, its threads, its one writer."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from piccolo.engine.exceptions import TransactionError
from piccolo.engine.sqlite import TransactionType

import databases
from database.throwaway import Topic
from databases import Database
from mittendrin.database import sqlite_connection
from mittendrin.database.pool import close_pool, open_pool
from mittendrin.database.sqlite_engine import PooledSQLiteEngine
from mittendrin.database.transactions import transaction


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[PooledSQLiteEngine]:
    made = databases.use(Database("sqlite", f"sqlite:///{tmp_path / 'one.sqlite'}"))
    assert isinstance(made, PooledSQLiteEngine)
    await open_pool()
    await Topic.create_table()
    yield made
    await close_pool()


@pytest.fixture
def stranger(engine: PooledSQLiteEngine) -> sqlite3.Connection:
    """Another process, as SQLite sees it."""
    return sqlite3.connect(engine.path, isolation_level=None)


async def pragma(name: str) -> object:
    async with transaction():
        (row,) = await Topic.raw(f"PRAGMA {name}")
    return row[name]


async def test_what_was_confirmed_survives_a_power_cut(engine: PooledSQLiteEngine) -> None:
    assert await pragma("synchronous") == 2
    assert await pragma("foreign_keys") == 1
    assert await pragma("journal_mode") == "wal"


async def test_what_was_deleted_leaves_nothing_in_the_file(engine: PooledSQLiteEngine) -> None:
    assert await pragma("secure_delete") == 1


NUMBERS = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t LIMIT 300000) SELECT n FROM t"
ADD_THEM_UP = f"SELECT sum(n) AS total FROM ({NUMBERS})"


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> set[threading.Thread]:
    """Where statements have run."""
    seen = set()
    run = sqlite_connection.Connection.run

    def watched(connection: sqlite_connection.Connection, sql: str, args: object) -> object:
        seen.add(threading.current_thread())
        return run(connection, sql, args)

    monkeypatch.setattr(sqlite_connection.Connection, "run", watched)
    return seen


async def test_a_large_read_leaves_the_loop_and_comes_back_whole(
    engine: PooledSQLiteEngine, threads: set[threading.Thread]
) -> None:
    assert await Topic.raw(ADD_THEM_UP) == [{"total": 300000 * 300001 // 2}]
    assert len(threads) == 2
    assert await Topic.count() == 0


async def test_a_read_of_many_quick_steps_is_not_done_twice(
    engine: PooledSQLiteEngine, threads: set[threading.Thread], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_connection, "LARGE_READ", 10.0)
    assert await Topic.raw(ADD_THEM_UP) == [{"total": 300000 * 300001 // 2}]
    assert threads == {threading.current_thread()}


async def test_begin_waits_for_another_process_without_stopping_the_loop(
    engine: PooledSQLiteEngine, stranger: sqlite3.Connection
) -> None:
    stranger.execute("BEGIN IMMEDIATE")
    task = asyncio.ensure_future(Topic.insert(Topic(name="wartet")).run())
    for _ in range(20):
        await asyncio.sleep(0.001)
    assert not task.done()
    stranger.execute("COMMIT")
    await task
    stranger.close()
    assert await Topic.count() == 1


async def test_begin_gives_up_with_the_reason(
    engine: PooledSQLiteEngine, stranger: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_connection, "WAIT_FOR_LOCK", 0.05)
    stranger.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await Topic.insert(Topic(name="zu spät"))
    stranger.close()
    await Topic.insert(Topic(name="danach"))
    assert await Topic.count() == 1


async def test_whoever_is_cancelled_while_begin_waits_leaves_no_lock(
    engine: PooledSQLiteEngine, stranger: sqlite3.Connection
) -> None:
    stranger.execute("BEGIN IMMEDIATE")
    task = asyncio.ensure_future(Topic.insert(Topic(name="abgebrochen")).run())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
    stranger.execute("COMMIT")
    stranger.execute("BEGIN IMMEDIATE")
    stranger.execute("COMMIT")
    stranger.close()
    await Topic.insert(Topic(name="danach"))
    assert await Topic.count() == 1


async def test_a_task_cannot_write_into_a_transaction_that_is_over(engine: PooledSQLiteEngine) -> None:
    async with transaction():
        late = asyncio.create_task(add_late())
    with pytest.raises(TransactionError):
        await late
    assert await Topic.count() == 0


async def add_late() -> None:
    await asyncio.sleep(0.01)
    await Topic.insert(Topic(name="spät"))


async def test_nothing_is_written_after_sqlite_ended_the_transaction(engine: PooledSQLiteEngine) -> None:
    """As on a full disk; here a ROLLBACK stands for it."""
    with pytest.raises(TransactionError):
        async with transaction() as running:
            await running.rollback()
            await Topic.insert(Topic(name="allein"))
    assert await Topic.count() == 0


async def test_a_long_transaction_lets_others_have_their_turn(engine: PooledSQLiteEngine) -> None:
    turns = 0

    async def other() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    task = asyncio.create_task(other())
    async with transaction():
        for number in range(200):
            await Topic.insert(Topic(name=f"t{number}"))
    task.cancel()
    assert turns > 3


async def test_nesting_can_be_refused(engine: PooledSQLiteEngine) -> None:
    async with transaction():
        with pytest.raises(TransactionError):
            engine.transaction(TransactionType.immediate, allow_nested=False)


async def test_vacuum_runs_outside_of_transactions(engine: PooledSQLiteEngine) -> None:
    await Topic.raw("VACUUM")


async def test_without_a_pool_everything_works_too(engine: PooledSQLiteEngine) -> None:
    await close_pool()
    async with transaction():
        await Topic.insert(Topic(name="ohne"))
    assert await Topic.count() == 1
