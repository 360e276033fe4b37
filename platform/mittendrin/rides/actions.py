"""One after the other is asked, each on their own way; both yes, and they read name and telephone of each other."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import SYSTEM, Act, Doer
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import at_local, local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.core.tokens import new_slip_code
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import refuse_duplicate
from mittendrin.events.queries import date
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.outbox.actions import withdraw_calls
from mittendrin.outbox.rules import Way
from mittendrin.people.resting import rests_for_certain
from mittendrin.people.trusted import Scope, refuse_outside, refuse_unless_trusted
from mittendrin.registrations.seats import Holder
from mittendrin.registrations.seats import hold as hold_seats
from mittendrin.registrations.tables import Registration
from mittendrin.rides.of_date import rides_of_date
from mittendrin.rides.queries import PairView, pair_of
from mittendrin.rides.rules import LAST_MINUTE, Answer, Kind, PairState, Side
from mittendrin.rides.tables import RidePair
from mittendrin.rides.telling import (
    ASKING,
    MOVED,
    OF_BOTH,
    TOGETHER,
    about,
    ask_office_to_arrange,
    recipient,
    say_it_is_over,
    tell_of,
)

ANSWERED = "ride.answered"
RELEASED = "contact.released"
DAYS_TO_ANSWER, DAYS_BY_LETTER = 2, 5  # office days
IN_TIME = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Two:
    """Whom the organisation wants to ask, on which date."""

    occurrence_id: int
    kind: Kind
    giver: int
    taker: int


async def ask(two: Two, by: Doer, now: datetime) -> None:
    """Twice is once, until somebody answers. Raises Refused when they do not fit any more."""
    with refuse_duplicate(_("Diese beiden sind schon gefragt.")):
        async with transaction():
            # People before dates: an incident that is being reported at this moment is waited for.
            for person_id in await _people_of(two):
                await rests_for_certain(person_id)
            # Two clerks give no seat to two people.
            await hold_seats(Holder(Occurrence, two.occurrence_id))
            if await _is_asked(two):
                return
            await _refuse_unless_fitting(two, now)
            view = await date(two.occurrence_id, now)
            number = await _ask_again(two, view, now) or await _ask_first(two, view, now)
            await record(Act("ride.asked", f"occurrence:{two.occurrence_id}"), by, now)
            await _ask_side(number, Side.GIVER, now)


async def _people_of(two: Two) -> list[int]:
    """In the order in which everybody holds them."""
    reg = Registration
    ours = reg.id.is_in([two.giver, two.taker]) & reg.person.is_not_null()
    rows = await reg.select(reg.person).where(ours)
    return sorted({row["person"] for row in rows})


async def _is_asked(two: Two) -> bool:
    unanswered = (RidePair.state == PairState.ASKED.value) & RidePair.giver_said.is_null()
    return bool(await RidePair.exists().where(_the_same(two) & unanswered))


def _the_same(two: Two) -> Any:
    row: Any = RidePair
    same = (row.occurrence == two.occurrence_id) & (row.kind == two.kind.value)
    return same & (row.giver == two.giver) & (row.taker == two.taker)


async def _refuse_unless_fitting(two: Two, now: datetime) -> None:
    found = await rides_of_date(two.occurrence_id, now)
    if (two.kind, two.giver, two.taker) not in {(m.kind, m.giver.id, m.taker.id) for m in found.matches}:
        raise Refused(_("Das passt nicht mehr zusammen. Laden Sie bitte die Seite neu."))


async def _ask_first(two: Two, to: DateView, now: datetime) -> int:
    pair = RidePair(
        occurrence=two.occurrence_id, giver=two.giver, taker=two.taker, kind=two.kind.value,
        state=PairState.ASKED.value, giver_code=new_slip_code(), taker_code=new_slip_code(),
        asked_for=to.starts, created_at=now,
    )  # fmt: skip
    await RidePair.insert(pair)
    return int(pair.id)


async def _ask_again(two: Two, to: DateView, now: datetime) -> int | None:
    """The same row and the same codes on paper; nothing where they were not asked before."""
    row = RidePair
    same = (row.occurrence == two.occurrence_id) & (row.kind == two.kind.value)
    same &= (row.giver == two.giver) & (row.taker == two.taker) & (row.state == PairState.OVER.value)
    found = await row.update(_afresh(to, now)).where(same).returning(row.id)
    return int(found[0]["id"]) if found else None


def _afresh(to: DateView, now: datetime) -> dict[Any, Any]:
    """As if nobody had answered."""
    row = RidePair
    return {
        row.state: PairState.ASKED.value, row.giver_said: None, row.taker_said: None,
        row.answer_until: None, row.asked_for: to.starts, row.created_at: now,
    }  # fmt: skip


async def ask_anew(pair_id: int, now: datetime) -> bool:
    """The date was moved: a yes to one day is none to another. Whether it was, and still is to come.

    Whoever counted on the other hears at once that this does not hold any more.
    """
    async with transaction():
        await hold(pair_id)
        view = await pair_of(pair_id, Side.GIVER, now)
        if not view.moved:
            return False
        await withdraw_calls(about(pair_id), OF_BOTH, now)
        if view.state is PairState.BOTH:
            await tell_of(MOVED, await pair_of(pair_id, Side.TAKER, now), now)
        await RidePair.update(_afresh(view.date, now)).where(RidePair.id == pair_id)
        await record(Act("ride.asked", f"occurrence:{view.occurrence_id}"), SYSTEM, now)
        await _ask_side(pair_id, Side.GIVER, now, _("Der Termin ist verlegt, deshalb fragen wir neu."))
        return True


async def _ask_side(pair_id: int, side: Side, now: datetime, why: str = "") -> None:
    """Whoever gets a letter has time to answer it. `why`: they were asked before."""
    view = await pair_of(pair_id, side, now)
    days = DAYS_BY_LETTER if recipient(view).way is Way.LETTER else DAYS_TO_ANSWER
    until = _answer_until(view.date, days, now)
    await RidePair.update({RidePair.answer_until: until}).where(RidePair.id == pair_id)
    await tell_of(ASKING, replace(view, answer_until=until, why=why), now)


def _answer_until(to: DateView, days: int, now: datetime) -> datetime:
    """The whole of a day, but so early that the other one still hears of it, and before it begins in any case."""
    in_time = to.starts - IN_TIME if now < to.starts - IN_TIME else to.starts
    return min(at_local(local_day(add_office_days(now, days)), LAST_MINUTE), in_time)


async def answer(view: PairView, said: Answer, by: Doer, now: datetime) -> None:
    """The same answer twice is one. Raises Refused when it is settled, or for a relative who may not say so: a yes gives out a number.

    The other side hears of a yes of both, and never of a no.
    """
    refuse = refuse_unless_trusted if said is Answer.YES else refuse_outside
    async with transaction():
        await refuse(view.person_id, by.speaker, Scope.HELP)
        await hold(view.id)
        # Read again: somebody may have signed off or moved the date at this moment.
        view = await pair_of(view.id, view.side, now)
        _refuse_overtaken(view)
        if view.said is (said is Answer.YES):
            return
        await _write(view, said, now)
        act = Act(ANSWERED, f"occurrence:{view.occurrence_id}", detail=_(_ANSWER_WORDS[said]))
        await record(act, by, now)
        await withdraw_calls(about(view.id), (ASKING,), now)
        if view.side is Side.GIVER:
            await _giver_said(view.id, said, now)
        elif said is Answer.YES:
            await _bring_together(view, by, now)
        else:
            await say_it_is_over(await pair_of(view.id, Side.GIVER, now), now)


_ANSWER_WORDS = {Answer.YES: "Ja", Answer.NO: "Diesmal nicht"}


async def hold(pair_id: int) -> None:
    """Until the transaction ends nobody else answers."""
    await RidePair.update({RidePair.state: RidePair.state}).where(RidePair.id == pair_id)


def _refuse_overtaken(view: PairView) -> None:
    if view.gone:
        raise Refused(_("Eine von beiden Personen kommt an diesem Tag nicht mehr."))
    if not view.to_come:
        raise Refused(_("Dieser Termin ist schon vorbei, oder er fällt aus. Vielen Dank!"))
    if view.moved:
        raise Refused(_("Der Termin ist verlegt. Deshalb fragen wir gleich neu."))


async def _giver_said(pair_id: int, said: Answer, now: datetime) -> None:
    """After a no nobody was ever asked."""
    if said is Answer.YES:
        await _ask_side(pair_id, Side.TAKER, now)


async def _write(view: PairView, said: Answer, now: datetime) -> None:
    column = RidePair.giver_said if view.side is Side.GIVER else RidePair.taker_said
    values: dict[Any, Any] = {column: said is Answer.YES}
    turn = RidePair.giver_said.is_null() if view.side is Side.GIVER else RidePair.giver_said.eq(True)
    if said is Answer.NO:
        values[RidePair.state] = PairState.OVER.value
    written = await (
        RidePair.update(values)
        .where(RidePair.id == view.id, RidePair.state == PairState.ASKED.value, column.is_null(), turn)
        .returning(RidePair.id)
    )
    if not written:
        raise Refused(_("Darauf wartet gerade keine Antwort mehr. Vielen Dank!"))


async def _bring_together(view: PairView, by: Doer, now: datetime) -> None:
    await RidePair.update({RidePair.state: PairState.BOTH.value}).where(RidePair.id == view.id)
    released = Act(RELEASED, f"occurrence:{view.occurrence_id}", detail=_("Mitfahrt oder Begleitung"))
    await record(released, by, now)
    await tell_both(view.id, now)


async def tell_both(pair_id: int, now: datetime, why: str = "") -> None:
    """Name and number of the other. `why`: they were told before."""
    views = [replace(await pair_of(pair_id, side, now), why=why) for side in Side]
    for one in views:
        await tell_of(TOGETHER, one, now)
    if not views[0].they_arrange:
        await ask_office_to_arrange(views, now)
