"""The connections that one process keeps open on one event loop: a writer and a few readers."""

import asyncio

from mittendrin.database.sqlite_connection import Connection

READERS = 3
# Longer only when somebody kept a connection by mistake: better one error than a process that stands still.
TURN_WITHIN = 30


class Pool:
    """One writer, because SQLite has one. Readers go last in, first out: a warm cache is used again."""

    def __init__(self, path: str) -> None:
        self.loop = asyncio.get_running_loop()
        self._turn_to_write = asyncio.Lock()
        self._writer = Connection(path, lambda _: self._turn_to_write.release())
        self._idle: asyncio.LifoQueue[Connection] = asyncio.LifoQueue()
        self._readers = [Connection(path, self._idle.put_nowait) for _ in range(READERS)]
        for reader in self._readers:
            reader.only_read()
            self._idle.put_nowait(reader)

    async def writer(self) -> Connection:
        """Raises TimeoutError when nobody gives the turn back."""
        async with asyncio.timeout(TURN_WITHIN):
            await self._turn_to_write.acquire()
        return self._writer

    async def reader(self) -> Connection:
        """Raises TimeoutError when nobody gives one back."""
        async with asyncio.timeout(TURN_WITHIN):
            return await self._idle.get()

    def close(self) -> None:
        for reader in self._readers:
            reader.close()
        self._writer.run("PRAGMA optimize")
        self._writer.close()
