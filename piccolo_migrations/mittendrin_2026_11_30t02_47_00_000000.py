from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from mittendrin.database.engine import current_engine
from mittendrin.database.rebuild import rebuild
from mittendrin.database.sealing import MARK, Sealed, seal
from piccolo.columns.column_types import Varchar
from piccolo.constraints import Check
from piccolo.querystring import QueryString

ID = "2026-11-30T02:47:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "How somebody is reached best lies sealed too"

SEALED = {"HelpRequest": "help_request", "Offer": "offer"}


async def seal_what_is_there():
    """With the secret of the service, before the database begins to refuse what is not sealed."""
    engine = current_engine()
    for table in SEALED.values():
        if engine.engine_type == "postgres":
            await engine.run_ddl(f'ALTER TABLE "{table}" ALTER COLUMN best_time TYPE TEXT')
            # PostgreSQL keeps the default as one of the old type.
            await engine.run_ddl(f"ALTER TABLE \"{table}\" ALTER COLUMN best_time SET DEFAULT ''")
        for row in await engine.run_ddl(f"SELECT id, best_time FROM \"{table}\" WHERE best_time <> ''"):  # noqa: S608
            if not row["best_time"].startswith(MARK):
                write = f'UPDATE "{table}" SET best_time = {{}} WHERE id = {{}}'  # noqa: S608
                await engine.run_querystring(QueryString(write, seal(row["best_time"]), row["id"]))


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    # Piccolo runs such lines before it alters columns and adds constraints.
    manager.add_raw(seal_what_is_there)
    for class_name in SEALED:
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
