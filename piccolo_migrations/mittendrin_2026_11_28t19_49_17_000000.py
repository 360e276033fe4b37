from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from mittendrin.database.engine import current_engine

ID = "2026-11-28T19:49:17:000000"
VERSION = "1.38.0"
DESCRIPTION = "Accounts of a sample city that is there already are marked"

MARK = """
UPDATE account SET sample = true
WHERE email IN (
    'buero@example.org', 'beirat@example.org', 'beirat2@example.org', 'verein@example.org', 'verein2@example.org'
) AND EXISTS (SELECT 1 FROM city_profile WHERE sample_data = true)
"""


async def mark_sample_accounts():
    await current_engine().run_ddl(MARK)


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    # A migration of its own: Piccolo runs such lines before it adds columns.
    manager.add_raw(mark_sample_accounts)
    return manager
