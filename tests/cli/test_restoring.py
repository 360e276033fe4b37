"""What was wrecked comes back from its backup, and calendar programs believe it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import databases
from cli.running import Shell
from databases import Database
from makers import a_published_event
from mittendrin.core.clock import system_clock
from mittendrin.database.pool import close_pool, open_pool
from mittendrin.events.restored import AHEAD
from mittendrin.events.tables import Event
from mittendrin.jobs.lease import LOOP, take_lease


@pytest.fixture
def empty(database: Database, tmp_path: Path) -> Iterator[Database]:
    """A second database of the same engine."""
    if database.kind == "sqlite":
        yield Database("sqlite", f"sqlite:///{tmp_path / 'new.sqlite'}")
        return
    new = databases.new_postgres(f"mittendrin_restored_{os.getpid()}")
    yield new
    databases.drop_postgres(new)


async def test_whoever_held_the_lease_when_it_was_saved_does_not_hold_it_in_what_is_restored(
    database: Database, empty: Database, tmp_path: Path
) -> None:
    assert await take_lease(LOOP, "a-server", system_clock())
    file = str(tmp_path / "saved.zip")
    assert Shell(database, tmp_path / "data").run("backup", file).returncode == 0
    shell = Shell(empty, tmp_path / "data")
    assert shell.run("restore", file).returncode == 0
    forgotten = shell.run("forget")
    assert forgotten.returncode == 0, forgotten.stderr


async def test_no_sequence_is_lower_than_what_calendar_programs_have_seen(
    database: Database, empty: Database, tmp_path: Path
) -> None:
    event_id = await a_published_event()
    before = await Event.select(Event.sequence, Event.changed_at).where(Event.id == event_id).first()
    assert before
    file = str(tmp_path / "saved.zip")
    assert Shell(database, tmp_path / "data").run("backup", file).returncode == 0
    restored = Shell(empty, tmp_path / "data").run("restore", file)
    assert restored.returncode == 0, restored.stderr
    assert "Now run `mittendrin migrate`." in restored.stdout

    await close_pool()
    databases.use(empty)
    await open_pool()
    after = await Event.select(Event.sequence, Event.changed_at).where(Event.id == event_id).first()
    assert after
    assert after["sequence"] == before["sequence"] + AHEAD
    assert after["changed_at"] != before["changed_at"]
    await close_pool()
