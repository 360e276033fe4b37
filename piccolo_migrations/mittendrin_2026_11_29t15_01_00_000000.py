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

# Of a course, too: `part` says that it is about one date alone. One that was moved to a later day matters until then.
OF_ONE_DATE = """
UPDATE call_task SET matters_until = coalesce(
    (SELECT starts_at FROM occurrence WHERE 'occurrence:' || id = call_task.part AND starts_at > call_task.happens_at),
    happens_at
)
WHERE state = 'open' AND matters_until IS NULL AND happens_at IS NOT NULL
AND part <> '' AND substr(about, 1, 13) = 'registration:'
AND purpose IN ('called_off', 'moved', 'takes_place', 'confirmed', 'waiting')
"""
# The newest names all visits that stand.
SAID_AGAIN = """
UPDATE call_task SET state = 'outdated'
WHERE state = 'open' AND purpose = 'visits_planned' AND id NOT IN (
    SELECT max(id) FROM call_task WHERE state = 'open' AND purpose = 'visits_planned' GROUP BY about, part
)
"""


async def let_the_old_ones_pass():
    for statement in (OF_ONE_DAY, OF_ONE_DATE, SAID_AGAIN):
        await current_engine().run_ddl(statement)


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    # A migration of its own: Piccolo runs such lines before it adds columns.
    manager.add_raw(let_the_old_ones_pass)
    return manager
