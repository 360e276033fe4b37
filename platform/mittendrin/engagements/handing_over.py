"""An organisation names somebody else to be asked: its volunteers hear whom they reach now."""

from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.tables import ContactRelease
from mittendrin.engagements.telling import about, tell_sides
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import OVER
from mittendrin.volunteering.tables import Engagement

OTHER_CONTACT = "other_contact"


async def release_new_contact(request_id: int, by: Doer, now: datetime) -> None:
    """Inside the transaction that names them. Where it is the same person nothing happens."""
    eng, rel = _columns()
    goes_on = eng.status.not_in([state.value for state in OVER])
    these = (eng.proposal.request == request_id) & goes_on
    for row in await eng.select(eng.id, eng.proposal.request.person).where(these).order_by(eng.id):
        person = row["proposal.request.person"]
        theirs = (rel.engagement == row["id"]) & (rel.to_side == Side.VOLUNTEER.value)
        released: dict[Any, Any] = {rel.of_person: person, rel.released_at: now, rel.ends_at: None}
        if await rel.update(released).where(theirs, rel.of_person != person).returning(rel.id):
            await record(
                Act("contact.released", about(row["id"]), detail=_("an die helfende Person")), by, now
            )
            await tell_sides(OTHER_CONTACT, await pair(row["id"]), [Side.VOLUNTEER], now)


def _columns() -> tuple[Any, Any]:
    """Beyond a foreign key they are unknown to type checkers."""
    return Engagement, ContactRelease
