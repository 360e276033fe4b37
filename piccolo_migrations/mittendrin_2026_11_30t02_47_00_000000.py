from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from mittendrin.database.engine import current_engine
from mittendrin.database.rebuild import rebuild
from mittendrin.database.sealing import Sealed
from mittendrin.database.sealing_rows import seal_column
from piccolo.columns.column_types import Varchar
from piccolo.constraints import Check

ID = "2026-11-30T02:47:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "How somebody is reached best lies sealed too"

SEALED = {"HelpRequest": "help_request", "Offer": "offer"}


async def make_room():
    """Sealed, a text is longer; SQLite counts no letters."""
    engine = current_engine()
    if engine.engine_type == "postgres":
        for table in SEALED.values():
            await engine.run_ddl(f'ALTER TABLE "{table}" ALTER COLUMN best_time TYPE TEXT')
            # PostgreSQL keeps the default as one of the old type.
            await engine.run_ddl(f"ALTER TABLE \"{table}\" ALTER COLUMN best_time SET DEFAULT ''")


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    manager.add_raw(make_room)
    for class_name, table in SEALED.items():
        manager.add_raw(seal_column(table, "best_time"))
        manager.add_raw(rebuild(manager, class_name))

    manager.alter_column(
        table_class_name="HelpRequest",
        tablename="help_request",
        column_name="best_time",
        db_column_name="best_time",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Varchar,
        schema=None,
    )

    manager.add_constraint(
        table_class_name="HelpRequest",
        tablename="help_request",
        constraint_name="help_request_best_time_sealed",
        constraint_class=Check,
        params={"condition": "(best_time = '' OR best_time LIKE 'sealed:%')"},
        schema=None,
    )

    manager.alter_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="best_time",
        db_column_name="best_time",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Varchar,
        schema=None,
    )

    manager.add_constraint(
        table_class_name="Offer",
        tablename="offer",
        constraint_name="offer_best_time_sealed",
        constraint_class=Check,
        params={"condition": "(best_time = '' OR best_time LIKE 'sealed:%')"},
        schema=None,
    )

    return manager
