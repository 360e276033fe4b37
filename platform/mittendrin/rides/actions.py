"""One after the other is asked, each on their own way; both yes, and they read name and telephone of each other."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from mittendrin.audit.actions import forget_who_spoke, record
from mittendrin.audit.rules import SYSTEM, Act, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.core.tokens import new_slip_code
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import refuse_duplicate
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.outbox.actions import Occasion, tell, withdraw_calls
from mittendrin.outbox.rules import Recipient, Way
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.outbox.wording import words
from mittendrin.people.trusted import Scope, refuse_outside, refuse_unless_trusted
from mittendrin.places.queries import office
from mittendrin.registrations.seats import Holder
from mittendrin.registrations.seats import hold as hold_seats
from mittendrin.registrations.tables import Registration
from mittendrin.rides.queries import PairView, pair_of, rides_of_date
from mittendrin.rides.rules import Answer, Kind, PairState, Side
from mittendrin.rides.tables import RidePair

ASKING, TOGETHER, OVER = "ride_asked", "ride_together", "ride_over"
ANSWERED = "ride.answered"
ORGANISATION_CALLS_WITHIN = 1  # office day
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
            # Two clerks give no seat to two people.
            await hold_seats(Holder(Occurrence, two.occurrence_id))
            if await _is_asked(two):
                return
            await _refuse_unless_fitting(two, now)
            number = await _ask_again(two, now) or await _ask_first(two, now)
            await record(Act("ride.asked", f"occurrence:{two.occurrence_id}"), by, now)
            await _ask_side(number, Side.GIVER, now)


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


async def _ask_first(two: Two, now: datetime) -> int:
    pair = RidePair(
        occurrence=two.occurrence_id, giver=two.giver, taker=two.taker, kind=two.kind.value,
        state=PairState.ASKED.value, giver_code=new_slip_code(), taker_code=new_slip_code(),
        created_at=now,
    )  # fmt: skip
    await RidePair.insert(pair)
    return int(pair.id)


async def _ask_again(two: Two, now: datetime) -> int | None:
    """The same row and the same codes on paper, as if nobody had answered; nothing where they were not asked before."""
    row = RidePair
    afresh: dict[Any, Any] = {
        row.state: PairState.ASKED.value, row.giver_said: None, row.taker_said: None,
        row.answer_until: None, row.created_at: now,
    }  # fmt: skip
    over = _the_same(two) & (row.state == PairState.OVER.value)
    found = await row.update(afresh).where(over).returning(row.id)
    return int(found[0]["id"]) if found else None


async def _ask_side(pair_id: int, side: Side, now: datetime) -> None:
    """Whoever gets a letter has time to answer it."""
    view = await pair_of(pair_id, side, now)
    days = DAYS_BY_LETTER if _recipient(view).way is Way.LETTER else DAYS_TO_ANSWER
    until = _answer_until(view.date, days, now)
    await RidePair.update({RidePair.answer_until: until}).where(RidePair.id == pair_id)
    await _tell(ASKING, replace(view, answer_until=until), now)


def _answer_until(to: DateView, days: int, now: datetime) -> datetime:
    """So early that the other one still hears of it, and before it begins in any case."""
    in_time = to.starts - IN_TIME if now < to.starts - IN_TIME else to.starts
    return min(add_office_days(now, days), in_time)


async def answer(view: PairView, said: Answer, by: Doer, now: datetime) -> None:
    """The same answer twice is one. Raises Refused when it is settled, or for a relative who may not say so: a yes gives out a number.

    The other side hears of a yes of both, and never of a no.
    """
    if view.gone:
        raise Refused(_("Eine von beiden Personen kommt an diesem Tag nicht mehr."))
    refuse = refuse_unless_trusted if said is Answer.YES else refuse_outside
    async with transaction():
        await refuse(view.person_id, by.speaker, Scope.HELP)
        if await _said_already(view, said):
            return
        await _write(view, said, now)
        act = Act(ANSWERED, f"occurrence:{view.occurrence_id}", detail=_(_ANSWER_WORDS[said]))
        await record(act, by, now)
        await withdraw_calls(about(view.id), (ASKING,), now)
        if view.side is Side.GIVER:
            await _giver_said(view.id, said, now)
        elif said is Answer.YES:
            await _bring_together(view.id, now)
        else:
            await say_it_is_over(await pair_of(view.id, Side.GIVER, now), now)


_ANSWER_WORDS = {Answer.YES: "Ja", Answer.NO: "Diesmal nicht"}


async def hold(pair_id: int) -> None:
    """Until the transaction ends nobody else answers."""
    await RidePair.update({RidePair.state: RidePair.state}).where(RidePair.id == pair_id)


async def _said_already(view: PairView, said: Answer) -> bool:
    """Pressed twice, it is one answer."""
    await hold(view.id)
    column = RidePair.giver_said if view.side is Side.GIVER else RidePair.taker_said
    return bool(await RidePair.exists().where(RidePair.id == view.id, column.eq(said is Answer.YES)))


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


async def _bring_together(pair_id: int, now: datetime) -> None:
    await RidePair.update({RidePair.state: PairState.BOTH.value}).where(RidePair.id == pair_id)
    for side in Side:
        await _tell(TOGETHER, await pair_of(pair_id, side, now), now)


async def settle(pair_id: int, now: datetime) -> bool:
    """Nobody has answered in time, or one of them comes no more. Whether we were the first to notice.

    Whoever said yes, or was asked, hears that nothing comes of it; who had a name already hears it, too.
    """
    views = [await pair_of(pair_id, side, now) for side in Side]
    async with transaction():
        if not await end_pair(pair_id, views[0].state, now):
            return False
        await record(Act("ride.over", f"occurrence:{views[0].occurrence_id}"), SYSTEM, now)
        for view in views:
            silent = view.is_asked and view.said is None and not view.gone
            if view.here and view.is_asked and not silent and view.date.starts > now:
                await say_it_is_over(view, now)
    return True


async def end_pair(pair_id: int, before: PairState, now: datetime) -> bool:
    """Nothing more is said about it. Inside the transaction of the act."""
    over: dict[Any, Any] = {RidePair.state: PairState.OVER.value}
    ended = await (
        RidePair.update(over)
        .where(RidePair.id == pair_id, RidePair.state == before.value)
        .returning(RidePair.id)
    )
    await withdraw_calls(about(pair_id), (ASKING, TOGETHER), now)
    return bool(ended)


async def say_it_is_over(view: PairView, now: datetime) -> None:
    """Why is nobody's business."""
    await _tell(OVER, view, now)


