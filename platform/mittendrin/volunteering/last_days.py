""" "Bis wann?" The day after, nobody is looked for any more: whoever asked is asked whether they still need help.

What organisations need goes into the archive instead: needs.upkeep.
"""

from datetime import datetime
from typing import Any

from mittendrin.audit.rules import SYSTEM
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.database.transactions import transaction
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.searching_again import request_path
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import HelpRequest
from mittendrin.volunteering.telling import ask_again_as_wished


async def looked_for_too_long(now: datetime) -> list[int]:
    """Open beyond their last day; not while everything of somebody rests."""
    rows = await HelpRequest.select(HelpRequest.id).where(_too_long(now)).order_by(HelpRequest.id)
    return [row["id"] for row in rows]


def _too_long(now: datetime) -> Any:
    held = Person.select(Person.id).where(Person.held.eq(True))
    somebodys: Any = HelpRequest.person.is_not_null() & HelpRequest.organisation.is_null()
    is_open = HelpRequest.status == RequestState.OPEN.value
    return somebodys & is_open & HelpRequest.person.not_in(held) & (HelpRequest.wanted_until < local_day(now))


async def stop_looking(request_id: int, now: datetime) -> bool:
    """Whoever is asked whether they come hears that it is settled. False: it has gone on meanwhile."""
    async with transaction():
        same: dict[Any, Any] = {HelpRequest.status: HelpRequest.status}
        over = (HelpRequest.id == request_id) & _too_long(now)
        rows = (
            await HelpRequest.update(same).where(over).returning(HelpRequest.code, HelpRequest.wanted_until)
        )
        if not rows:
            return False
        await decide_request(request_id, RequestState.ON_HOLD, _("Der letzte Tag ist vorbei."), SYSTEM, now)
        asked: dict[Any, Any] = {HelpRequest.asked_again_at: now}
        await HelpRequest.update(asked).where(HelpRequest.id == request_id)
        await ask_again_as_wished(request_id, request_path(rows[0]["code"]), now, rows[0]["wanted_until"])
    return True
