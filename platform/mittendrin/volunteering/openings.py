"""Why an offer cannot become active, or a request open: one answer for the button, the sentence in its place and the refusal."""

from collections.abc import Collection
from typing import Any

from mittendrin.core.language import _
from mittendrin.core.tokens import show_slip_code
from mittendrin.people.resting import RESTS
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import HelpRequest, Offer


async def why_not_active(offer_ids: Collection[int]) -> dict[int, str]:
    """By its number; offers that nothing keeps from it are left out."""
    off: Any = Offer
    rows = await off.select(off.id, off.person, off.person.held).where(off.id.is_in([*offer_ids, 0]))
    theirs = Offer.person.is_in([row["person"] for row in rows if row["person"]] or [0])
    active = await Offer.select(Offer.id, Offer.person, Offer.code).where(
        theirs, Offer.status == OfferState.ACTIVE.value
    )
    return {row["id"]: words for row in rows if (words := _against(row, active))}


def _against(offer: dict[str, Any], active: list[dict[str, Any]]) -> str:
    if offer["person.held"]:
        return _(RESTS)
    for other in active:
        if other["person"] == offer["person"] and other["id"] != offer["id"]:
            code = show_slip_code(other["code"])
            sentence = _("Diese Person hat schon ein aktives Angebot: {code}.", code=code)
            return f"{sentence} {_('Beenden Sie bitte zuerst eines von beiden.')}"
    return ""


async def why_not_open(request_ids: Collection[int]) -> dict[int, str]:
    req: Any = HelpRequest
    held = req.id.is_in([*request_ids, 0]) & req.person.held.eq(True)
    return {row["id"]: _(RESTS) for row in await req.select(req.id).where(held)}
