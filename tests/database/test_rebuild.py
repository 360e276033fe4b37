"""A change that SQLite cannot make by ALTER TABLE: same migration, same outcome on both engines."""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from database.throwaway import Club, Venue, Walk
from databases import Database
from mittendrin.database.engine import current_engine
from mittendrin.database.migrating import migrate
from mittendrin.database.rebuild import number_for_good, rebuild
from mittendrin.database.violations import unique_violation

CHANGE = """
from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns import Date, Varchar
from mittendrin.database.rebuild import rebuild
ID = "2027-01-01T00:00:00:000000"

async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin")
    manager.alter_column(
        table_class_name="Club", tablename="try_club", column_name="founded", db_column_name="founded",
        params={"null": False}, old_params={"null": True}, column_class=Date, old_column_class=Date,
    )
    manager.alter_column(
        table_class_name="Club", tablename="try_club", column_name="name", db_column_name="name",
        params={"unique": True}, old_params={"unique": False}, column_class=Varchar, old_column_class=Varchar,
    )
    manager.add_raw(rebuild(manager, "Club", {"founded": "coalesce(founded, '1900-01-01')"}))
    return manager
"""

LATER = """
from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns import Integer
ID = "2027-01-02T00:00:00:000000"

async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin")
    manager.add_column(
        table_class_name="Club", tablename="try_club", column_name="members", db_column_name="members",
        column_class_name="Integer", column_class=Integer, params={"default": 7, "null": True},
    )
    manager.drop_column(
        table_class_name="Club", tablename="try_club", column_name="about", db_column_name="about",
    )
    return manager
"""


@pytest.fixture
async def changed(town: Database, migrations: Path) -> Database:
    await Venue.insert(Venue(name="Stadthalle", slug="stadthalle"))
    await Club.insert(Club(name="Barbarossa", home=1))
    await Walk.insert(Walk(club=1, title="Humbergturm", seats=2))
    (migrations / f"change_{uuid4().hex}.py").write_text(CHANGE)
    await migrate()
    return town


async def test_rows_and_their_children_stay(changed: Database) -> None:
    (club,) = await Club.select(Club.name, Club.founded, Club.home.name)
    assert (club["name"], str(club["founded"]), club["home.name"]) == (
        "Barbarossa",
        "1900-01-01",
        "Stadthalle",
    )
    assert await Walk.count() == 1


async def test_the_new_rules_hold(changed: Database) -> None:
    with pytest.raises(Exception, match=r".") as raised:
        await Club.raw("INSERT INTO try_club (name, about, founded) VALUES ('Barbarossa', '', '1900-01-01')")
    assert unique_violation(raised.value)
    with pytest.raises(Exception, match=r"(?i)not.null"):
        await Club.raw("INSERT INTO try_club (name, about) VALUES ('Neu', '')")


async def test_children_still_hold_their_parent(changed: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        await Club.delete(force=True)


@pytest.mark.usefixtures("town")
async def test_a_later_migration_of_the_same_run_still_alters_the_table(migrations: Path) -> None:
    for text in (CHANGE, LATER):
        (migrations / f"change_{uuid4().hex}.py").write_text(text)
    await migrate()
    await Club.raw("INSERT INTO try_club (name, founded) VALUES ('Barbarossa', '1950-01-01')")
    assert await Club.raw("SELECT * FROM try_club") == [
        {"id": 1, "name": "Barbarossa", "founded": date(1950, 1, 1), "home": None, "members": 7}
    ]


async def test_outside_of_a_migration_it_refuses(town: Database) -> None:
    manager = MigrationManager(migration_id="2026-11-22T00:00:00:000000", app_name="mittendrin")
    if current_engine().engine_type == "sqlite":
        for making_anew in (rebuild(manager, "Club"), number_for_good):
            with pytest.raises(TypeError):
                await making_anew()
