from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Varchar
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-30T12:04:20:388419"
VERSION = "1.38.0"
DESCRIPTION = "A kind of help says how people meet"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)

    manager.add_column(
        table_class_name="HelpCategory",
        tablename="help_category",
        column_name="meets",
        db_column_name="meets",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 10,
            "default": "anyhow",
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )

    return manager
