from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.querystring import QueryString

from mittendrin.database.engine import current_engine

ID = "2026-11-30T02:40:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A city that runs already knows more words of an emergency, and no flowers on the ground"

EMERGENCY = (
    "möchte sterben", "noch sterben", "weiterleben", "Selbstmord", "Suizid",
    "liege am Boden", "liegt am Boden", "am Boden liege", "am Boden liegt", "liege auf dem Boden", "liegt auf dem Boden",
    "auf dem Boden liege", "auf dem Boden liegt", "vom Boden hoch", "Boden nicht hoch", "nicht vom Boden auf",
    "nicht vom Boden aufstehen", "nicht mehr aufstehen", "zusammengebrochen", "nicht ansprechbar", "Ohnmacht",
    "Bewusstlosigkeit", "Brustschmerz", "riecht nach Gas", "Gasgeruch", "viel Tabletten genommen",
    "viel Tabletten geschluckt", "alle Tabletten genommen", "Vergiftung", "Krampfanfall",
)  # fmt: skip
NEARLY_EVERYTHING = "am Boden"
HOUSEHOLD = ("Gardinen", "Vorhänge")


def with_missing(synonyms, words):
    """What the office has written stays as it is. Where half of them are known, it got them all and took some out."""
    known = {one.strip().casefold() for one in synonyms.split(",")}
    missing = [one for one in words if one.casefold() not in known]
    if 2 * len(missing) < len(words):
        return synonyms
    kept = [one.strip() for one in synonyms.split(",") if one.strip() and one.strip() != NEARLY_EVERYTHING]
    return ", ".join([*kept, *missing])


async def add_missing_words():
    engine = current_engine()
    for slug, professional, words in (("notfall", True, EMERGENCY), ("haushalt", False, HOUSEHOLD)):
        asked = QueryString(
            "SELECT id, synonyms FROM help_category WHERE slug = {} AND professional = {}", slug, professional
        )
        for row in await engine.run_querystring(asked):
            said = with_missing(row["synonyms"], words)
            await engine.run_querystring(
                QueryString("UPDATE help_category SET synonyms = {} WHERE id = {}", said, row["id"])
            )


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    manager.add_raw(add_missing_words)
    return manager
