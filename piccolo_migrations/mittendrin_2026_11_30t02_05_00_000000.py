from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.querystring import QueryString

from mittendrin.database.engine import current_engine

ID = "2026-11-30T02:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A city that runs already knows the words of somebody who wants to die"

NEW_WORDS = ("möchte sterben", "noch sterben", "weiterleben", "Selbstmord", "Suizid")


def with_missing(synonyms, words):
    """What the office has written stays as it is. Where half of them are known, it got them all and took some out."""
    known = {one.strip().casefold() for one in synonyms.split(",")}
    missing = [one for one in words if one.casefold() not in known]
    if 2 * len(missing) < len(words):
        return synonyms
    return ", ".join([*filter(None, [synonyms.strip().rstrip(",")]), *missing])


async def add_missing_words():
    engine = current_engine()
    asked = QueryString(
        "SELECT id, synonyms FROM help_category WHERE slug = {} AND professional = {}", "notfall", True
    )
    for row in await engine.run_querystring(asked):
        said = with_missing(row["synonyms"], NEW_WORDS)
        await engine.run_querystring(
            QueryString("UPDATE help_category SET synonyms = {} WHERE id = {}", said, row["id"])
        )


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    manager.add_raw(add_missing_words)
    return manager
