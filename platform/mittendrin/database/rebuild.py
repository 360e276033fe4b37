"""What SQLite's ALTER TABLE cannot do: the table is made anew beside the old one, filled, and takes its name.

A generated migration that alters a column, adds a column with a moving default or drops one that has an index
stays as it is, with one line more:

    manager.alter_column(table_class_name="Club", …)
    manager.add_raw(rebuild(manager, "Club", {"about": "coalesce(about, '')"}))

PostgreSQL then does what was generated, SQLite rebuilds the table to the shape after this migration.
"""

from collections.abc import Awaitable, Callable, Mapping

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

from mittendrin.database.ddl import beside, put_in_its_place
from mittendrin.database.engine import current_engine
from mittendrin.database.sqlite_engine import Migration, PooledSQLiteEngine

Values = Mapping[str, str]


def rebuild(
    manager: MigrationManager, class_name: str, values: Values | None = None
) -> Callable[[], Awaitable[None]]:
    """`values` says in SQL where a column that exists gets another content first, as before NOT NULL."""

    async def run() -> None:
        engine = current_engine()
        table = await manager.get_table_from_snapshot(class_name, manager.app_name)
        if isinstance(engine, PooledSQLiteEngine):
            await _rebuild_on_sqlite(engine, manager, table, values or {})
            _nothing_left_to_alter(manager, class_name)
        else:
            for column, value in (values or {}).items():
                await engine.run_ddl(f'UPDATE "{table._meta.tablename}" SET "{column}" = {value}')  # noqa: S608

    return run


async def _rebuild_on_sqlite(
    engine: PooledSQLiteEngine, manager: MigrationManager, table: type[Table], values: Values
) -> None:
    _refuse_outside_migrations(engine)
    name = table._meta.tablename
    columns = await _columns_to_copy(engine, manager, table)
    triggers = await engine.run_ddl(_TRIGGERS.format(name=name))
    create, *others = table.create_table().ddl
    before = [ddl for ddl in others if " CHECK " in ddl]  # a CHECK can be added only while there are no rows
    for ddl in [
        *(beside(name, ddl) for ddl in [create, *before]),
        *put_in_its_place(name, _copy(name, columns, values)),
        *(ddl for ddl in others if ddl not in before),
        *(row["sql"] for row in triggers),
    ]:
        await engine.run_ddl(ddl)


def _refuse_outside_migrations(engine: PooledSQLiteEngine) -> None:
    if not isinstance(engine.current_transaction.get(), Migration):
        raise TypeError("A table is rebuilt only inside migrate(), where foreign keys rest.")


def _nothing_left_to_alter(manager: MigrationManager, class_name: str) -> None:
    """The table has its shape already: Piccolo, which comes after, finds no more to do there in this migration."""
    for kind in ("add_columns", "drop_columns", "alter_columns", "add_constraints", "drop_constraints"):
        changes = getattr(getattr(manager, kind), kind)
        changes[:] = [one for one in changes if one.table_class_name != class_name]


_TRIGGERS = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{name}'"


async def _columns_to_copy(
    engine: PooledSQLiteEngine, manager: MigrationManager, table: type[Table]
) -> list[str]:
    name = table._meta.tablename
    old = {row["name"] for row in await engine.run_ddl(f'PRAGMA table_info("{name}")')}
    new = [column._meta.db_column_name for column in table._meta.columns]
    dropped = {column.db_column_name for column in manager.drop_columns.drop_columns}
    if lost := old - set(new) - dropped:
        raise NotImplementedError(f"{name} would lose {sorted(lost)}: rename in a migration of its own.")
    return [column for column in new if column in old]


def _copy(name: str, columns: list[str], values: Values) -> str:
    into = ", ".join(f'"{column}"' for column in columns)
    chosen = ", ".join(values.get(column, f'"{column}"') for column in columns)
    return f'INSERT INTO "{name}__new" ({into}) SELECT {chosen} FROM "{name}"'  # noqa: S608


async def number_for_good() -> None:
    """For tables from when SQLite still gave the number of a row that was gone to the next one: as they are, made anew."""
    engine = current_engine()
    if not isinstance(engine, PooledSQLiteEngine):
        return
    _refuse_outside_migrations(engine)
    for row in await engine.run_ddl(_NUMBERED_AGAIN):
        name = row["name"]
        others = await engine.run_ddl(_OTHERS.format(name=name))
        for ddl in [
            beside(name, row["sql"]),
            *put_in_its_place(name, _COPY_ALL.format(name=name)),
            *(other["sql"] for other in others),
        ]:
            await engine.run_ddl(ddl)


_NUMBERED_AGAIN = """
SELECT name, sql FROM sqlite_master
WHERE type = 'table' AND sql LIKE '%INTEGER PRIMARY KEY%' AND sql NOT LIKE '%AUTOINCREMENT%' ORDER BY name
"""
_OTHERS = "SELECT sql FROM sqlite_master WHERE type <> 'table' AND tbl_name = '{name}' AND sql IS NOT NULL ORDER BY rowid"
_COPY_ALL = 'INSERT INTO "{name}__new" SELECT * FROM "{name}"'
