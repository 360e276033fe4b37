"""Somebody has said yes, and cannot after all: they still come to the date, but not together."""

from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.people.trusted import Scope, refuse_outside
from mittendrin.rides.actions import ANSWERED, hold
from mittendrin.rides.ending import end_pair
from mittendrin.rides.queries import OTHER, PairView, pair_of
from mittendrin.rides.rules import PairState, Side
from mittendrin.rides.tables import RidePair
from mittendrin.rides.telling import CALLED_OFF, tell_of


async def back_out(view: PairView, by: Doer, now: datetime) -> None:
    """Twice is once. Whoever knows the other's name hears of it, and reads no reason; whoever was only asked hears
    nothing. Raises Refused when there is no yes to take back.
    """
    async with transaction():
        await refuse_outside(view.person_id, by.speaker, Scope.HELP)
        await hold(view.id)
        view = await pair_of(view.id, view.side, now)
        if view.state is PairState.OVER and view.said is False:
            return
        if not view.may_back_out:
            raise Refused(_("Hier gibt es nichts mehr abzusagen. Vielen Dank!"))
        other = await pair_of(view.id, OTHER[view.side], now)
        column = RidePair.giver_said if view.side is Side.GIVER else RidePair.taker_said
        no_after_all: dict[Any, Any] = {column: False}
        await RidePair.update(no_after_all).where(RidePair.id == view.id)
        await end_pair(view.id, now)
        await record(Act(ANSWERED, f"occurrence:{view.occurrence_id}", detail=_("Doch nicht")), by, now)
        if view.state is PairState.BOTH:
            await tell_of(CALLED_OFF, other, now)
