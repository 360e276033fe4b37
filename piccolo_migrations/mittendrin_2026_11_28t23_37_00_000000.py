from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from mittendrin.database.engine import current_engine

ID = "2026-11-28T23:37:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Whoever an open incident is about is held"

HOLD = """
UPDATE person SET held = true
WHERE id IN (SELECT about FROM incident WHERE decided_at IS NULL AND about IS NOT NULL)
"""


async def hold_who_is_reported():
    await current_engine().run_ddl(HOLD)


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    # A migration of its own: Piccolo runs such lines before it adds columns.
    manager.add_raw(hold_who_is_reported)
    return manager
