"""Why an offer cannot become active, or a request open: one answer for the button, the sentence in its place and the refusal."""

from collections.abc import Collection
from typing import Any

from mittendrin.core.language import _
from mittendrin.core.tokens import show_slip_code
from mittendrin.people.doubles import with_doubles
from mittendrin.people.resting import RESTS
from mittendrin.volunteering.bereaved import waits_for_first_try
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import HelpRequest, Offer


async def why_not_active(offer_ids: Collection[int]) -> dict[int, str]:
    """By its number; offers that nothing keeps from it are left out."""
    off: Any = Offer
    rows = await off.select(off.id, off.person, off.person.held).where(off.id.is_in([*offer_ids, 0]))
    theirs = Offer.person.is_in([row["person"] for row in rows if row["person"]] or [0])
    works = theirs & (Offer.status == OfferState.ACTIVE.value)
    active = await Offer.select(Offer.id, Offer.person, Offer.code).where(works).order_by(Offer.id)
    found = await _against_people(rows)
    return found | {
        row["id"]: words for row in rows if row["id"] not in found and (words := _against(row, active))
    }


async def _against_people(rows: list[dict[str, Any]]) -> dict[int, str]:
    """What was sent by somebody who may be known already waits: a limit, a no or an incident may be theirs, too. What
    an organisation needs does not: its contact person asks for nothing themselves.
    """
    doubled = await with_doubles(
        {row["person"] for row in rows if row["person"] and not row.get("organisation")}
    )
    why = {row["id"]: _why_not_yet() for row in rows if row["person"] in doubled}
    return why | {row["id"]: _(RESTS) for row in rows if row["person.held"]}


def _why_not_yet() -> str:
    return f"{_('Diese Person steht vielleicht schon bei uns.')} {_('Sehen Sie bitte zuerst nach, ob sie es ist.')}"


def _against(offer: dict[str, Any], active: list[dict[str, Any]]) -> str:
    for other in active:
        if other["person"] == offer["person"] and other["id"] != offer["id"]:
            code = show_slip_code(other["code"])
            sentence = _("Diese Person hat schon ein aktives Angebot: {code}.", code=code)
            return f"{sentence} {_('Beenden Sie bitte zuerst eines von beiden.')}"
    return ""


async def why_not_open(request_ids: Collection[int]) -> dict[int, str]:
    req: Any = HelpRequest
    columns = (req.id, req.person, req.person.held, req.organisation)
    rows = await req.select(*columns).where(req.id.is_in([*request_ids, 0]))
    uncalled = await waits_for_first_try(request_ids)
    call_first = _("Rufen Sie bitte zuerst an. Der Anruf steht auf Ihrer Liste.")
    why = {row["id"]: call_first for row in rows if row["id"] in uncalled}
    return why | await _against_people(rows)
