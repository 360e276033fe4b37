"""Piccolo's SQLite engine on our own connections: one writer with BEGIN IMMEDIATE, a few readers, WAL.

Without a pool on the running loop (commands, migrations, run_sync) each query opens a connection of its own,
with the same pragmas and the same rules.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal

from piccolo.engine.exceptions import TransactionError
from piccolo.engine.sqlite import Atomic, SQLiteEngine, SQLiteTransaction, TransactionType

from mittendrin.database.ddl import for_sqlite
from mittendrin.database.sqlite_connection import Connection, Row
from mittendrin.database.sqlite_pool import Pool


def _moment(stored: bytes) -> datetime:
    moment = datetime.fromisoformat(stored.decode())
    return moment if moment.tzinfo is UTC else moment.replace(tzinfo=UTC)


def _truth(stored: bytes) -> bool:
    return stored == b"1"


# Piccolo's own converters take two to four times as long: they ask what they are given, and one goes through Decimal.
sqlite3.register_converter("TIMESTAMPTZ", _moment)
sqlite3.register_converter("BOOLEAN", _truth)
# What SQLite keeps as a whole number is one already.
sqlite3.converters.pop("INTEGER", None)

_READS = ("SELECT", "EXPLAIN")
_OUTSIDE_TRANSACTIONS = ("PRAGMA", "VACUUM")


class PooledTransaction(SQLiteTransaction):
    """It writes, unless it is DEFERRED: a consistent view on a reader, which cannot write."""

    engine: "PooledSQLiteEngine"
    connection: Connection | None

    async def __aenter__(self) -> SQLiteTransaction:
        if self._parent is not None:
            return self._parent
        self.connection = await self.get_connection()
        try:
            await self.begin()
        except BaseException:
            self._end()
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def get_connection(self) -> Connection:
        if self.transaction_type is TransactionType.deferred:
            return await self.engine.reader()
        return await self.engine.writer()

    async def begin(self) -> None:
        await self._open_connection().begin(self.transaction_type.value)

    async def commit(self) -> None:
        await self._open_connection().commit()
        self._committed = True

    async def rollback(self) -> None:
        await self._open_connection().rollback()
        self._rolled_back = True

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        if self._parent is not None:
            return False
        self.engine.current_transaction.reset(self.context)
        try:
            if not (self._committed or self._rolled_back):
                await (self.rollback() if error else self.commit())
        finally:
            self._end()
        return False

    def _open_connection(self) -> Connection:
        if self.connection is None:
            raise TransactionError("This transaction is already over.")
        return self.connection

    def _end(self) -> None:
        connection, self.connection = self._open_connection(), None
        connection.give_back()


class Migration(PooledTransaction):
    """Foreign keys rest, so that a table can be rebuilt, and are all checked before COMMIT."""

    def __init__(self, engine: "PooledSQLiteEngine") -> None:
        super().__init__(engine, TransactionType.immediate, allow_nested=False)

    async def get_connection(self) -> Connection:
        connection = Connection(self.engine.path)
        connection.ignore_foreign_keys()
        return connection

    async def commit(self) -> None:
        if broken := self._open_connection().run("PRAGMA foreign_key_check"):
            raise sqlite3.IntegrityError(f"The migration leaves rows without their parent: {broken[:5]}")
        await super().commit()


class PooledSQLiteEngine(SQLiteEngine):
    def __init__(self, path: str) -> None:
        self._pool: Pool | None = None
        super().__init__(path=path)

    async def start_connection_pool(self) -> None:
        """The pool belongs to the running loop."""
        if self._pool is not None:
            raise RuntimeError("The pool is already open.")
        self._pool = Pool(self.path)

    async def close_connection_pool(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()

    async def writer(self) -> Connection:
        pool = self._pool_here()
        return await pool.writer() if pool else Connection(self.path)

    async def reader(self) -> Connection:
        pool = self._pool_here()
        if pool:
            return await pool.reader()
        connection = Connection(self.path)
        connection.only_read()
        return connection

    def _pool_here(self) -> Pool | None:
        if self._pool is not None and self._pool.loop is asyncio.get_running_loop():
            return self._pool
        return None

    async def _run_in_existing_connection(
        self,
        connection: Connection | None,
        query: str,
        args: Sequence[Any] | None = None,
        query_type: str = "generic",
        table: object = None,
    ) -> list[Row]:
        if connection is None:
            raise TransactionError("This transaction is already over: a task outlived the one it began in.")
        return await connection.execute_in_transaction(query, args or ())

    async def _run_in_new_connection(
        self,
        query: str,
        args: Sequence[Any] | None = None,
        query_type: str = "generic",
        table: object = None,
    ) -> list[Row]:
        verb = query.lstrip()[:7].upper()
        if not verb.startswith((*_READS, *_OUTSIDE_TRANSACTIONS)):
            async with self.transaction() as running:
                return await self._run_in_existing_connection(running.connection, query, args)
        connection = await (self.reader() if verb.startswith(_READS) else self.writer())
        try:
            return await connection.execute(query, args or ())
        finally:
            connection.give_back()

    async def run_ddl(self, ddl: str, in_pool: bool = False) -> list[Row]:
        run = super().run_ddl
        rows: list[Row] = []
        for statement in await for_sqlite(ddl, run):
            rows = await run(statement)
        return rows

    def transaction(
        self, transaction_type: TransactionType = TransactionType.immediate, allow_nested: bool = True
    ) -> PooledTransaction:
        return PooledTransaction(self, transaction_type, allow_nested)

    def migration(self) -> Migration:
        return Migration(self)

    def snapshot(self) -> PooledTransaction:
        return self.transaction(TransactionType.deferred)

    def atomic(self, transaction_type: TransactionType = TransactionType.immediate) -> Atomic:
        return Atomic(self, transaction_type)
