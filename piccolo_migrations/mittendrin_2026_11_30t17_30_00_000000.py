import json

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.querystring import QueryString

from mittendrin.database.engine import current_engine
from mittendrin.database.sealing import CannotOpen, opened, seal

ID = "2026-11-30T17:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A half note about how somebody is reached keeps the name in the field for the surname"


def with_surname(content):
    """The form takes a first name out of it that stands beside. Nothing where there is no name to move."""
    fields = json.loads(content)
    names = {name for name, _value in fields}
    if "name" not in names or "nachname" in names:
        return ""
    moved = [["nachname" if name == "name" else name, value] for name, value in fields]
    return json.dumps(moved, ensure_ascii=False)


async def move_names():
    engine = current_engine()
    asked = QueryString("SELECT id, content FROM office_note WHERE page LIKE {}", "personen/%/kontakt")
    for row in await engine.run_querystring(asked):
        try:
            moved = with_surname(opened(row["content"]))
        except CannotOpen:
            continue
        if moved:
            await engine.run_querystring(
                QueryString("UPDATE office_note SET content = {} WHERE id = {}", seal(moved), row["id"])
            )


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    manager.add_raw(move_names)
    return manager