async def _tell(purpose: str, view: PairView, now: datetime) -> None:
    message = words(f"rides/messages/{purpose}.txt", view=view, date=view.date, office=await office())
    to = _recipient(view)
    due = min(add_office_days(now, ORGANISATION_CALLS_WITHIN), view.date.starts)
    owner, starts = view.date.organisation_id, view.date.starts
    occasion = Occasion(purpose, about(view.id), owner, due, view.side, starts, starts)
    await tell(to, message, occasion, now)


def _recipient(view: PairView) -> Recipient:
    return Recipient(view.to.name, view.to.email, view.to.phone, view.to.address)


async def call_rides_off(person_id: int, by: Doer, now: datetime) -> None:
    """Everything around this person rests. Whoever counts on the other is called, and reads no reason.

    Inside the caller's transaction.
    """
    pair: Any = RidePair
    theirs = Registration.select(Registration.id).where(Registration.person == person_id)
    rows = await (
        pair.select(pair.id, pair.occurrence, pair.state)
        .where(pair.giver.is_in(theirs) | pair.taker.is_in(theirs))
        .where(pair.state != PairState.OVER.value, pair.occurrence.starts_at > now)
        .order_by(pair.id)
    )
    for row in rows:
        await pair.update({pair.state: PairState.OVER.value}).where(pair.id == row["id"])
        await withdraw_calls(about(row["id"]), (ASKING, TOGETHER), now)
        await record(Act("ride.called_off", f"occurrence:{row['occurrence']}"), by, now)
        if row["state"] == PairState.BOTH.value:
            for side in Side:
                await _tell("ride_called_off", await pair_of(row["id"], side, now), now)


async def forget_pairs_of(registrations: list[int]) -> None:
    """With the sign-ups, and everything that was said about them. Inside the caller's transaction."""
    either = RidePair.giver.is_in(registrations) | RidePair.taker.is_in(registrations)
    gone = await RidePair.delete().where(either).returning(RidePair.id, RidePair.occurrence)
    subjects = [about(row["id"]) for row in gone]
    if subjects:
        await Mail.delete().where(Mail.about.is_in(subjects))
        await CallTask.delete().where(CallTask.about.is_in(subjects))
        dates = [f"occurrence:{row['occurrence']}" for row in gone]
        answers = (AuditEntry.act == ANSWERED) & AuditEntry.subject.is_in(dates)
        await forget_who_spoke(answers)


def about(pair_id: int) -> str:
    return f"ride:{pair_id}"
