"""Free seats go to the head of the list, one promotion for every way in which a seat becomes free."""

from dataclasses import replace
from datetime import datetime

from mittendrin.events.capacity import Situation, decide_sign_up
from mittendrin.registrations import queries, seats
from mittendrin.registrations.messages import addressee_of, tell_about
from mittendrin.registrations.queries import TargetView
from mittendrin.registrations.rules import Status, Waiting, offer_ends
from mittendrin.registrations.seats import Counts
from mittendrin.registrations.tables import Registration
from mittendrin.web.changes import public_change


async def fill_free_seats(view: TargetView, now: datetime) -> None:
    """Offers until the head no longer fits. Inside the transaction that made seats free."""
    if view.situation.called_off or view.situation.starts <= now:
        return
    while (queue := await queries.queue_of(view.target)) and await _offer_to_head(view, queue, now):
        pass


async def _offer_to_head(view: TargetView, queue: list[Waiting], now: datetime) -> bool:
    head = queue[0]
    counts = await seats.take_for_offer(seats.holder_of(view.target), head.party)
    if counts is None:
        return False
    await announce(
        view, replace(counts, taken=counts.taken - head.party, waiting=counts.waiting + 1), counts, now
    )
    ends = offer_ends(now, view.situation.starts) or view.situation.starts
    await Registration.update(
        {Registration.status: Status.OFFERED.value, Registration.offer_ends_at: ends}
    ).where(Registration.id == head.registration_id)
    registration = await queries.by_id(head.registration_id)
    await tell_about("offered", view, addressee_of(registration), now, ends=ends)
    return True


async def announce(view: TargetView, before: Counts, after: Counts, now: datetime) -> None:
    """Prepared pages are dropped only when the word that they show has changed."""
    if _word(view.situation, before, now) != _word(view.situation, after, now):
        await public_change("programme", f"event:{view.first.slug}")


def _word(situation: Situation, counts: Counts, now: datetime) -> str:
    now_so = replace(situation, seats=counts.seats, taken=counts.taken, waiting=counts.waiting)
    return decide_sign_up(now_so, 1, now).public_word
