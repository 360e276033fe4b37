"""It comes to nothing, rests, or is long over."""

from datetime import datetime
from typing import Any

from mittendrin.audit.actions import forget_who_spoke, record
from mittendrin.audit.rules import SYSTEM, Act, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.database.transactions import transaction
from mittendrin.outbox.actions import withdraw_calls
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.registrations.rules import CONTACT_KEPT
from mittendrin.registrations.tables import Registration
from mittendrin.rides.actions import ANSWERED, RELEASED, hold
from mittendrin.rides.queries import PairView, pair_of
from mittendrin.rides.rules import UNDER_WAY, PairState, Side
from mittendrin.rides.tables import RidePair
from mittendrin.rides.telling import CALLED_OFF, OF_BOTH, about, say_it_is_over, tell_of


async def settle(pair_id: int, now: datetime) -> bool:
    """Nobody has answered in time, one of them comes no more, or nothing takes place. Whether we were the first to notice.

    Whoever said yes, or was asked, hears that nothing comes of it; who had a name already hears it, too. Of a date that
    is called off everybody hears anyway.
    """
    async with transaction():
        await hold(pair_id)
        views = [await pair_of(pair_id, side, now) for side in Side]
        if not _comes_to_nothing(views[0], now):
            return False
        await end_pair(pair_id, now)
        await record(Act("ride.over", f"occurrence:{views[0].occurrence_id}"), SYSTEM, now)
        for view in views:
            silent = view.is_asked and view.said is None and not view.gone
            if view.here and view.is_asked and not silent and view.to_come:
                await say_it_is_over(view, now)
    return True


def _comes_to_nothing(view: PairView, now: datetime) -> bool:
    late = view.answer_until is not None and view.answer_until <= now
    if view.state is PairState.ASKED:
        return late or view.gone or not view.to_come
    return view.state is PairState.BOTH and view.gone and view.to_come


async def end_pair(pair_id: int, now: datetime) -> None:
    """Nothing more is said about it. Inside the transaction of the act."""
    await RidePair.update({RidePair.state: PairState.OVER.value}).where(RidePair.id == pair_id)
    await withdraw_calls(about(pair_id), OF_BOTH, now)


async def call_rides_off(person_id: int, by: Doer, now: datetime) -> None:
    """Everything around this person rests, and no page names the other any more. Whoever counts on the other is
    told, and whoever waits for an answer hears the usual sentence: nobody reads a reason.

    Inside the caller's transaction.
    """
    pair: Any = RidePair
    theirs = Registration.select(Registration.id).where(Registration.person == person_id)
    rows = await (
        pair.select(pair.id)
        .where(pair.giver.is_in(theirs) | pair.taker.is_in(theirs), pair.state.is_in([*UNDER_WAY]))
        .order_by(pair.id)
    )
    await _unsay(theirs)
    for row in rows:
        await hold(row["id"])
        views = [await pair_of(row["id"], side, now) for side in Side]
        await end_pair(row["id"], now)
        if not views[0].to_come:
            continue
        await record(Act("ride.called_off", f"occurrence:{views[0].occurrence_id}"), by, now)
        for view in views:
            if view.state is PairState.BOTH:
                await tell_of(CALLED_OFF, view, now)
            elif view.said and view.here:
                await say_it_is_over(view, now)


async def _unsay(theirs: Any) -> None:
    """What rests because its date is called off holds no more when that takes place after all; then they hear it."""
    said: dict[Any, Any] = {RidePair.giver_said: None, RidePair.taker_said: None}
    around = RidePair.giver.is_in(theirs) | RidePair.taker.is_in(theirs)
    await RidePair.update(said).where(around, RidePair.state == PairState.RESTS.value)


async def forget_pairs_of(registrations: list[int]) -> None:
    """With the sign-ups. Inside the caller's transaction."""
    await _forget(RidePair.giver.is_in(registrations) | RidePair.taker.is_in(registrations))


async def forget_pairs(now: datetime) -> None:
    """Of dates that are long over, also where a regular place goes on. Called daily by the jobs."""
    pair: Any = RidePair
    old = await pair.select(pair.id).where(pair.occurrence.ends_at <= now - CONTACT_KEPT)
    async with transaction():
        await _forget(RidePair.id.is_in([row["id"] for row in old] or [0]))


async def _forget(which: Any) -> None:
    """And everything that was said about them."""
    gone = await RidePair.delete().where(which).returning(RidePair.id, RidePair.occurrence)
    subjects = [about(row["id"]) for row in gone]
    if subjects:
        await Mail.delete().where(Mail.about.is_in(subjects))
        await CallTask.delete().where(CallTask.about.is_in(subjects))
        dates = [f"occurrence:{row['occurrence']}" for row in gone]
        answers = AuditEntry.act.is_in([ANSWERED, RELEASED]) & AuditEntry.subject.is_in(dates)
        await forget_who_spoke(answers)
