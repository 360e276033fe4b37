from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from mittendrin.database.rebuild import number_for_good

ID = "2026-11-30T12:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "No number is given twice"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    manager.add_raw(number_for_good)
    return manager
