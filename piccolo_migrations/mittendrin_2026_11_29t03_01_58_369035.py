from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from mittendrin.database.constraints import Index
from piccolo.columns.column_types import ForeignKey

ID = "2026-11-29T03:01:58:369035"
VERSION = "1.38.0"
DESCRIPTION = "Offers of one kind of help are found in one index"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)

    manager.alter_column(
        table_class_name="OfferCategory",
        tablename="offer_category",
        column_name="category",
        db_column_name="category",
        params={"index": False},
        old_params={"index": True},
        column_class=ForeignKey,
        old_column_class=ForeignKey,
        schema=None,
    )

    manager.add_constraint(
        table_class_name="OfferCategory",
        tablename="offer_category",
        constraint_name="offer_category_by_category",
        constraint_class=Index,
        params={"columns": ["category", "offer"]},
        schema=None,
    )

    return manager
