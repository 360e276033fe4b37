from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from mittendrin.places.more_words import more_words

ID = "2026-11-30T17:05:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "A city that runs already hears plain words of an emergency"

WORDS = (
    "Krankenwagen", "Rettungswagen", "Rettungsdienst", "Feuerwehr", "Polizei", "umgefallen", "umgekippt",
    "Treppe runtergefallen", "Treppe hinuntergefallen", "Treppe heruntergefallen", "Treppe gefallen",
    "Leiter gefallen", "Stuhl gefallen", "Bett gefallen", "Fahrrad gefallen", "Küche gefallen", "Bad gefallen",
    "Dusche gefallen", "Badewanne gefallen", "liege … Boden", "liege … Fußboden", "liegt … Fußboden",
    "Mann liegt … Boden", "Frau liegt … Boden", "Mutter liegt … Boden", "Vater liegt … Boden",
    "Nachbar liegt … Boden", "Mann reagiert nicht", "Frau reagiert nicht", "Mutter reagiert nicht",
    "Vater reagiert nicht", "Nachbar reagiert nicht", "werde … geschlagen", "hat mich geschlagen",
    "ist jemand in meiner Wohnung", "ist jemand in meinem Haus", "jemand ist in meiner Wohnung",
    "Rauch in der Wohnung", "Rauch in der Küche", "Rauch im Haus", "Rauch im Treppenhaus", "Herzschmerz",
    "Überdosis", "alle Tabletten geschluckt", "tot sein", "lieber tot",
)  # fmt: skip


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="mittendrin", description=DESCRIPTION)
    manager.add_raw(more_words("notfall", WORDS))
    return manager
