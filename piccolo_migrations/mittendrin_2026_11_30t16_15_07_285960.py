from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Timestamptz

from mittendrin.database.rebuild import rebuild

ID = "2026-11-30T16:15:07:285960"
VERSION = "1.38.0"
DESCRIPTION = "Every ride knows for which hour it was asked"

# The first question says so itself. Where nothing is left of it, a date that nobody has changed since is as it was;
# of one that was changed it is taken that it has moved: asked once too often is better than going alone.
ASKED_FOR = """coalesce(
    asked_for,
    (
        SELECT happens_at FROM call_task
        WHERE about = 'ride:' || ride_pair.id AND purpose = 'ride_asked' AND part = 'giver'
        AND created_at >= ride_pair.created_at AND happens_at IS NOT NULL ORDER BY id LIMIT 1
    ),
    (
        SELECT matters_until FROM mail
        WHERE about = 'ride:' || ride_pair.id AND purpose = 'ride_asked'
        AND created_at >= ride_pair.created_at AND matters_until IS NOT NULL ORDER BY id LIMIT 1
    ),
    (
        SELECT CASE WHEN changed_at > ride_pair.created_at THEN original_start ELSE starts_at END
        FROM occurrence WHERE id = ride_pair.occurrence
    )
)"""


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    manager.add_raw(rebuild(manager, "RidePair", {"asked_for": ASKED_FOR}))

    manager.alter_column(
        table_class_name="RidePair",
        tablename="ride_pair",
        column_name="asked_for",
        db_column_name="asked_for",
        params={"null": False},
        old_params={"null": True},
        column_class=Timestamptz,
        old_column_class=Timestamptz,
        schema=None,
    )

    return manager
