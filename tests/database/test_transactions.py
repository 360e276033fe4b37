"""Nothing half, nothing left open, nobody twice: the same on both engines."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import pytest
from piccolo.columns import ForeignKey, Integer, OnDelete, Serial, Text, Varchar
from piccolo.constraints import Check, Unique
from piccolo.engine.sqlite import SQLiteEngine
from piccolo.table import Table, create_db_tables

from constraints import check_violation
from databases import Database
from mittendrin.core.refusal import Refused
from mittendrin.database import postgres_engine, sqlite_pool
from mittendrin.database.engine import current_engine
from mittendrin.database.transactions import snapshot, transaction
from mittendrin.database.violations import (
    foreign_key_violation,
    refuse_duplicate,
    unique_violation,
)


class Walk(Table):
    id: Serial = Serial(primary_key=True)
    title = Varchar(length=100, unique=True)
    seats = Integer()
    taken = Integer(default=0)
    walk_taken_fits = Check((taken >= 0) & (taken <= seats))


class Walker(Table):
    id: Serial = Serial(primary_key=True)
    walk = ForeignKey(Walk, null=False, on_delete=OnDelete.restrict)
    name = Varchar(length=100)
    note = Text()
    walker_once = Unique([walk, name])


@pytest.fixture(autouse=True)
async def tables(empty_database: Database) -> AsyncIterator[None]:
    for table in (Walk, Walker):
        table._meta.db = current_engine()
    await create_db_tables(Walk, Walker)
    await Walk.insert(Walk(title="Zum Betzenberg", seats=3))
    yield


async def names() -> list[str]:
    return [row["name"] for row in await Walker.select(Walker.name).order_by(Walker.id)]


async def join(name: str) -> None:
    async with transaction():
        won = (
            await Walk.update({Walk.taken: Walk.taken + 1})
            .where(Walk.id == 1, Walk.taken < Walk.seats)
            .returning(Walk.id)
        )
        if not won:
            raise Refused("Leider voll.")
        await Walker.insert(Walker(walk=1, name=name))


async def test_fifty_people_want_three_seats() -> None:
    answers = await asyncio.gather(*(join(f"p{n}") for n in range(50)), return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType"] * 3 + ["Refused"] * 47
    assert len(await names()) == 3


async def test_an_error_leaves_nothing() -> None:
    with pytest.raises(RuntimeError):
        async with transaction():
            await Walker.insert(Walker(walk=1, name="halb"))
            raise RuntimeError
    assert await names() == []


async def test_an_inner_transaction_joins_the_outer_one() -> None:
    with pytest.raises(RuntimeError):
        async with transaction():
            async with transaction():
                await Walker.insert(Walker(walk=1, name="innen"))
            raise RuntimeError
    assert await names() == []


async def test_a_savepoint_goes_back_alone() -> None:
    async with transaction() as running:
        await Walker.insert(Walker(walk=1, name="bleibt"))
        savepoint = await running.savepoint()
        await Walker.insert(Walker(walk=1, name="geht"))
        await savepoint.rollback_to()
    assert await names() == ["bleibt"]


async def test_atomic_runs_all_its_queries() -> None:
    atomic = current_engine().atomic()
    atomic.add(Walker.insert(Walker(walk=1, name="a")), Walker.insert(Walker(walk=1, name="b")))
    await atomic
    assert await names() == ["a", "b"]


async def test_run_sync_sees_what_was_committed() -> None:
    await join("Rosa")
    assert Walker.count().run_sync() == 1


async def test_a_snapshot_does_not_see_what_comes_later() -> None:
    async with snapshot():
        before = await Walker.count()
        other = asyncio.get_running_loop().run_in_executor(None, lambda: asyncio.run(join_elsewhere()))
        await other
        assert await Walker.count() == before
    assert await names() == ["anderswo"]


async def join_elsewhere() -> None:
    """A thread and loop of its own have no pool and no transaction: like another process."""
    engine = current_engine()
    pool, engine.pool = getattr(engine, "pool", None), None
    try:
        await join("anderswo")
    finally:
        engine.pool = pool


async def test_a_snapshot_refuses_to_write() -> None:
    with pytest.raises(Exception, match=r"read-?only"):
        async with snapshot():
            await Walker.insert(Walker(walk=1, name="nein"))
    assert await names() == []


async def test_a_cancelled_act_leaves_nothing_and_blocks_nobody() -> None:
    inside = asyncio.Event()

    async def act() -> None:
        async with transaction():
            await Walker.insert(Walker(walk=1, name="abgebrochen"))
            inside.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(act())
    await inside.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await join("danach")
    assert await names() == ["danach"]


async def test_acts_cancelled_while_they_wait_leave_nothing() -> None:
    """Some wait for their turn, some for BEGIN, some for COMMIT: every moment is hit."""
    await Walk.update({Walk.seats: 1000}, force=True)
    tasks = [asyncio.create_task(join(f"p{n}")) for n in range(120)]
    for n, task in enumerate(tasks):
        await asyncio.sleep(0.0005 * (n % 4))
        if n % 3:
            task.cancel()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    confirmed = {f"p{n}" for n, answer in enumerate(answers) if answer is None}
    await join("danach")
    assert confirmed <= set(await names())
    (walk,) = await Walk.select(Walk.taken)
    assert walk["taken"] == len(await names())


async def test_nobody_waits_for_ever_for_a_connection_that_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    over = asyncio.Event()
    ways = [transaction, *[snapshot] * (postgres_engine.MOST_CONNECTIONS - 1)]
    if isinstance(current_engine(), SQLiteEngine):
        ways = [transaction, *[snapshot] * sqlite_pool.READERS]
    all_inside = asyncio.Barrier(len(ways) + 1)

    async def keep(way: Callable[[], AbstractAsyncContextManager[object]]) -> None:
        async with way():
            await all_inside.wait()
            await over.wait()

    keeping = [asyncio.create_task(keep(way)) for way in ways]
    await all_inside.wait()
    monkeypatch.setattr(sqlite_pool, "TURN_WITHIN", 0.05)
    monkeypatch.setattr(postgres_engine, "ANSWER_WITHIN", 0.05)
    for wanting in (join("zu früh"), names()):
        with pytest.raises(TimeoutError):
            await wanting
    over.set()
    await asyncio.gather(*keeping)
    await join("danach")
    assert await names() == ["danach"]


async def test_a_duplicate_becomes_a_sentence() -> None:
    await join("Rosa")
    with pytest.raises(Refused) as refused, refuse_duplicate("Sie sind schon dabei.", field="name"):
        await join("Rosa")
    assert (refused.value.sentence, refused.value.field) == ("Sie sind schon dabei.", "name")
    assert await names() == ["Rosa"]


async def test_other_errors_pass_through() -> None:
    with pytest.raises(ZeroDivisionError), refuse_duplicate("Gibt es schon."):
        raise ZeroDivisionError


async def test_violations_have_one_vocabulary() -> None:
    await Walker.insert(Walker(walk=1, name="Rosa"))
    attempts = {
        "unique": Walker.insert(Walker(walk=1, name="Rosa")),
        "check": Walk.update({Walk.taken: 99}, force=True),
        "parent": Walker.insert(Walker(walk=77, name="Emil")),
        "child": Walk.delete(force=True),
    }
    seen = {}
    for attempt, query in attempts.items():
        with pytest.raises(Exception, match=r".") as raised:
            await query
        error = raised.value
        seen[attempt] = (unique_violation(error), check_violation(error), foreign_key_violation(error))
    assert seen == {
        "unique": (True, False, False),
        "check": (False, True, False),
        "parent": (False, False, True),
        "child": (False, False, True),
    }
