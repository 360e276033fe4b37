"""Migrations: quiet, once, all or none, the same on both engines."""

import asyncio
import datetime
from pathlib import Path
from uuid import uuid4

import pytest
from piccolo.apps.migrations.commands.new import AutoMigrationManager

from constraints import check_violation
from database import sample_migration
from database.throwaway import Club, Message, Topic, Venue, Walk, Walker
from databases import Database
from mittendrin.database.migrating import migrate
from mittendrin.database.versions import applied_migrations
from mittendrin.database.violations import unique_violation
from mittendrin.paths import MIGRATIONS
from mittendrin.piccolo_app import APP_CONFIG
from mittendrin.places.tables import District

NOON = datetime.datetime(2027, 3, 28, 12, tzinfo=datetime.UTC)


async def test_a_second_run_has_nothing_to_do(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    before = await applied_migrations()
    assert await migrate() == []
    assert await applied_migrations() == before
    assert capsys.readouterr().out == ""


async def test_an_empty_database_becomes_new(empty_database: Database, migrations: Path) -> None:
    assert await applied_migrations() == []
    assert await migrate() == [sample_migration.ID]
    assert await applied_migrations() == [sample_migration.ID]


async def test_three_at_once_migrate_once(empty_database: Database, migrations: Path) -> None:
    ran = await asyncio.gather(migrate(), migrate(), migrate())
    assert sorted(ran) == [[], [], [sample_migration.ID]]


async def test_a_migration_that_fails_leaves_nothing(town: Database, migrations: Path) -> None:
    (migrations / f"broken_{uuid4().hex}.py").write_text(BROKEN)
    with pytest.raises(Exception, match="no_such_table"):
        await migrate()
    assert await applied_migrations() == [sample_migration.ID]
    assert await Venue.count() == 0


BROKEN = """
from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from database.throwaway import Venue
ID = "2027-01-01T00:00:00:000000"

async def break_it():
    await Venue.insert(Venue(name="halb", slug="halb"))
    await Venue.raw("DELETE FROM no_such_table")

async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin")
    manager.add_raw(break_it)
    return manager
"""


async def test_every_column_comes_back_as_it_went_in(town: Database) -> None:
    await Venue.insert(Venue(name="Stadthalle", slug="stadthalle", step_free=True))
    await Club.insert(Club(name="Barbarossa", founded=datetime.date(1861, 5, 1), about="Ä\nß", home=1))
    await Walk.insert(Walk(club=1, title="Humbergturm", seats=2, begins=NOON))
    await Walker.insert(Walker(walk=1, name="Rosa"))
    await Message.insert(Message(walker=1, body="Bis bald"))
    await Topic.insert(Topic(name="Bewegung"))
    await Topic.insert(Topic(name="Wandern", above=1))
    (venue,), (club,), (walk,) = await asyncio.gather(Venue.select(), Club.select(), Walk.select())
    assert venue == {"id": 1, "name": "Stadthalle", "slug": "stadthalle", "step_free": True}
    assert (club["founded"], club["about"], club["home"]) == (datetime.date(1861, 5, 1), "Ä\nß", 1)
    assert (walk["seats"], walk["taken"], walk["begins"], walk["called_off"]) == (2, 0, NOON, None)
    assert walk["begins"].tzinfo is not None


async def test_the_database_itself_knows_the_defaults(town: Database) -> None:
    """A row from raw SQL gets the moment it was made, with its time zone."""
    await Venue.raw("INSERT INTO try_club (name, about) VALUES ('V', '')")
    await Venue.raw("INSERT INTO try_walk (club, title, seats) VALUES (1, 'Ohne Zeit', 5)")
    (walk,) = await Walk.select(Walk.begins, Walk.taken)
    age = datetime.datetime.now(datetime.UTC) - walk["begins"]
    assert abs(age) < datetime.timedelta(minutes=1)
    assert walk["taken"] == 0


async def test_what_must_never_be_is_refused(town: Database) -> None:
    await Club.insert(Club(name="Barbarossa"))
    await Walk.insert(Walk(club=1, title="Humbergturm", seats=2))
    await Walker.insert(Walker(walk=1, name="Rosa"))
    for twice in (
        Walk.insert(Walk(club=1, title="Humbergturm", seats=9)),
        Walker.insert(Walker(walk=1, name="Rosa")),
    ):
        with pytest.raises(Exception, match=r".") as raised:
            await twice
        assert unique_violation(raised.value)
    for never in (
        Walk.update({Walk.taken: 3}, force=True),
        Walker.update({Walker.state: "vielleicht"}, force=True),
    ):
        with pytest.raises(Exception, match=r".") as raised:
            await never
        assert check_violation(raised.value)


async def test_a_partial_unique_index_counts_only_its_rows(town: Database) -> None:
    await Club.insert(Club(name="Barbarossa"))
    await Walk.insert(Walk(club=1, title="Humbergturm", seats=2))
    await Walker.insert(Walker(walk=1, name="Rosa", state="cancelled"))
    await Walker.insert(Walker(walk=1, name="Rosa", state="cancelled"))
    await Walker.insert(Walker(walk=1, name="Rosa"))
    assert await Walker.count() == 3


async def test_tables_and_generated_migration_agree(town: Database) -> None:
    found = await AutoMigrationManager(auto_input="y").get_alter_statements(APP_CONFIG)
    assert [statement for part in found for statement in part.statements] == []


async def test_what_was_released_first_keeps_its_rows(
    empty_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever installed the first release gets each later one by `mittendrin migrate`."""
    first, *later = sorted(MIGRATIONS.glob("mittendrin_*.py"))
    folder = tmp_path / "released"
    folder.mkdir()
    monkeypatch.setattr(APP_CONFIG, "migrations_folder_path", str(folder))
    (folder / f"first_{uuid4().hex}.py").write_text(first.read_text())
    await migrate()
    await District.raw("INSERT INTO district (slug, name, synonyms, position) VALUES ('ost', 'Ost', '', 1)")
    for number, file in enumerate(later):
        (folder / f"later_{number}_{uuid4().hex}.py").write_text(file.read_text())
    assert len(await migrate()) == len(later)
    assert await District.select(District.slug, District.latitude) == [{"slug": "ost", "latitude": None}]
