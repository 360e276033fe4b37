from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from mittendrin.database.engine import current_engine

ID = "2026-11-29T15:01:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Open calls about one day matter until that day"

OF_ONE_DAY = """
UPDATE call_task SET matters_until = happens_at
WHERE state = 'open' AND purpose IN (
    'first_meeting', 'meeting_reminder', 'visit_helper_cannot', 'visit_takes_place', 'visit_called_off', 'visit_stand_in',
    'stand_in_goes', 'stand_in_stays', 'reminder', 'ride_asked', 'ride_together', 'ride_over', 'ride_called_off'
)
"""


async def let_the_old_ones_pass():
    await current_engine().run_ddl(OF_ONE_DAY)


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    # A migration of its own: Piccolo runs such lines before it adds columns.
    manager.add_raw(let_the_old_ones_pass)
    return manager
