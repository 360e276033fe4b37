"""The head of the office's desk, the same on all its pages, whichever room they stand in."""

from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.web.rendering import Entry, Menu

DESK = "/buero"


def office_menu(actor: Actor) -> Menu:
    entries = (
        Entry(_("Heute"), DESK, (f"{DESK}/personen", f"{DESK}/pruefen")),
        Entry(_("Anrufe"), f"{DESK}/anrufe"),
        Entry(_("Neue Anmeldung"), f"{DESK}/anmelden", (f"{DESK}/anmeldungen",)),
        Entry(_("Helfen"), f"{DESK}/hilfe"),
        Entry(_("Organisationen"), f"{DESK}/organisationen"),
        Entry(_("Meldungen"), f"{DESK}/meldungen"),
        Entry(
            _("Einstellungen"),
            f"{DESK}/einstellungen",
            (f"{DESK}/protokoll", f"{DESK}/vorfaelle", f"{DESK}/zugaenge"),
        ),
    )
    return Menu(desk=_("Büro"), owner=actor.name, entries=entries)
