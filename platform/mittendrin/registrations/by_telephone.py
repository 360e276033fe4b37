"""From 24 hours before the start seats are no longer offered by mail: somebody picks up the telephone.

So they do, earlier, when the head of the list could only be asked by a letter that comes too late, or would have less
than three office hours to answer. The order stays strict: whom others wait before has the seat only with a reason.
"""

from datetime import datetime

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.outbox.actions import Occasion, ask_to_call, withdraw_calls
from mittendrin.outbox.rules import Recipient
from mittendrin.outbox.wording import words
from mittendrin.places.queries import office_week
from mittendrin.registrations import queries, seats
from mittendrin.registrations.messages import sender_for
from mittendrin.registrations.queries import RegistrationView, TargetView
from mittendrin.registrations.rules import Status, filled_by_telephone, offer_ends
from mittendrin.registrations.tables import Registration

PURPOSE = "fill_by_telephone"


def subject_of(view: TargetView) -> str:
    target = view.target
    return f"occurrence:{target.occurrence_id}" if target.occurrence_id else f"event:{target.event_id}"


async def people_decide(view: TargetView, now: datetime) -> bool:
    """Seats are given on the telephone: in the last 24 hours, or while the head could not answer an offer in time."""
    starts = view.situation.starts
    if filled_by_telephone(now, starts):
        return True
    queue = await queries.queue_of(view.target)
    if not queue:
        return False
    head = await queries.by_id(queue[0].registration_id)
    return offer_ends(now, starts, head.way, await office_week()) is None


async def could_be_given_a_seat(waiting: list[RegistrationView], now: datetime) -> set[int]:
    """Of these, whoever would have a seat if they said yes now."""
    able: set[int] = set()
    for target in {one.target for one in waiting}:
        view = await queries.target_view(target, now)
        facts = view.situation
        if facts.called_off or view.first.ends <= now or not await people_decide(view, now):
            continue
        counts = seats.Counts(facts.seats, facts.taken, facts.waiting)
        able |= {one.id for one in waiting if one.target == target and counts.has_room_for(one.party)}
    return able


async def refuse_out_of_turn(registration: RegistrationView, why: str) -> None:
    """While the seats are held. Raises Refused when others wait before them and nobody says why they are passed over."""
    first = (await queries.queue_of(registration.target))[:1]
    if why or not first or first[0].registration_id == registration.id:
        return
    name = (await queries.by_id(first[0].registration_id)).name or _("jemand")
    raise Refused(
        _(
            "{name} steht vorher auf der Liste. Schreiben Sie bitte als Notiz, warum es anders geht.",
            name=name,
        )
    )


async def withdraw(view: TargetView, now: datetime) -> None:
    await withdraw_calls(subject_of(view), (PURPOSE,), now)


async def ask_to_fill(view: TargetView, now: datetime) -> None:
    """One task with the whole list, always the newest; none while the head of the list does not fit."""
    waiting = await _waiting(view)
    counts = await seats.hold(seats.holder_of(view.target))
    if not waiting or not counts.has_room_for(waiting[0].party):
        return
    sender = await sender_for(view.first.organisation_id)
    free = None if counts.seats is None else counts.seats - counts.taken
    message = words(
        "registrations/messages/fill_by_telephone.txt", date=view.first, waiting=waiting, free=free
    )
    last = None if view.is_regular_place else view.dates[-1].starts
    occasion = Occasion(PURPOSE, subject_of(view), sender.owner, due_at=now, matters_until=last)
    await ask_to_call(_first_to_call(waiting), message, occasion, now)


async def _waiting(view: TargetView) -> list[RegistrationView]:
    ids = [one.registration_id for one in await queries.queue_of(view.target)]
    if not ids:
        return []
    waits = Registration.status == Status.WAITING.value
    return await queries.registrations(Registration.id.is_in(ids) & waits)


def _first_to_call(waiting: list[RegistrationView]) -> Recipient:
    """Whoever has a telephone, even if mails go to them otherwise."""
    first = next((one for one in waiting if one.phone), waiting[0])
    if first.phone:
        return Recipient(first.name, phone=first.phone)
    return Recipient(first.name, first.email, address=first.address)
