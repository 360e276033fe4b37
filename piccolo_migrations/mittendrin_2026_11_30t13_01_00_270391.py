from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Varchar
from piccolo.columns.indexes import IndexMethod

from mittendrin.database.rebuild import rebuild

ID = "2026-11-30T13:01:00:270391"
VERSION = "1.38.0"
DESCRIPTION = "A note of the office knows the form that it comes from"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    manager.add_raw(rebuild(manager, "OfficeNote"))

    manager.add_column(
        table_class_name="OfficeNote",
        tablename="office_note",
        column_name="key",
        db_column_name="key",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 64,
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": True,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )

    return manager
