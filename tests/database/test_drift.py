"""Migrations, table classes and the database itself say the same, also where Piccolo does not look."""

import pytest
from piccolo.apps.migrations.auto.schema_snapshot import SchemaSnapshot
from piccolo.apps.migrations.commands.base import BaseMigrationManager
from piccolo.apps.migrations.commands.new import AutoMigrationManager

from catalogue import real, wanted
from database.throwaway import TABLES
from databases import Database
from mittendrin.piccolo_app import APP_CONFIG

REGENERATE = 'Run: python -m mittendrin.database.new_migration "What changes"'


@pytest.mark.usefixtures("town")
async def test_the_comparison_sees_every_kind_of_rule() -> None:
    assert await real() == wanted(TABLES)
    shape = wanted(TABLES)["try_walker"]
    assert (shape.unique_where, shape.checks) == ({("walk", "name")}, {"try_walker_state_known"})


async def test_the_database_is_as_the_tables_want_it(database: Database) -> None:
    assert await real() == wanted(APP_CONFIG.table_classes), REGENERATE


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
