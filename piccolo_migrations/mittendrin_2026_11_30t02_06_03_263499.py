from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from mittendrin.database.engine import current_engine
from mittendrin.database.rebuild import rebuild
from mittendrin.database.sealing import MARK, Sealed, seal
from piccolo.columns.column_types import Text
from piccolo.constraints import Check
from piccolo.querystring import QueryString

ID = "2026-11-30T02:06:03:263499"
VERSION = "1.38.0"
DESCRIPTION = "Unfinished entries of clubs lie sealed too"

SEALED = {"UnfinishedEvent": "unfinished_event", "UnfinishedNeed": "unfinished_need"}


async def seal_what_is_there():
    """With the secret of the service, before the database begins to refuse what is not sealed."""
    engine = current_engine()
    for table in SEALED.values():
        for row in await engine.run_ddl(f'SELECT id, content FROM "{table}"'):  # noqa: S608
            if row["content"] and not row["content"].startswith(MARK):
                write = f'UPDATE "{table}" SET content = {{}} WHERE id = {{}}'  # noqa: S608
                await engine.run_querystring(QueryString(write, seal(row["content"]), row["id"]))


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    # Piccolo runs such lines before it alters columns and adds constraints.
    manager.add_raw(seal_what_is_there)
    for class_name in SEALED:
        manager.add_raw(rebuild(manager, class_name))

    manager.alter_column(
        table_class_name="UnfinishedEvent",
        tablename="unfinished_event",
        column_name="content",
        db_column_name="content",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Text,
        schema=None,
    )

    manager.alter_column(
        table_class_name="UnfinishedNeed",
        tablename="unfinished_need",
        column_name="content",
        db_column_name="content",
        params={},
        old_params={},
        column_class=Sealed,
        old_column_class=Text,
        schema=None,
    )

    manager.add_constraint(
        table_class_name="UnfinishedEvent",
        tablename="unfinished_event",
        constraint_name="unfinished_event_sealed",
        constraint_class=Check,
        params={"condition": "(content = '' OR content LIKE 'sealed:%')"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="UnfinishedNeed",
        tablename="unfinished_need",
        constraint_name="unfinished_need_sealed",
        constraint_class=Check,
        params={"condition": "(content = '' OR content LIKE 'sealed:%')"},
        schema=None,
    )

    return manager
