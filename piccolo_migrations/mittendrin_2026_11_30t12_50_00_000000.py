from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from mittendrin.places.more_words import more_words

ID = "2026-11-30T12:50:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A city that runs already hears who wants to die or is threatened in more words"

WORDS = (
    "bring mich um", "bringe mich um", "Selbstmordgedanken", "Suizidgedanken", "Leben keinen Sinn", "lebensmüde",
    "schlägt mich", "werde geschlagen", "werde bedroht", "bedroht mich", "Einbrecher im",
)  # fmt: skip


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    manager.add_raw(more_words("notfall", WORDS))
    return manager
