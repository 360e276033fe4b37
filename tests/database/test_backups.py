"""A backup that was never restored is none: here each is, and every row compared."""

import asyncio
import datetime
import os
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import databases
from database import sample_migration
from database.throwaway import TABLES, Club, Message, Topic, Venue, Walk, Walker
from databases import Database
from mittendrin.database.backups import BackupRefused, backup, restore
from mittendrin.database.engine import current_engine
from mittendrin.database.migrating import migrate
from mittendrin.database.pool import close_pool, open_pool
from mittendrin.database.versions import applied_migrations
from reliability.waiting import until

HOSTILE = "Zeile 1\nZeile 2\t\\N \\. „Anführung“ 👵🏽 ' \" ; DROP TABLE"


@pytest.fixture
async def full_town(town: Database) -> Database:
    await Venue.insert(Venue(name="Stadthalle", slug="stadthalle", step_free=True))
    await Club.insert(Club(name="Barbarossa", founded=datetime.date(1861, 5, 1), about=HOSTILE, home=1))
    await Walk.insert(Walk(club=1, title="Humbergturm", seats=5))
    await Walker.insert(*(Walker(walk=1, name=f"Person {n}") for n in range(300)))
    await Walker.delete().where(Walker.id > 298)
    await Message.insert(Message(walker=None, body=""), Message(walker=298, body=HOSTILE, sent=True))
    await Topic.insert(Topic(name="Bewegung"))
    await Topic.insert(Topic(name="Wandern", above=1))
    return town


@pytest.fixture
async def elsewhere(full_town: Database, tmp_path: Path) -> AsyncIterator[Database]:
    """A second, new database; tests `move` to it."""
    if full_town.kind == "sqlite":
        yield Database("sqlite", f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")
        return
    new = databases.new_postgres(f"mittendrin_elsewhere_{os.getpid()}")
    yield new
    await close_pool()
    databases.drop_postgres(new)


async def move(to: Database) -> None:
    await close_pool()
    databases.use(to)
    await open_pool()


async def everything() -> dict[str, object]:
    rows = {table.__name__: await table.select().order_by(table._meta.primary_key) for table in TABLES}
    return rows | {"migrations": await applied_migrations()}


async def test_every_row_comes_back(full_town: Database, elsewhere: Database, tmp_path: Path) -> None:
    before = await everything()
    saved = await backup(tmp_path / "town.zip")
    assert (saved.engine, saved.version) == (current_engine().engine_type, sample_migration.ID)
    assert (saved.rows["try_walker"], saved.rows["try_topic"]) == (298, 2)
    await move(elsewhere)
    assert await restore(tmp_path / "town.zip") == saved
    assert await everything() == before
    assert await migrate() == []


async def test_new_rows_get_numbers_that_nothing_had_before_the_backup(
    full_town: Database, elsewhere: Database, tmp_path: Path
) -> None:
    await backup(tmp_path / "town.zip")
    await move(elsewhere)
    await restore(tmp_path / "town.zip")
    (venue,) = await Venue.insert(Venue(name="Neu", slug="neu"))
    (walker,) = await Walker.insert(Walker(walk=1, name="Neu"))
    assert (venue["id"], walker["id"]) == (2, 301)


async def test_a_backup_under_load_is_one_moment(
    full_town: Database, elsewhere: Database, tmp_path: Path
) -> None:
    """Topics only ever come in pairs."""

    async def add_pairs() -> None:
        for number in range(10_000):
            async with current_engine().transaction():
                await Topic.insert(Topic(name=f"a{number}"))
                await Topic.insert(Topic(name=f"b{number}"))

    async def under_way() -> bool:
        return await Topic.count() > 2

    load = asyncio.create_task(add_pairs())
    await until(under_way)
    saved = await backup(tmp_path / "town.zip")
    load.cancel()
    await asyncio.wait([load])
    assert saved.rows["try_topic"] > 2
    assert saved.rows["try_topic"] % 2 == 0
    await move(elsewhere)
    await restore(tmp_path / "town.zip")
    assert await Topic.count() == saved.rows["try_topic"]


async def test_a_database_that_is_not_empty_stays_as_it_is(full_town: Database, tmp_path: Path) -> None:
    await backup(tmp_path / "town.zip")
    await Venue.insert(Venue(name="Später", slug="spaeter"))
    before = await everything()
    with pytest.raises(BackupRefused, match="not empty"):
        await restore(tmp_path / "town.zip")
    assert await everything() == before


@pytest.mark.parametrize("place", [0.02, 0.2, 0.5, 0.9])
async def test_a_flipped_bit_is_refused_or_changes_nothing(
    full_town: Database, elsewhere: Database, tmp_path: Path, place: float
) -> None:
    """Some bits of a ZIP carry no content, the time of a part for example."""
    before = await everything()
    await backup(tmp_path / "town.zip")
    content = bytearray((tmp_path / "town.zip").read_bytes())
    content[int(len(content) * place)] ^= 0x10
    (tmp_path / "town.zip").write_bytes(content)
    await move(elsewhere)
    try:
        await restore(tmp_path / "town.zip")
    except BackupRefused:
        assert await applied_migrations() == []
    else:
        assert await everything() == before


async def test_a_backup_cut_short_is_refused(
    full_town: Database, elsewhere: Database, tmp_path: Path
) -> None:
    await backup(tmp_path / "town.zip")
    content = (tmp_path / "town.zip").read_bytes()
    (tmp_path / "short.zip").write_bytes(content[: len(content) // 2])
    await move(elsewhere)
    with pytest.raises(BackupRefused):
        await restore(tmp_path / "short.zip")
    assert await applied_migrations() == []


async def test_a_part_that_was_exchanged_is_refused(
    full_town: Database, elsewhere: Database, tmp_path: Path
) -> None:
    await backup(tmp_path / "town.zip")
    with zipfile.ZipFile(tmp_path / "town.zip") as old, zipfile.ZipFile(tmp_path / "new.zip", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b"" if name == "manifest.json" else b" "))
    await move(elsewhere)
    with pytest.raises(BackupRefused, match="checksum"):
        await restore(tmp_path / "new.zip")


async def test_a_backup_never_replaces_another_one(full_town: Database, tmp_path: Path) -> None:
    (tmp_path / "town.zip").write_text("kostbar")
    with pytest.raises(BackupRefused):
        await backup(tmp_path / "town.zip")
    assert (tmp_path / "town.zip").read_text() == "kostbar"


async def test_a_backup_of_the_other_engine_is_refused(full_town: Database, tmp_path: Path) -> None:
    await backup(tmp_path / "town.zip")
    other = "postgres" if full_town.kind == "sqlite" else "sqlite"
    with zipfile.ZipFile(tmp_path / "town.zip") as old, zipfile.ZipFile(tmp_path / "new.zip", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "manifest.json":
                content = content.replace(f'"{full_town.kind}"'.encode(), f'"{other}"'.encode(), 1)
            new.writestr(name, content)
    with pytest.raises(BackupRefused, match=f"of {other}"):
        await restore(tmp_path / "new.zip")
