"""How a change becomes visible in every process within a second.

An act ends its transaction with `await public_change("events:chor")`. The process that answers the act drops
its prepared answers before it sends the redirect; all others, and jobs without a request, learn it from the
table.
"""

import asyncio
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from weakref import WeakSet

from mittendrin.web.errors import log_error
from mittendrin.web.shelf import EVERYTHING
from mittendrin.web.tables import PublicChange

LOOK_EVERY = 0.3
# A transaction that took its id must commit within this time to be noticed; ours take milliseconds.
WAIT_FOR_GAPS = 60.0
GAPS_WAITED_FOR = 500
LOOK_BACK = 100
TRIM_EVERY = 120.0
KEEP_ROWS = timedelta(minutes=15)
# After a longer silence (a sleeping laptop, a lost database) rows may be trimmed that we never saw.
SILENCE_TRUSTED = 60.0

_noted: ContextVar[list[str] | None] = ContextVar("noted", default=None)


async def public_change(*areas: str) -> None:
    """The last statement in the transaction of a change that the public can see."""
    await PublicChange.insert(*(PublicChange(area=area) for area in areas))
    note(*areas)


def note(*areas: str) -> None:
    """For the answers of this process: dropped when the request that changes is answered, or at once where
    there is none. An answer made between this moment and the commit goes when the watcher sees the row."""
    if (noted := _noted.get()) is not None:
        noted.extend(areas)
        return
    for watcher in list(_watchers):
        watcher.drop(areas)


@contextmanager
def noting_changes() -> Iterator[list[str]]:
    """Inside, what `public_change` says is also collected in the list."""
    noted: list[str] = []
    before = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(before)


class Horizon:
    """Which rows are new, though on PostgreSQL ids do not become visible in the order they were given."""

    def __init__(self, newest: int) -> None:
        self.newest = newest
        self.gaps: dict[int, float] = {}

    def take(self, ids: Collection[int], now: float) -> None:
        """Notes the ids just seen, and those below them that may still come."""
        seen = set(ids)
        highest = max(seen, default=self.newest)
        lowest = max(self.newest + 1, highest - GAPS_WAITED_FOR)
        waiting = {gap: since for gap, since in self.gaps.items() if gap not in seen}
        waiting |= dict.fromkeys(set(range(lowest, highest)) - seen, now)
        self.gaps = {gap: since for gap, since in waiting.items() if now - since < WAIT_FOR_GAPS}
        self.newest = max(self.newest, highest)


class ChangeWatcher:
    """One task per process that looks for new rows and drops what they touch."""

    def __init__(self, drop: Callable[[Iterable[str]], None]) -> None:
        self.drop = drop
        self._horizon: Horizon | None = None
        self._looked_at = self._trimmed_at = time.monotonic()
        self._has_rows = True
        self._task: asyncio.Task[None] | None = None
        _watchers.add(self)

    async def start(self) -> None:
        """Looks once before the first request comes, so that nothing can be missed in between."""
        await self.look()
        self._task = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        if self._task is None:
            return
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            await self.look()

    async def look(self) -> None:
        """Drops what has changed since the last look."""
        try:
            await self._notice_new_rows()
            await self._trim_sometimes()
        except Exception as error:
            # While the database is away nothing changes for us. Later, rows may be gone that we never saw.
            if self._horizon is not None or self._task is None:
                log_error({"method": "watching changes"}, error)
            self._horizon = None

    async def _notice_new_rows(self) -> None:
        now = time.monotonic()
        if self._horizon is None or now - self._looked_at > SILENCE_TRUSTED:
            self._horizon = await _horizon_now(now)
            self.drop([EVERYTHING])
        elif rows := await _rows_beyond(self._horizon):
            self._horizon.take([row_id for row_id, _area in rows], now)
            self.drop({area for _id, area in rows})
            self._has_rows = True
        self._looked_at = now

    async def _trim_sometimes(self) -> None:
        if not self._has_rows or self._horizon is None or time.monotonic() - self._trimmed_at < TRIM_EVERY:
            return
        old = datetime.now(UTC) - KEEP_ROWS
        # The newest row stays: SQLite gives the id of a deleted last row once more.
        await PublicChange.delete().where(PublicChange.at < old, PublicChange.id < self._horizon.newest)
        self._trimmed_at, self._has_rows = time.monotonic(), False


_watchers: WeakSet[ChangeWatcher] = WeakSet()


async def _horizon_now(now: float) -> Horizon:
    newest = await PublicChange.select(PublicChange.id).order_by(PublicChange.id, ascending=False).first()
    horizon = Horizon(max(newest["id"] - LOOK_BACK, 0) if newest else 0)
    horizon.take([row_id for row_id, _area in await _rows_beyond(horizon)], now)
    return horizon


async def _rows_beyond(horizon: Horizon) -> list[tuple[int, str]]:
    is_new = PublicChange.id > horizon.newest
    where = is_new | PublicChange.id.is_in(list(horizon.gaps)) if horizon.gaps else is_new
    rows = await PublicChange.select(PublicChange.id, PublicChange.area).where(where)
    return [(row["id"], row["area"]) for row in rows]
