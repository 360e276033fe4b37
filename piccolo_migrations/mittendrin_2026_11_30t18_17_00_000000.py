from datetime import timedelta

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.querystring import QueryString

from mittendrin.core.clock import system_clock
from mittendrin.database.engine import current_engine

ID = "2026-11-30T18:17:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Feedback from long ago counts as read"


async def note_old_as_read():
    long_ago = system_clock() - timedelta(days=30)
    await current_engine().run_querystring(
        QueryString(
            "UPDATE feedback SET read_at = given_at WHERE read_at IS NULL AND given_at <= {}", long_ago
        )
    )


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    manager.add_raw(note_old_as_read)
    return manager
