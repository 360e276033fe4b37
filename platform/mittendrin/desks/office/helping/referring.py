"""What needs professionals is declined to a clerk in other words than to the people themselves."""

from dataclasses import replace

from mittendrin.core.language import _
from mittendrin.volunteering.queries import Town
from mittendrin.volunteering.start_set import CARE, EMERGENCY

REFER = (
    "Das ist etwas für Fachleute, wir nehmen es nicht auf. "
    "Nennen Sie bitte eine passende Stelle mit Telefonnummer, etwa aus dem Wegweiser."
)
CALL_112 = "Bei einem Notfall hilft nur die 112. Bitten Sie die Person, dort sofort anzurufen."


def for_the_clerk(town: Town) -> Town:
    """Where the office itself has written where to turn, the clerk reads that as well."""
    kinds = [
        replace(one, instead=_instead(one.instead)) if one.professional else one for one in town.categories
    ]
    return replace(town, categories=kinds)


def _instead(said: str) -> str:
    if said == EMERGENCY:
        return _(CALL_112)
    return _(REFER) if said == CARE else f"{_(REFER)} {said}"
