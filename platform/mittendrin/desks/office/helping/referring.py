"""What needs professionals is declined to a clerk in other words than to the people themselves."""

from dataclasses import replace

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.volunteering.doubting import doubt_of_need, in_words
from mittendrin.volunteering.queries import CategoryView, Town
from mittendrin.volunteering.start_set import CARE, EMERGENCY
from mittendrin.web.forms import Form

REFER = (
    "Das ist etwas für Fachleute, wir nehmen es nicht auf. "
    "Nennen Sie bitte eine passende Stelle mit Telefonnummer."
)
CALL_112 = "Bei einem Notfall hilft nur die 112. Bitten Sie die Person, dort sofort anzurufen."


def for_the_clerk(town: Town) -> Town:
    """Where the office itself has written where to turn, the clerk reads that as well."""
    kinds = [replace(one, instead=_instead(one)) if one.professional else one for one in town.categories]
    return replace(town, categories=kinds)


def check_no_emergency(form: Form, town: Town) -> None:
    """Before anything else is read. Raises Refused: while somebody may need 112, no other mistake is worth a word."""
    chosen, doubt = town.declined(form.value("wobei")), doubt_of_need(form, town)
    if chosen and chosen.emergency:
        raise Refused(chosen.instead, "wobei")
    if doubt and doubt.kind.emergency:
        raise Refused(in_words(doubt), "wobei")


def _instead(kind: CategoryView) -> str:
    first = _(CALL_112) if kind.emergency else _(REFER)
    return first if kind.instead in (CARE, EMERGENCY) else f"{first} {kind.instead}"
