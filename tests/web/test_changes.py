"""A change that one process commits reaches the others within a second, whatever the order of the ids."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta

import pytest

from databases import Database
from mittendrin.database.transactions import transaction
from mittendrin.web import changes
from mittendrin.web.changes import ChangeWatcher, Horizon, noting_changes, public_change
from mittendrin.web.shelf import EVERYTHING
from mittendrin.web.tables import PublicChange
from small_town import until


class Dropped(list[str]):
    def __call__(self, areas: Iterable[str]) -> None:
        self.extend(sorted(areas))


@pytest.fixture
async def dropped(database: Database) -> AsyncIterator[Dropped]:
    dropped = Dropped()
    watcher = ChangeWatcher(dropped)
    await watcher.start()
    dropped.clear()
    yield dropped
    await watcher.stop()


async def test_a_change_elsewhere_is_noticed_within_a_second(dropped: Dropped) -> None:
    with noting_changes():
        async with transaction():
            await public_change("events:chor", "calendar")
    await until(lambda: bool(dropped))
    assert dropped == ["calendar", "events:chor"]
    # How long a look itself takes, the benchmark says.
    assert changes.LOOK_EVERY < 1


async def test_what_was_not_committed_never_happened(dropped: Dropped) -> None:
    with noting_changes(), pytest.raises(ZeroDivisionError):
        async with transaction():
            await public_change("events")
            raise ZeroDivisionError
    await asyncio.sleep(2 * changes.LOOK_EVERY)
    assert dropped == []


async def test_a_request_that_changes_something_knows_what(database: Database) -> None:
    with noting_changes() as noted:
        await public_change("events", "calendar")
    assert noted == ["events", "calendar"]


async def test_a_job_tells_its_own_process_at_once(database: Database) -> None:
    dropped = Dropped()
    watcher = ChangeWatcher(dropped)
    await public_change("events", "calendar")
    assert dropped == ["calendar", "events"]
    assert watcher.drop is dropped


async def test_a_late_commit_with_a_lower_id_is_noticed(dropped: Dropped) -> None:
    await PublicChange.insert(PublicChange(id=12, area="second"))
    await until(lambda: dropped == ["second"])
    await PublicChange.insert(PublicChange(id=11, area="first"))
    await until(lambda: dropped == ["second", "first"])


async def test_old_rows_go_but_never_the_newest(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "TRIM_EVERY", 0.0)
    old = datetime.now(UTC) - timedelta(hours=1)
    await PublicChange.insert(*(PublicChange(area=f"a{n}", at=old) for n in range(3)))
    watcher = ChangeWatcher(Dropped())
    await watcher.start()
    await watcher.stop()
    assert await PublicChange.select(PublicChange.area).output(as_list=True) == ["a2"]


async def test_after_trouble_nothing_old_is_trusted(
    dropped: Dropped, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0

    async def broken(_horizon: Horizon) -> list[tuple[int, str]]:
        nonlocal looks
        looks += 1
        raise ConnectionError

    with monkeypatch.context() as trouble:
        trouble.setattr(changes, "_rows_beyond", broken)
        await until(lambda: looks > 0)
    await until(lambda: dropped == [EVERYTHING])


def test_gaps_are_waited_for_and_then_given_up() -> None:
    horizon = Horizon(10)
    horizon.take([12, 14], now=0.0)
    assert (horizon.newest, set(horizon.gaps)) == (14, {11, 13})
    horizon.take([13], now=1.0)
    assert (horizon.newest, set(horizon.gaps)) == (14, {11})
    horizon.take([15], now=changes.WAIT_FOR_GAPS)
    assert (horizon.newest, set(horizon.gaps)) == (15, set())


def test_a_leap_does_not_fill_the_memory() -> None:
    horizon = Horizon(0)
    horizon.take([10**9], now=0.0)
    assert len(horizon.gaps) == changes.GAPS_WAITED_FOR
