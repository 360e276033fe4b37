"""Signing up and off, and answering an offered seat. Changes of dates have a file of their own."""

from dataclasses import dataclass, replace
from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.core.tokens import new_slip_code
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import unique_violation
from mittendrin.events.capacity import decide_sign_up
from mittendrin.outbox.actions import withdraw_calls
from mittendrin.people.actions import find_or_add
from mittendrin.registrations import queries, regular, seats
from mittendrin.registrations.messages import Addressee, addressee_of, tell_about
from mittendrin.registrations.queries import RegistrationView, TargetView
from mittendrin.registrations.rules import ALIVE, HOLDS_SEATS, Receipt, Status, Target, Wish
from mittendrin.registrations.tables import Registration
from mittendrin.registrations.waiting_list import announce, fill_free_seats


@dataclass(frozen=True, slots=True)
class Stored:
    registration_id: int
    code: str
    status: Status


async def sign_up(target: Target, wish: Wish, by: Doer, now: datetime) -> Receipt:
    """Confirmed or waiting. Raises Refused with the sentence of decide_sign_up when neither is possible."""
    if known := await queries.receipt_of_key(wish.key):
        return known
    view = await queries.target_view(target, now)
    decision = decide_sign_up(view.situation, wish.party, now)
    if not decision.possible:
        raise Refused(decision.sentence)
    try:
        stored = await _take_and_store(view, wish, by, now)
    except Exception as error:
        # The same check page sent twice at the same moment: the other request has stored it.
        known = await queries.receipt_of_key(wish.key) if unique_violation(error) else None
        if known is None:
            raise
        return known
    return Receipt(stored.code, stored.status)


async def _take_and_store(view: TargetView, wish: Wish, by: Doer, now: datetime) -> Stored:
    async with transaction():
        status = await _take_or_wait(view, wish.party, now)
        stored = await _store(view.target, wish, status, by, now)
        if status is Status.CONFIRMED:
            await regular.take_every_date(view, stored.registration_id, wish.party, now)
        to = Addressee(stored.registration_id, stored.code, wish.party, wish.contact)
        await tell_about(status.value, view, to, now)
        await record(
            Act("registration.added", f"registration:{stored.registration_id}", title=view.first.title),
            by,
            now,
        )
    return stored


async def _take_or_wait(view: TargetView, party: int, now: datetime) -> Status:
    """Between looking and taking somebody else may have been quicker: then the list decides."""
    holder = seats.holder_of(view.target)
    if counts := await seats.take(holder, party):
        await announce(view, replace(counts, taken=counts.taken - party), counts, now)
        return Status.CONFIRMED
    if not view.situation.waiting_list:
        raise Refused(_("Alle Plätze sind belegt."))
    if counts := await seats.join_queue(holder):
        await announce(view, replace(counts, waiting=counts.waiting - 1), counts, now)
    return Status.WAITING


async def _store(target: Target, wish: Wish, status: Status, by: Doer, now: datetime) -> Stored:
    code = new_slip_code()
    rows = await Registration.insert(
        Registration(
            code=code,
            key=wish.key,
            event=target.event_id,
            occurrence=target.occurrence_id,
            person=await find_or_add(wish.contact, now),
            party=wish.party,
            status=status.value,
            first_time=wish.first_time,
            signed_by=wish.signed_by,
            channel=by.channel.value,
            created_at=now,
        )
    )
    return Stored(int(rows[0]["id"]), code, status)


async def sign_off(registration: RegistrationView, by: Doer, now: datetime) -> None:
    """Thanked, and easy: somebody else is glad of the seat. A second time changes nothing."""
    await _end(registration, Status.SIGNED_OFF, by, now)


async def decline_offer(registration: RegistrationView, by: Doer, now: datetime) -> None:
    await _end(registration, Status.DECLINED, by, now)


async def expire_offer(registration: RegistrationView, by: Doer, now: datetime) -> None:
    """Nothing happens to somebody who has just answered."""
    await _end(registration, Status.EXPIRED, by, now, (Status.OFFERED,))


async def accept_offer(registration: RegistrationView, by: Doer, now: datetime) -> None:
    """The seats are held already. Raises Refused when the offer is no longer open."""
    view = await queries.target_view(registration.target, now)
    async with transaction():
        if not await _change_status(registration, (Status.OFFERED,), Status.CONFIRMED, now):
            raise Refused(_("Dieses Angebot ist leider nicht mehr offen. Rufen Sie uns bitte an."))
        await regular.take_every_date(view, registration.id, registration.party, now)
        await withdraw_calls(_subject(registration), ("offered",), now)
        await tell_about("confirmed", view, addressee_of(registration), now)
        await record(Act("registration.accepted", _subject(registration), title=view.first.title), by, now)


async def _end(
    registration: RegistrationView,
    end: Status,
    by: Doer,
    now: datetime,
    allowed: tuple[Status, ...] = ALIVE,
) -> None:
    view = await queries.target_view(registration.target, now)
    async with transaction():
        before = await _change_status(registration, allowed, end, now)
        if before is None:
            return
        await _release(view, replace(registration, status=before), now)
        await withdraw_calls(_subject(registration), ("confirmed", "waiting", "offered", "reminder"), now)
        await record(
            Act(f"registration.{end.value}", _subject(registration), title=view.first.title), by, now
        )
        await fill_free_seats(view, now)


async def _release(view: TargetView, registration: RegistrationView, now: datetime) -> None:
    holder = seats.holder_of(view.target)
    if registration.status in HOLDS_SEATS:
        if counts := await seats.give_back(holder, registration.party):
            await announce(view, replace(counts, taken=counts.taken + registration.party), counts, now)
        if registration.status is Status.CONFIRMED:
            await regular.give_back_every_date(view, registration.id, registration.party, now)
    elif counts := await seats.leave_queue(holder):
        await announce(view, replace(counts, waiting=counts.waiting + 1), counts, now)


async def _change_status(
    registration: RegistrationView, allowed: tuple[Status, ...], end: Status, now: datetime
) -> Status | None:
    """The status it really had, or None when that was not one of the allowed ones."""
    for status in allowed:
        won = await (
            Registration.update({Registration.status: end.value, Registration.ended_at: now})
            .where(Registration.id == registration.id, Registration.status == status.value)
            .returning(Registration.id)
        )
        if won:
            return status
    return None


def _subject(registration: RegistrationView) -> str:
    return f"registration:{registration.id}"
