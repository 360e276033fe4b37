"""Facts of a visit beside what is all right for a helper: where nobody has said so, somebody asks before the two meet.

Never a hard condition: "not said" is not no.
"""

from collections.abc import Iterable
from typing import Any

from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.volunteering.rules import ABILITIES, NEEDS
from mittendrin.volunteering.tables import HelpRequest, Offer

Two = tuple[int, int]


def unsaid(needs: str, abilities: str) -> str:
    """What comes with a visit and the helper has not called all right, in words; empty where nothing is open."""
    fine = set(abilities.split(","))
    return join_and(
        [
            _(words)
            for need, words in NEEDS.items()
            if need in ABILITIES and need in needs.split(",") and need not in fine
        ]
    )


async def unsaid_between(pairs: Iterable[Two]) -> dict[Two, str]:
    """By offer and request, only where something is open."""
    wanted = list(pairs)
    needs = await _said(HelpRequest, HelpRequest.needs, {request for _offer, request in wanted})
    fine = await _said(Offer, Offer.abilities, {offer for offer, _request in wanted})
    found = {(offer, request): unsaid(needs[request], fine[offer]) for offer, request in wanted}
    return {two: words for two, words in found.items() if words}


async def _said(table: Any, column: Any, ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    rows = await table.select(table.id, column).where(table.id.is_in(sorted(ids)))
    return {row["id"]: row[column._meta.name] for row in rows}
