from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from mittendrin.places.tables import FormerName, HelpCategory

ID = "2026-11-30T12:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Kinds of help that were known by their address say how people meet"

KNOWN = {"telefonkette": "phone", "besuch": "visit", "vorlesen": "visit"}


async def say_how_people_meet():
    for slug, meets in KNOWN.items():
        became = FormerName.select(FormerName.became).where(
            FormerName.kind == "help", FormerName.slug == slug
        )
        it_is = (HelpCategory.slug == slug) | HelpCategory.id.is_in(became)
        await HelpCategory.update({HelpCategory.meets: meets}).where(it_is)


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    # A migration of its own: Piccolo runs such lines before it adds columns.
    manager.add_raw(say_how_people_meet)
    return manager
