"""Migrations, table classes and the database itself say the same, also where Piccolo does not look."""

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from piccolo.apps.migrations.auto.schema_snapshot import SchemaSnapshot
from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.apps.migrations.commands.new import AutoMigrationManager

import databases
from catalogue import real, wanted
from database import sample_migration
from database.throwaway import TABLES
from databases import Database
from mittendrin.database.migrating import migrate
from mittendrin.database.pool import close_pool, open_pool
from mittendrin.piccolo_app import APP_CONFIG
from whole_catalogue import Lines, everything

REGENERATE = 'Run: python -m mittendrin.database.new_migration "What changes"'


@pytest.mark.usefixtures("town")
async def test_the_comparison_sees_every_kind_of_rule() -> None:
    assert await real() == wanted(TABLES)
    shape = wanted(TABLES)["try_walker"]
    assert (shape.unique_where, shape.checks) == ({("walk", "name")}, {"try_walker_state_known"})


@pytest.mark.usefixtures("town")
async def test_the_whole_catalogue_tells_types_lengths_defaults_and_the_words_of_every_rule() -> None:
    said = "\n".join((await everything())["try_walker"]).lower()
    for part in (r"name (varchar|character varying)\(120\) not null", r"state .*default 'confirmed'"):
        assert re.search(part, said), said
    for part in ("on delete cascade", "try_walker_state_known", "check", "try_walker_once", "<> 'cancelled'"):
        assert part in said, said


async def test_the_database_is_as_the_tables_want_it(database: Database) -> None:
    assert await real() == wanted(APP_CONFIG.table_classes), REGENERATE


async def test_every_migration_together_makes_what_the_tables_would_make_at_once(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Types, lengths, defaults, the words of every CHECK and of every index: as the database tells them."""
    migrated = await everything()
    await close_pool()
    (tmp_path / "at_once.py").write_text(sample_migration.source(APP_CONFIG.table_classes))
    monkeypatch.setattr(APP_CONFIG, "migrations_folder_path", str(tmp_path))
    async with another(database, tmp_path):
        await migrate()
        made_at_once = await everything()
    assert differences(migrated, made_at_once) == [], REGENERATE
    assert len(migrated) == len(APP_CONFIG.table_classes)


@asynccontextmanager
async def another(database: Database, folder: Path) -> AsyncIterator[None]:
    """An empty one of the same kind; afterwards the test's own is in use again."""
    if database.kind == "sqlite":
        fresh = Database("sqlite", f"sqlite:///{folder / 'another.sqlite'}")
    else:
        fresh = databases.new_postgres(f"mittendrin_another_{os.getpid()}")
    databases.use(fresh)
    await open_pool()
    yield
    await close_pool()
    if fresh.kind == "postgres":
        databases.drop_postgres(fresh)
    databases.use(database)
    await open_pool()


def differences(one: Lines, other: Lines) -> list[tuple[str, str, str]]:
    return [
        (where, table, line)
        for where, here, there in (("migrated", one, other), ("tables", other, one))
        for table, lines in here.items()
        for line in lines
        if line not in there.get(table, [])
    ]


async def test_no_change_waits_for_a_migration(capsys: pytest.CaptureFixture[str]) -> None:
    found = await AutoMigrationManager(auto_input="y").get_alter_statements(APP_CONFIG)
    assert [statement for part in found for statement in part.statements] == [], REGENERATE


async def test_constraints_mean_what_the_migrations_say() -> None:
    """Piccolo compares constraints by name alone."""
    managers = await BaseMigrationManager().get_migration_managers(APP_CONFIG)
    migrated = {
        (table.tablename, constraint._meta.name): constraint.ddl
        for table in SchemaSnapshot(managers).get_snapshot()
        for constraint in table.constraints
    }
    declared = {
        (table._meta.tablename, constraint._meta.name): constraint.ddl
        for table in APP_CONFIG.table_classes
        for constraint in table._meta.constraints
    }
    assert migrated == declared, REGENERATE


def test_names_of_constraints_begin_with_their_table() -> None:
    """They are global in a database: `once` in two tables would be a clash."""
    wrong = [
        constraint._meta.name
        for table in [*APP_CONFIG.table_classes, *TABLES]
        for constraint in table._meta.constraints
        if not constraint._meta.name.startswith(table._meta.tablename)
    ]
    assert wrong == []
