from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import ForeignKey

ID = "2026-11-29T09:51:58:547982"
VERSION = "1.38.0"
DESCRIPTION = "What a person has offered is found by person"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)

    manager.alter_column(
        table_class_name="Offer",
        tablename="offer",
        column_name="person",
        db_column_name="person",
        params={"index": True},
        old_params={"index": False},
        column_class=ForeignKey,
        old_column_class=ForeignKey,
        schema=None,
    )

    return manager
