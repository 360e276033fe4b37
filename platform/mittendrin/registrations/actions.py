"""Signing up and off, and answering an offered seat. Changes of dates have a file of their own."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.core.tokens import new_slip_code
from mittendrin.database.kept_statement import KeptInsert
from mittendrin.database.transactions import transaction
from mittendrin.events.capacity import Verdict
from mittendrin.events.views import DateView
from mittendrin.outbox.actions import take_back, withdraw_calls
from mittendrin.people.actions import find_or_add
from mittendrin.registrations import by_telephone, queries, regular, seats
from mittendrin.registrations.announcing import announce, held_dates, held_seats
from mittendrin.registrations.doubles import sign_ups_like
from mittendrin.registrations.messages import (
    TALKED_ABOUT,
    Addressee,
    Message,
    addressee_of,
    hand_over,
    must_ask,
    next_date,
    sender_for,
    tell_about,
    write,
)
from mittendrin.registrations.queries import RegistrationView, TargetView
from mittendrin.registrations.rules import (
    ALIVE,
    HOLDS_SEATS,
    Receipt,
    Status,
    Target,
    Wish,
    refuse_unless_possible,
)
from mittendrin.registrations.tables import Registration
from mittendrin.registrations.waiting_list import fill_free_seats

NO_ROW_YET = 0
# What mostly comes of it, unless somebody else is quicker.
LIKELY = {Verdict.FREE: Status.CONFIRMED, Verdict.WAITING_LIST: Status.WAITING}
ENDS_FROM = {Status.SIGNED_OFF: ALIVE, Status.DECLINED: (Status.OFFERED,), Status.EXPIRED: (Status.OFFERED,)}
GAVE_UP = (Status.SIGNED_OFF, Status.DECLINED)
_INSERT = KeptInsert(Registration)


async def sign_up(target: Target, wish: Wish, by: Doer, now: datetime) -> Receipt:
    """Confirmed or waiting. Raises Refused with the sentence of decide_sign_up when neither is possible."""
    return await sign_up_as_seen(await queries.target_view(target, now), wish, by, now)


async def sign_up_on_behalf(target: Target, wish: Wish, by: Doer, now: datetime) -> Receipt:
    """For somebody who phoned."""
    return await sign_up_as_seen(await queries.view_on_the_telephone(target, now), wish, by, now)


async def sign_up_as_seen(view: TargetView, wish: Wish, by: Doer, now: datetime) -> Receipt:
    """As `sign_up`, for whoever has just read the view."""
    try:
        return await _take_and_store(view, wish, by, now)
    except Exception:
        # The same check page sent twice: the first one has stored it, and its key is there only once.
        if known := await queries.receipt_of_key(wish.key):
            return known
        raise


async def _take_and_store(view: TargetView, wish: Wish, by: Doer, now: datetime) -> Receipt:
    likely = LIKELY[refuse_unless_possible(view.situation, wish.party, now).verdict]
    sender = await sender_for(view.first.organisation_id)
    columns = _columns(view.target, wish, by, now)
    to = Addressee(NO_ROW_YET, columns["code"], wish.party, wish.contact)
    # Written before anybody waits for this transaction.
    asks = await must_ask(view, wish.contact, now)
    message = write(sender, likely.value, view, to, must_ask=asks)
    async with transaction():
        person_id = await find_or_add(wish.contact, now)
        registration_id = await _INSERT.new_id(**columns, person=person_id, status=likely.value)
        await hand_over(message, registration_id, now)
        await record(_act("added", registration_id, view), by, now)
        # Last: from here to COMMIT everybody else who wants to come waits.
        status = await _take_or_wait(view, wish.party, now)
        missed: list[DateView] = []
        if status is Status.CONFIRMED:
            async with held_dates(view, now):
                missed = await regular.take_every_date(view, registration_id, wish.party, now)
        if missed or status is not likely:
            first = await next_date(view, registration_id)
            said = write(sender, status.value, view, to, missed=missed, date=first, must_ask=asks)
            await _put_right(registration_id, status, said, now)
    return Receipt(columns["code"], status)


async def _put_right(registration_id: int, status: Status, message: Message, now: datetime) -> None:
    """Somebody else was quicker, or a regular place misses some dates: nobody has read yet what was written before."""
    await Registration.update({Registration.status: status.value}).where(Registration.id == registration_id)
    await take_back(_subject(registration_id))
    await hand_over(message, registration_id, now)


async def _take_or_wait(view: TargetView, party: int, now: datetime) -> Status:
    """Between looking and taking something may have changed: then the same rule decides about what is true now."""
    holder = seats.holder_of(view.target)
    counts, verdict = await seats.take(holder, party), Verdict.FREE
    if counts is None:
        await seats.hold(holder)
        verdict = await _decide_anew(view, party, now)
        free = verdict is Verdict.FREE
        counts = await (seats.take(holder, party) if free else seats.join_queue(holder, party))
    assert counts  # noqa: S101 - decided while nobody else could change them
    if verdict is Verdict.FREE:
        await announce(view, replace(counts, taken=counts.taken - party), counts, now)
        return Status.CONFIRMED
    await announce(view, replace(counts, waiting=counts.waiting - 1), counts, now)
    return Status.WAITING


async def _decide_anew(view: TargetView, party: int, now: datetime) -> Verdict:
    """While the seats are held. Whoever may come after the deadline still may. Raises Refused."""
    true_now = (await queries.target_view(view.target, now)).situation
    same = view.situation
    situation = replace(true_now, starts=same.starts, deadline=same.deadline)
    return refuse_unless_possible(situation, party, now).verdict


def _columns(target: Target, wish: Wish, by: Doer, now: datetime) -> dict[str, Any]:
    return {
        "code": new_slip_code(),
        "key": wish.key,
        "event": target.event_id,
        "occurrence": target.occurrence_id,
        "party": wish.party,
        "first_time": wish.first_time,
        "signed_by": wish.signed_by,
        "channel": by.channel.value,
        "needs_ride": wish.together.needs_ride,
        "ride_seats": wish.together.seats,
        "not_alone": wish.together.not_alone,
        "ride_from": wish.together.comes_from,
        "created_at": now,
    }


async def sign_off(registration: RegistrationView, by: Doer, now: datetime) -> None:
    """Thanked, and easy: somebody else is glad of the seat. A second time changes nothing."""
    await _end(registration, Status.SIGNED_OFF, by, now)


async def decline_offer(registration: RegistrationView, by: Doer, now: datetime) -> None:
    await _end(registration, Status.DECLINED, by, now)


async def expire_offer(registration: RegistrationView, by: Doer, now: datetime) -> None:
    """Nothing happens to somebody who has just answered."""
    await _end(registration, Status.EXPIRED, by, now)


async def come_back(registration: RegistrationView, by: Doer, now: datetime) -> None:
    """ "Das war ein Versehen": the same code again, with a seat if one is free, else at the end of the waiting list."""
    if not registration.is_reachable:
        raise Refused(_("Die Angaben sind schon gelöscht. Bitte melden Sie sich neu an."))
    seen = await queries.target_view(registration.target, now)
    view = replace(seen, situation=seen.patient)
    refuse_unless_possible(view.situation, registration.party, now)
    async with transaction():
        status = await _take_or_wait(view, registration.party, now)
        await _refuse_who_is_here_anew(registration)
        if await _change_status(registration.id, GAVE_UP, status, now) is None:
            raise Refused(_("Sie haben schon gesagt, dass Sie doch kommen."))
        reg = Registration
        # The waiting list goes by this moment.
        await reg.update({reg.created_at: now, reg.offer_ends_at: None}).where(reg.id == registration.id)
        if status is Status.CONFIRMED:
            async with held_dates(view, now):
                await regular.take_again(view, registration.id, registration.party, now)
        await tell_about(status.value, view, addressee_of(registration), now)
        await record(_act("came_back", registration.id, view), by, now)


async def _refuse_who_is_here_anew(registration: RegistrationView) -> None:
    """Whoever has signed up again meanwhile would sit on two seats. While the seats are held."""
    here = await sign_ups_like(registration.target, addressee_of(registration).contact)
    if any(one.id != registration.id for one in here):
        raise Refused(_("Sie haben sich inzwischen neu angemeldet. Die neue Anmeldung gilt."))


async def accept_offer(registration: RegistrationView, by: Doer, now: datetime) -> None:
    """The seats are held already. A second yes changes nothing. Raises Refused when the offer is no longer open."""
    view = await queries.target_view(registration.target, now)
    _refuse_what_is_over(view, now)
    async with transaction():
        await seats.hold(seats.holder_of(view.target))
        if await queries.is_confirmed(registration.id):
            return
        if not await _change_status(registration.id, (Status.OFFERED,), Status.CONFIRMED, now):
            raise Refused(_("Dieses Angebot ist leider nicht mehr offen."))
        await _tell_confirmed(view, registration, now)
        await record(_act("accepted", registration.id, view), by, now)


async def give_seat(registration: RegistrationView, by: Doer, now: datetime, why: str = "") -> None:
    """The office or the club, who have just spoken to somebody on the waiting list.

    Only when people decide on the telephone, and then in order too. `why` says why somebody else was passed over.
    """
    view = await queries.target_view(registration.target, now)
    _refuse_what_is_over(view, now)
    if not await by_telephone.people_decide(view, now):
        raise Refused(_("Bis 24 Stunden vorher geht die Warteliste der Reihe nach."))
    async with transaction(), held_seats(view, now):
        if await queries.is_confirmed(registration.id):
            return
        await by_telephone.refuse_out_of_turn(registration, why)
        if not await _change_status(registration.id, (Status.WAITING,), Status.CONFIRMED, now):
            raise Refused(_("Diese Anmeldung steht nicht mehr auf der Warteliste."))
        if await seats.take_from_queue(seats.holder_of(view.target), registration.party) is None:
            raise Refused(_("So viele Plätze sind nicht frei."))
        await regular.take_every_date(view, registration.id, registration.party, now)
        await _tell_confirmed(view, registration, now)
        await record(_act("given_seat", registration.id, view, why), by, now)
        await fill_free_seats(view, now)


async def _tell_confirmed(view: TargetView, registration: RegistrationView, now: datetime) -> None:
    await withdraw_calls(_subject(registration.id), TALKED_ABOUT, now)
    absent = await queries.absent_dates(registration.id) if view.is_regular_place else set()
    missed = [date for date in view.dates if date.occurrence_id in absent and date.ends > now]
    await tell_about("confirmed", view, addressee_of(registration), now, missed=missed)


async def say_yes(registration: RegistrationView, by: Doer, now: datetime, why: str = "") -> None:
    """On the telephone: to an open offer, or in the last 24 hours from the waiting list. A second yes changes nothing."""
    if registration.status is Status.OFFERED:
        await accept_offer(registration, by, now)
    elif registration.status is not Status.CONFIRMED:
        await give_seat(registration, by, now, why)


def _refuse_what_is_over(view: TargetView, now: datetime) -> None:
    if view.situation.called_off:
        raise Refused(_("Dieser Termin fällt aus."))
    if view.first.ends <= now:
        raise Refused(_("Dieser Termin ist schon vorbei."))


async def _end(registration: RegistrationView, end: Status, by: Doer, now: datetime) -> None:
    view = await queries.target_view(registration.target, now)
    async with transaction(), held_seats(view, now):
        before = await _change_status(registration.id, ENDS_FROM[end], end, now)
        if before is None:
            return
        freed = await _release(view, replace(registration, status=before), now)
        await withdraw_calls(_subject(registration.id), TALKED_ABOUT, now)
        await record(_act(end.value, registration.id, view), by, now)
        await fill_free_seats(view, now)
        for one_date in freed:
            await _fill_date(one_date, now)


async def _release(view: TargetView, registration: RegistrationView, now: datetime) -> list[Target]:
    """Answers the single dates that became free for those who wait for them."""
    holder = seats.holder_of(view.target)
    if registration.status not in HOLDS_SEATS:
        await seats.leave_queue(holder)
        return []
    await seats.give_back(holder, registration.party)
    return await regular.give_back_every_date(view, registration.id, registration.party, now)


async def _fill_date(target: Target, now: datetime) -> None:
    await fill_free_seats(await queries.target_view(target, now), now)


async def _change_status(
    registration_id: int, allowed: tuple[Status, ...], to: Status, now: datetime
) -> Status | None:
    """The status it had, or None when that was not one of the allowed ones. While its seats are held."""
    reg = Registration
    row = await reg.select(reg.status).where(reg.id == registration_id).first()
    before = Status(row["status"]) if row else None
    if before is None or before not in allowed:
        return None
    ended_at = None if to in ALIVE else now
    await reg.update({reg.status: to.value, reg.ended_at: ended_at}).where(reg.id == registration_id)
    return before


def _subject(registration_id: int) -> str:
    return f"registration:{registration_id}"


def _act(name: str, registration_id: int, view: TargetView, why: str = "") -> Act:
    return Act(f"registration.{name}", _subject(registration_id), title=view.first.title, reason=why)
