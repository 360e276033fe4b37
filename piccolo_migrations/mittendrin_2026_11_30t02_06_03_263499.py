from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from mittendrin.database.rebuild import rebuild
from mittendrin.database.sealing import Sealed
from mittendrin.database.sealing_rows import seal_column
from piccolo.columns.column_types import Text
from piccolo.constraints import Check

ID = "2026-11-30T02:06:03:263499"
VERSION = "1.38.0"
DESCRIPTION = "Unfinished entries of clubs lie sealed too"

SEALED = {"UnfinishedEvent": "unfinished_event", "UnfinishedNeed": "unfinished_need"}


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    for class_name, table in SEALED.items():
        manager.add_raw(seal_column(table, "content"))
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
