from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from mittendrin.database.constraints import Index

ID = "2026-11-29T10:58:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "What has moved away from a day is found by that day"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)

    manager.add_constraint(
        table_class_name="Occurrence",
        tablename="occurrence",
        constraint_name="occurrence_by_original",
        constraint_class=Index,
        params={"columns": ["original_start", "starts_at"]},
        schema=None,
    )

    return manager
