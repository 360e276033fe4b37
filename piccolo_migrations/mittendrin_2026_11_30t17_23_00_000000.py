from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.querystring import QueryString

from mittendrin.database.engine import current_engine

ID = "2026-11-30T17:23:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "What either has answered so far settles it for both"


async def as_it_counted():
    await current_engine().run_querystring(
        QueryString(
            "UPDATE engagement SET answered_volunteer_at = status_at, answered_requester_at = status_at"
        )
    )


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    # A migration of its own: Piccolo runs such lines before it adds columns.
    manager.add_raw(as_it_counted)
    return manager
