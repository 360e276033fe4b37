"""Databases for tests: made once by the real migrations, then as good as new for every test."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import asyncpg

from mittendrin import piccolo_conf
from mittendrin.database import sqlite_connection
from mittendrin.database.engine import Engine, make_engine, use_engine
from mittendrin.database.migrating import migrate
from mittendrin.database.pool import close_pool, open_pool

SERVER = os.environ.get("MITTENDRIN_TEST_POSTGRES", "")
KINDS = ["sqlite", "postgres"] if SERVER else ["sqlite"]

# Rows that nobody asked for in an order come from SQLite in the other one: who relies on it is found out here, before
# PostgreSQL turns them round on one day in a hundred.
sqlite_connection.PRAGMAS += ("reverse_unordered_selects=ON",)

Result = TypeVar("Result")


@dataclass(frozen=True)
class Database:
    """`kind` is "sqlite" or "postgres"; `address` is what MITTENDRIN_DATABASE would hold."""

    kind: str
    address: str

    @property
    def path(self) -> Path:
        return Path(self.address.removeprefix("sqlite:///"))


def use(database: Database) -> Engine:
    """From now on every table of this process lives in `database`."""
    piccolo_conf.DB = use_engine(make_engine(database.address))
    return piccolo_conf.DB


@asynccontextmanager
async def opened(database: Database) -> AsyncIterator[Database]:
    """In use, with its pool on the running loop."""
    use(database)
    await open_pool()
    try:
        yield database
    finally:
        await close_pool()


def outside_the_loop(work: Coroutine[Any, Any, Result]) -> Result:
    """Runs it to the end in a thread and a loop of its own, whatever runs here."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def migrated(database: Database) -> Database:
    use(database)
    outside_the_loop(migrate())
    return database


def sqlite_template(folder: Path) -> Database:
    template = migrated(Database("sqlite", f"sqlite:///{folder / 'template.sqlite'}"))
    settle(template)
    return template


def settle(database: Database) -> None:
    """Brings everything into the one file, so that it can be copied."""
    connection = sqlite3.connect(database.path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def copy_of(template: Database, folder: Path) -> Database:
    path = folder / "test.sqlite"
    shutil.copyfile(template.path, path)
    return Database("sqlite", f"sqlite:///{path}")


def new_postgres(name: str, made: str = "") -> Database:
    """`made` says how, for example in which language it sorts."""
    outside_the_loop(
        _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}" {made}')
    )
    address = urlsplit(SERVER)._replace(path=f"/{name}").geturl()
    # Durability costs time and proves nothing here: tests that need it switch it on again.
    outside_the_loop(_on_server(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
    return Database("postgres", address)


def copy_on_server(template: Database, name: str) -> Database:
    """With everything that is in it. Nobody may be connected to the template."""
    return new_postgres(name, f'TEMPLATE "{_name(template)}"')


def fresh_on_server(template: Database, name: str) -> Database:
    """As fresh as the template was after its migrations."""
    outside_the_loop(wipe_postgres(template))
    return copy_on_server(template, name)


def make_durable(database: Database) -> None:
    outside_the_loop(_on_server(f'ALTER DATABASE "{_name(database)}" SET synchronous_commit = on'))


def drop_postgres(database: Database) -> None:
    outside_the_loop(_on_server(f'DROP DATABASE IF EXISTS "{_name(database)}" WITH (FORCE)'))


def _name(database: Database) -> str:
    return urlsplit(database.address).path.lstrip("/")


async def _on_server(*statements: str) -> None:
    connection = await asyncpg.connect(SERVER)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def wipe_postgres(database: Database) -> None:
    """Faster than a new database and than TRUNCATE (a file per table): rows go, ids begin at 1 again."""
    connection = await asyncpg.connect(database.address)
    try:
        await connection.execute(_WIPE)
    finally:
        await connection.close()


_WIPE = """
DO $$
DECLARE thing text;
BEGIN
    SET LOCAL session_replication_role = replica;  -- foreign keys rest
    SET LOCAL lock_timeout = '20s';  -- rather fail than wait for what an earlier test left open
    FOR thing IN SELECT quote_ident(tablename) FROM pg_tables
                 WHERE schemaname = 'public' AND tablename <> 'migration' LOOP
        EXECUTE 'DELETE FROM ' || thing;
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false) FROM pg_sequences
            WHERE schemaname = 'public' AND last_value IS NOT NULL AND sequencename <> 'migration_id_seq';
END $$
"""
