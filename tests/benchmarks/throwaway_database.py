"""A new database for a benchmark, as durable as a real one, and how to work in it."""

import asyncio
import os
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from piccolo.engine.postgres import PostgresEngine

import databases
from databases import Database
from mittendrin.database.engine import current_engine
from mittendrin.database.pool import close_pool, open_pool


@contextmanager
def a_database(kind: str) -> Iterator[Database]:
    if kind == "postgres":
        new = databases.new_postgres(f"mittendrin_bench_{os.getpid()}")
        databases.make_durable(new)
        yield databases.migrated(new)
        databases.drop_postgres(new)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield databases.migrated(Database("sqlite", f"sqlite:///{Path(folder) / 'bench.sqlite'}"))


async def analyse() -> None:
    """As PostgreSQL does by itself within a minute; SQLite's plans need nothing."""
    if isinstance(current_engine(), PostgresEngine):
        await current_engine().run_ddl("ANALYZE")


def in_the_database(database: Database, work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    databases.use(database)

    async def with_pool() -> Any:
        await open_pool()
        try:
            return await work()
        finally:
            await close_pool()

    return asyncio.run(with_pool())
