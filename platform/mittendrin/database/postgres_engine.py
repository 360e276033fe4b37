"""Piccolo's PostgreSQL engine with a real pool, whose transactions survive cancelled requests.

Piccolo's own transaction loses its connection when BEGIN is cancelled or COMMIT fails; ours always gives it
back, and the pool rolls back what is still open.
"""

import asyncio
import logging
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Literal

import asyncpg  # type: ignore[import-untyped]
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

from mittendrin.core.language import _
from mittendrin.core.refusal import PressAgain
from mittendrin.database.ddl import for_postgres

MOST_CONNECTIONS = 10
CONNECT_WITHIN = 5
MIGRATION_LOCK = 0x6D697474  # "mitt"
# Also the longest that a request waits for another one's lock.
ANSWER_WITHIN = 30
CLOSE_WITHIN = 10
# Two waited for each other, and PostgreSQL let this one give way. Nothing of it was kept, so once more it will do.
GAVE_WAY = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError, asyncpg.LockNotAvailableError)

logger = logging.getLogger("mittendrin.database")


async def _nothing_to_reset(_connection: Any) -> None:
    """Nothing of ours outlives its transaction, and the pool itself rolls back what is open. Asking the server to
    reset its session besides would double the round trips of every read.
    """


def _press_again(error: BaseException) -> PressAgain:
    logger.error("%s: who holds what in another order?", type(error).__name__)
    return PressAgain(_("Jemand hat gerade dasselbe geändert. Bitte drücken Sie den Knopf noch einmal."))


class CarefulTransaction(PostgresTransaction):
    engine: "CarefulPostgresEngine"

    async def __aenter__(self) -> PostgresTransaction:
        if self._parent is not None:
            return self._parent
        self.connection = await self.get_connection()
        try:
            self.transaction = self.prepare()
            await self.begin()
        except BaseException:
            await self._end()
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    def prepare(self) -> Any:
        return self.connection.transaction()

    async def get_connection(self) -> Any:
        pool = self.engine.pool
        return await (pool.acquire(timeout=ANSWER_WITHIN) if pool else self.engine.get_new_connection())

    async def begin(self) -> None:
        await self.transaction.start()

    async def commit(self) -> None:
        await self.transaction.commit()
        self._committed = True

    async def rollback(self) -> None:
        await self.transaction.rollback()
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
        except GAVE_WAY as gave_way:
            raise _press_again(gave_way) from gave_way
        finally:
            await self._end()
        if isinstance(error, GAVE_WAY):
            raise _press_again(error) from error
        return False

    async def _end(self) -> None:
        pool = self.engine.pool
        await asyncio.shield(pool.release(self.connection) if pool else self.connection.close())


class Snapshot(CarefulTransaction):
    """Every read in it sees the same moment; writing is refused."""

    def prepare(self) -> Any:
        return self.connection.transaction(isolation="repeatable_read", readonly=True)


class Migration(CarefulTransaction):
    """One at a time, however many processes start together; it may take as long as it needs."""

    async def get_connection(self) -> Any:
        return await asyncpg.connect(self.engine.config["dsn"], timeout=CONNECT_WITHIN)

    async def begin(self) -> None:
        await super().begin()
        await self.connection.execute(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
        await self.connection.execute("SET LOCAL lock_timeout = '2s'")  # rather fail than stop the whole site

    async def _end(self) -> None:
        await self.connection.close()


class CarefulPostgresEngine(PostgresEngine):
    def __init__(self, address: str) -> None:
        super().__init__(config={"dsn": address, "timeout": CONNECT_WITHIN, "command_timeout": ANSWER_WITHIN})

    async def check_version(self) -> None:
        """Piccolo connects here, on import of piccolo_conf; a program must start without its database."""

    async def start_connection_pool(self, **kwargs: Any) -> None:
        if self.pool:
            raise RuntimeError("The pool is already open.")
        await super().start_connection_pool(
            min_size=1, max_size=MOST_CONNECTIONS, reset=_nothing_to_reset, **kwargs
        )

    async def close_connection_pool(self) -> None:
        pool, self.pool = self.pool, None
        if pool is None:
            return
        try:
            await asyncio.wait_for(pool.close(), CLOSE_WITHIN)
        except TimeoutError:
            pool.terminate()

    async def _run_in_pool(self, query: str, args: Sequence[Any] | None = None) -> list[Any]:
        """Piccolo's own waits for ever when no connection is given back."""
        if not self.pool:
            raise ValueError("The pool is not open.")
        async with self.pool.acquire(timeout=ANSWER_WITHIN) as connection:
            try:
                rows: list[Any] = await connection.fetch(query, *(args or ()))
            except GAVE_WAY as error:
                raise _press_again(error) from error
        return rows

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> list[Any]:
        rows: list[Any] = []
        for statement in for_postgres(ddl):
            rows = await super().run_ddl(statement, in_pool)
        return rows

    def transaction(self, allow_nested: bool = True) -> CarefulTransaction:
        return CarefulTransaction(self, allow_nested)

    def migration(self) -> Migration:
        return Migration(self, allow_nested=False)

    def snapshot(self) -> Snapshot:
        return Snapshot(self, allow_nested=True)
