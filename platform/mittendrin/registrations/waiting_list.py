"""Free seats go to the head of the list, one promotion for every way in which a seat becomes free.

The head blocks until it fits. Only a party larger than all seats together, after these became fewer, leaves the list:
it is told why, and may sign up again with fewer people.
"""

from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import SYSTEM, Act
from mittendrin.database.transactions import transaction
from mittendrin.events.tables import Event, Occurrence
from mittendrin.outbox.actions import withdraw_calls
from mittendrin.places.queries import office_week
from mittendrin.registrations import by_telephone, queries, regular, seats
from mittendrin.registrations.announcing import held_seats
from mittendrin.registrations.messages import addressee_of, tell_about
from mittendrin.registrations.queries import RegistrationView, TargetView
from mittendrin.registrations.rules import Status, Target, can_never_sit, offer_ends
from mittendrin.registrations.tables import Registration


async def fill_free_seats(view: TargetView, now: datetime) -> None:
    """Offers until the head no longer fits. Inside a transaction that holds the row of these seats."""
    if view.situation.called_off or view.situation.starts <= now:
        return
    await by_telephone.withdraw(view, now)
    await _part_with_the_too_large(view, now)
    week = await office_week()
    for head in await queries.queue_of(view.target):
        registration = await queries.by_id(head.registration_id)
        ends = offer_ends(now, view.situation.starts, registration.way, week)
        if ends is None:
            await by_telephone.ask_to_fill(view, now)
            return
        if not await _offer(view, registration, ends, now):
            return


async def _part_with_the_too_large(view: TargetView, now: datetime) -> None:
    """They are told, so that they can come with fewer; whoever waits behind them has a chance again."""
    holder = seats.holder_of(view.target)
    counts = await seats.hold(holder)
    for one in can_never_sit(await queries.queue_of(view.target), counts.seats):
        await seats.leave_queue(holder)
        await Registration.update(
            {Registration.status: Status.TOO_LARGE.value, Registration.ended_at: now}
        ).where(Registration.id == one.registration_id)
        about = f"registration:{one.registration_id}"
        await withdraw_calls(about, ("waiting", "offered"), now)
        registration = await queries.by_id(one.registration_id)
        await tell_about("too_large", view, addressee_of(registration), now, seats=counts.seats)
        await record(Act("registration.too_large", about, title=view.first.title), SYSTEM, now)


async def fill_event(event_id: int, now: datetime) -> None:
    """After its seats were raised: the whole, and every coming date that somebody waits for."""
    whole = await Event.exists().where(Event.id == event_id, Event.waiting > 0)
    dates = await (
        Occurrence.select(Occurrence.id)
        .where(Occurrence.event == event_id, Occurrence.waiting > 0, Occurrence.starts_at > now)
        .order_by(Occurrence.starts_at, Occurrence.id)
    )
    wanted = [Target(event_id, None)] * whole + [Target(event_id, row["id"]) for row in dates]
    for target in wanted:
        await _fill(target, now)


async def _fill(target: Target, now: datetime) -> None:
    view = await queries.target_view(target, now)
    async with transaction(), held_seats(view, now):
        await fill_free_seats(view, now)


async def _offer(view: TargetView, head: RegistrationView, ends: datetime, now: datetime) -> bool:
    if await seats.take_from_queue(seats.holder_of(view.target), head.party) is None:
        return False
    await Registration.update(
        {Registration.status: Status.OFFERED.value, Registration.offer_ends_at: ends}
    ).where(Registration.id == head.id)
    await regular.take_every_date(view, head.id, head.party, now)
    # "Sie stehen auf der Warteliste" would contradict it in a second call.
    await withdraw_calls(f"registration:{head.id}", (Status.WAITING.value,), now)
    await tell_about("offered", view, addressee_of(head), now, ends=ends)
    await record(Act("registration.offered", f"registration:{head.id}", title=view.first.title), SYSTEM, now)
    return True
