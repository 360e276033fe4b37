"""The date of two who go together is called off, and may take place after all: what they have arranged rests so long."""

from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import SYSTEM, Act
from mittendrin.core.language import _
from mittendrin.database.transactions import transaction
from mittendrin.outbox.actions import withdraw_calls
from mittendrin.people.keeping_apart import all_kept_apart
from mittendrin.people.resting import rests, rests_for_certain
from mittendrin.rides.actions import hold, tell_both
from mittendrin.rides.ending import end_pair
from mittendrin.rides.queries import PairView, pair_of
from mittendrin.rides.rules import PairState, Side
from mittendrin.rides.tables import RidePair
from mittendrin.rides.telling import OF_BOTH, about, say_it_is_over


async def let_rest(pair_id: int, now: datetime) -> bool:
    """Everybody hears anyway that the date falls out. Whether we were the first to notice."""
    async with transaction():
        await hold(pair_id)
        view = await pair_of(pair_id, Side.GIVER, now)
        if view.state is not PairState.BOTH or not view.date.called_off:
            return False
        await RidePair.update({RidePair.state: PairState.RESTS.value}).where(RidePair.id == pair_id)
        await withdraw_calls(about(pair_id), OF_BOTH, now)
        await record(Act("ride.rests", f"occurrence:{view.occurrence_id}"), SYSTEM, now)
        return True


async def go_on(pair_id: int, now: datetime) -> bool:
    """Both hear it, or that nothing comes of it; of a date that has moved as well they are asked anew. Whether we were
    the first to notice.
    """
    async with transaction():
        await _hold_people(pair_id, now)
        await hold(pair_id)
        views = [await pair_of(pair_id, side, now) for side in Side]
        if views[0].state is not PairState.RESTS or not views[0].to_come:
            return False
        if not await _may_go_on(views):
            await _comes_to_nothing(views, now)
            return True
        await RidePair.update({RidePair.state: PairState.BOTH.value}).where(RidePair.id == pair_id)
        await record(Act("ride.goes_on", f"occurrence:{views[0].occurrence_id}"), SYSTEM, now)
        if not (await pair_of(pair_id, Side.GIVER, now)).moved:
            await tell_both(pair_id, now, _("Der Termin findet doch statt. Ihre Verabredung gilt wieder."))
        return True


async def _hold_people(pair_id: int, now: datetime) -> None:
    """Before the pair, in the order in which everybody holds them: an incident that is being reported is waited for."""
    people = {(await pair_of(pair_id, side, now)).person_id for side in Side}
    for person_id in sorted(one for one in people if one):
        await rests_for_certain(person_id)


async def _may_go_on(views: list[PairView]) -> bool:
    """Both yeses are taken back where everything around one of them has rested meanwhile."""
    people = [one.person_id for one in views]
    apart = {frozenset(two) for two in await all_kept_apart()}
    held = [await rests(one) for one in people]
    return not (
        views[0].gone or any(held) or not all(one.said for one in views) or frozenset(people) in apart
    )


async def _comes_to_nothing(views: list[PairView], now: datetime) -> None:
    """Without a name: somebody may have died meanwhile."""
    await end_pair(views[0].id, now)
    await record(Act("ride.over", f"occurrence:{views[0].occurrence_id}"), SYSTEM, now)
    for view in views:
        if view.here:
            await say_it_is_over(view, now)
