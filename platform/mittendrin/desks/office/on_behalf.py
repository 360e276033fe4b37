"""Signing up for a caller: said yes on the telephone, recorded with date and clerk, told at once."""

from dataclasses import dataclass, replace
from datetime import datetime

from mittendrin.audit.rules import Doer
from mittendrin.core.refusal import NotFound
from mittendrin.database.sealing import seal, shown
from mittendrin.database.transactions import transaction
from mittendrin.desks.office.orders import Order
from mittendrin.outbox.calls import told_already
from mittendrin.outbox.rules import Words
from mittendrin.places.queries import office
from mittendrin.registrations import actions, queries
from mittendrin.registrations.calls import AGREED, subject_of
from mittendrin.registrations.consent import has_consented, record_consent
from mittendrin.registrations.messages import addressee_of, must_ask, next_date, words_about
from mittendrin.registrations.queries import RegistrationView, TargetView
from mittendrin.registrations.rules import ALIVE, Status, Target, Wish
from mittendrin.registrations.tables import Registration

# What a letter says about a sign-up, by its status; an offer that expired needs none.
LETTERS: dict[Status, str] = {status: status.value for status in ALIVE} | dict.fromkeys(
    (Status.SIGNED_OFF, Status.DECLINED), "signed_off"
)


async def sign_up_caller(target: Target, wish: Wish, order: Order, by: Doer, now: datetime) -> int:
    """The id of the sign-up; sent a second time it is the same one. Raises Refused as sign_up does."""
    clerk = replace(by, channel=order.channel, on_behalf_of=wish.contact.name)
    receipt = await actions.sign_up_on_behalf(target, wish, clerk, now)
    registration = await queries.by_code(receipt.code)
    async with transaction():
        if not await has_consented(registration):
            await record_consent(registration, clerk, now)
            reg = Registration
            await reg.update({reg.note: seal(order.note)}).where(reg.id == registration.id)
        if order.spoken:
            await told_already(subject_of(registration), AGREED, clerk, now)
    return registration.id


@dataclass(frozen=True, slots=True)
class SignedUp:
    """For reading out and for the letter."""

    registration: RegistrationView
    target: TargetView
    words: Words
    note: str


async def show_signed_up(registration_id: int, now: datetime) -> SignedUp:
    """Raises NotFound, also when it no longer counts."""
    registration = await queries.by_id(registration_id)
    if not registration.alive or not registration.name:
        raise NotFound
    return await _show(registration, now)


async def show_letter(registration_id: int, now: datetime) -> SignedUp:
    """Also for whoever has signed off. Raises NotFound."""
    registration = await queries.by_id(registration_id)
    if registration.status not in LETTERS or not registration.name:
        raise NotFound
    return await _show(registration, now)


async def _show(registration: RegistrationView, now: datetime) -> SignedUp:
    target = await queries.target_view(registration.target, now)
    message = words_about(
        LETTERS[registration.status],
        target,
        to := addressee_of(registration),
        await office(),
        date=await next_date(target, registration.id),
        ends=registration.offer_ends_at,
        must_ask=await must_ask(target, to.contact, now),
    )
    row = await Registration.select(Registration.note).where(Registration.id == registration.id).first()
    return SignedUp(registration, target, message, shown(row["note"]) if row else "")
