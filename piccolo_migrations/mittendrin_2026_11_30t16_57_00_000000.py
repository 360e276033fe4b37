import json

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.querystring import QueryString

from mittendrin.database.engine import current_engine
from mittendrin.database.sealing import CannotOpen, opened, seal

ID = "2026-11-30T16:57:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A half note of before keeps the name in the form that asks for first name and surname"


def with_surname(content):
    """Nobody guesses which part is the first name: whoever goes on with it asks. Nothing where there is none to move."""
    fields = json.loads(content)
    names = {name for name, _value in fields}
    if "name" not in names or names & {"vorname", "nachname"}:
        return ""
    moved = [["nachname" if name == "name" else name, value] for name, value in fields]
    return json.dumps(moved, ensure_ascii=False)


async def move_names():
    engine = current_engine()
    pages = ("hilfe/neu/angebot", "hilfe/neu/gesuch")
    asked = QueryString("SELECT id, content FROM office_note WHERE page = {} OR page = {}", *pages)
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
