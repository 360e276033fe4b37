from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from mittendrin.places.more_words import more_words

ID = "2026-11-30T13:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A city that runs already knows more words for care and for money too"

CARE = ("Tabletten richten", "Duschen", "Windeln", "Kompressionsstrümpfe", "Stützstrümpfe")
MONEY = ("Geld abheben", "Automaten abheben")


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    manager.add_raw(more_words("pflege", CARE))
    manager.add_raw(more_words("geld", MONEY))
    return manager
