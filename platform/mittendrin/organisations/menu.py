"""The head of an organisation's desk, on every page below /verein/<slug>."""

from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.organisations.queries import Belonging
from mittendrin.web.rendering import Entry, Menu


def desk_menu(belonging: Belonging, actor: Actor) -> Menu:
    """Only the responsible sees who else belongs to the organisation."""
    desk = f"/verein/{belonging.slug}"
    entries = [
        Entry(_("Übersicht"), desk),
        Entry(_("Anrufe"), f"{desk}/anrufe"),
        Entry(_("Veranstaltungen"), f"{desk}/veranstaltungen"),
        Entry(_("Einsatzstellen"), f"{desk}/einsatzstellen"),
        Entry(_("Orte"), f"{desk}/orte"),
        Entry(_("Profil"), f"{desk}/profil"),
    ]
    if belonging.is_responsible:
        entries.append(Entry(_("Menschen"), f"{desk}/menschen"))
    return Menu(desk=belonging.name, owner=actor.name, entries=tuple(entries))
