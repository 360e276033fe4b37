from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.querystring import QueryString

from mittendrin.database.engine import current_engine
from mittendrin.people.likeness import street_form

ID = "2026-11-30T16:11:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Whoever is known already is found by the street too"


async def write_streets():
    engine = current_engine()
    asked = QueryString("SELECT id, address FROM person WHERE address <> ''")
    for row in await engine.run_querystring(asked):
        await engine.run_querystring(
            QueryString("UPDATE person SET street = {} WHERE id = {}", street_form(row["address"]), row["id"])
        )


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    # A migration of its own: Piccolo runs such lines before it adds columns.
    manager.add_raw(write_streets)
    return manager
