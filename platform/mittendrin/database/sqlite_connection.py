"""One SQLite connection, used on the thread of the event loop.

A statement of ours takes SQLite 10 to 200 µs. Handing it to a thread costs as much again, and under load
the thread waits up to 5 ms for Python's lock, once per row. So statements run right here, and only what may
really take long goes to a thread: COMMIT (it waits for the disk) and reads that turn out to be large.
"""

import asyncio
import math
import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from piccolo.engine.exceptions import TransactionError

Row = dict[str, Any]
Result = TypeVar("Result")

# FULL: what a page confirmed survives a power cut (NORMAL loses the last commits).
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    # KiB of each connection. Behind it lies the cache of the system: sixteen times as much made nothing faster.
    "cache_size=-1000",
    # What was deleted or sealed is overwritten in the file. Not every build of SQLite does it unasked.
    "secure_delete=ON",
)
WAIT_FOR_LOCK = 10.0
# A read that keeps the loop longer than this many seconds starts again on a thread. It is as long as a thread keeps
# Python's lock from the loop; steps alone say little, because skipping what an index rules out costs next to nothing.
LARGE_READ = 0.005
STEPS_BETWEEN_LOOKS = 5_000
STATEMENTS_IN_A_ROW = 32


class Connection:
    """`release` is called by `give_back`: the pool's, or none for a connection that is closed after use."""

    def __init__(self, path: str, release: Callable[["Connection"], None] | None = None) -> None:
        self._release = release
        self._streak = 0
        self._on_the_loop_until = math.inf
        self._sqlite = sqlite3.connect(
            path,
            timeout=WAIT_FOR_LOCK,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=512,
            detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES,
        )
        for pragma in PRAGMAS:
            self._sqlite.execute(f"PRAGMA {pragma}")

    def only_read(self) -> None:
        self._sqlite.execute("PRAGMA query_only=ON")
        self._sqlite.set_progress_handler(
            lambda: time.monotonic() > self._on_the_loop_until, STEPS_BETWEEN_LOOKS
        )

    def ignore_foreign_keys(self) -> None:
        """Only before a transaction: inside, SQLite does not listen."""
        self._sqlite.execute("PRAGMA foreign_keys=OFF")

    def give_back(self) -> None:
        """Whatever is still open is rolled back; needs no await, so nothing can cancel it."""
        if self._sqlite.in_transaction:
            self._sqlite.rollback()
        if self._release:
            self._release(self)
        else:
            self.close()

    def close(self) -> None:
        self._sqlite.close()

    async def execute(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        self._streak += 1
        if self._streak >= STATEMENTS_IN_A_ROW:
            self._streak = 0
            await asyncio.sleep(0)  # a long transaction lets other requests have their turn
        self._on_the_loop_until = time.monotonic() + LARGE_READ
        try:
            return self.run(sql, args)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
        return await self._read_on_a_thread(sql, args)

    async def execute_in_transaction(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        """SQLite itself ends a transaction on a full disk: what follows must not be written alone."""
        if not self._sqlite.in_transaction:
            raise TransactionError("This transaction is already over.")
        return await self.execute(sql, args)

    def run(self, sql: str, args: Sequence[Any] = ()) -> list[Row]:
        cursor = self._sqlite.execute(sql, args)
        if cursor.description is None:
            return []
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    async def begin(self, kind: str) -> None:
        """Waits for another process's transaction by asking again: SQLite's own wait would stop the loop."""
        self._sqlite.execute("PRAGMA busy_timeout=0")
        try:
            await self._begin_patiently(f"BEGIN {kind}", time.monotonic() + WAIT_FOR_LOCK)
        finally:
            self._sqlite.execute(f"PRAGMA busy_timeout={WAIT_FOR_LOCK * 1000:.0f}")

    async def _begin_patiently(self, sql: str, deadline: float) -> None:
        pause = 0.001
        while True:
            try:
                self._sqlite.execute(sql)
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
            await asyncio.sleep(pause * random.uniform(0.5, 1))  # noqa: S311
            pause = min(pause * 1.5, 0.02)

    async def commit(self) -> None:
        await _on_a_thread(self._sqlite.commit)

    async def rollback(self) -> None:
        self._sqlite.rollback()

    async def _read_on_a_thread(self, sql: str, args: Sequence[Any]) -> list[Row]:
        self._on_the_loop_until = math.inf
        return await _on_a_thread(lambda: self.run(sql, args))


async def _on_a_thread(work: Callable[[], Result]) -> Result:
    """Stays until the thread is done, even when cancelled: it still uses the connection."""
    future = asyncio.get_running_loop().run_in_executor(None, work)
    cancelled: asyncio.CancelledError | None = None
    while not future.done():
        try:
            await asyncio.wait([future])
        except asyncio.CancelledError as error:
            cancelled = error
    result = future.result()
    if cancelled:
        raise cancelled
    return result
