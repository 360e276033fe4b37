from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from mittendrin.places.more_words import more_words

ID = "2026-11-30T17:10:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A city that runs already finds a kind of help by more words of every day"

# To clean now and then is help of neighbours; a cleaner who comes each week is somebody's work.
DECLINED = "pflege"
WORDS = {
    "haushalt": ("Laub", "putzen", "Hausputz"),
    "technik": ("WhatsApp", "Videoanruf"),
    "tiere": ("Gassi",),
    "kultur": ("Kirche",),
    "begleitung": ("Fahrdienst",),
    DECLINED: ("Putzhilfe", "Putzfrau", "Haushaltshilfe"),
}


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    for slug, words in WORDS.items():
        manager.add_raw(more_words(slug, words, declined=slug == DECLINED))
    return manager
