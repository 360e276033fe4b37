""" "Diese Woche kann ich nicht": a regular place leaves one date to others, and may take it back while it is free."""

from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.events.tables import Event
from mittendrin.outbox.actions import withdraw_calls_of_part
from mittendrin.registrations import queries, seats
from mittendrin.registrations.announcing import held_seats
from mittendrin.registrations.queries import RegistrationView, TargetView
from mittendrin.registrations.rules import Status
from mittendrin.registrations.seats import Holder
from mittendrin.registrations.tables import Absence, Registration
from mittendrin.registrations.waiting_list import fill_free_seats

LEFT_FREE, COMES = "left_free", "comes_after_all"


async def leave_free(registration: RegistrationView, occurrence_id: int, by: Doer, now: datetime) -> None:
    """Frees the seats of this one date, and offers them to whoever waits for it. Twice changes nothing."""
    view = await date_of_place(registration, occurrence_id, now)
    async with transaction():
        await hold_place(registration)
        async with held_seats(view, now):
            if await _is_absent(registration.id, occurrence_id):
                return
            await Absence.insert(
                Absence(registration=registration.id, occurrence=occurrence_id, created_at=now)
            )
            await seats.give_back(seats.holder_of(view.target), registration.party)
            await no_longer_say(registration.id, occurrence_id, now)
            await record(_act("registration.left_free", registration, view), by, now)
            await fill_free_seats(view, now)


async def come_after_all(registration: RegistrationView, occurrence_id: int, by: Doer, now: datetime) -> None:
    """Raises Refused when somebody else has the seats by now."""
    view = await date_of_place(registration, occurrence_id, now)
    async with transaction():
        await hold_place(registration)
        async with held_seats(view, now):
            if not await _is_absent(registration.id, occurrence_id):
                return
            if await seats.take(seats.holder_of(view.target), registration.party) is None:
                raise Refused(_given_away(by))
            await Absence.delete().where(
                Absence.registration == registration.id, Absence.occurrence == occurrence_id
            )
            await no_longer_say(registration.id, occurrence_id, now)
            await record(_act("registration.comes_after_all", registration, view), by, now)


def _given_away(by: Doer) -> str:
    if by.on_behalf_of:
        return _("Der Platz von {name} ist an diesem Tag schon vergeben.", name=by.on_behalf_of)
    return _("An diesem Tag ist Ihr Platz schon vergeben. Rufen Sie uns gern an.")


async def no_longer_say(registration_id: int, occurrence_id: int, now: datetime) -> None:
    """What was to be said of this day before."""
    about, part = f"registration:{registration_id}", f"occurrence:{occurrence_id}"
    await withdraw_calls_of_part(about, part, (LEFT_FREE, COMES), now)


async def date_of_place(registration: RegistrationView, occurrence_id: int, now: datetime) -> TargetView:
    """The coming date of the event where this person has a regular place."""
    whole = await queries.target_view(registration.target, now)
    if not whole.is_regular_place:
        raise Refused(_("Das geht nur mit einem Stammplatz."))
    date = next((one for one in whole.dates if one.occurrence_id == occurrence_id), None)
    if date is None:
        raise NotFound
    view = await queries.view_of_date(date, now)
    if view.first.called_off or view.first.starts <= now:
        raise Refused(_("Dieser Termin ist schon vorbei oder fällt aus."))
    return view


async def hold_place(registration: RegistrationView) -> None:
    await seats.hold(Holder(Event, registration.target.event_id))
    if not await Registration.exists().where(
        Registration.id == registration.id, Registration.status == Status.CONFIRMED.value
    ):
        raise Refused(_("Sie sind für diesen Termin nicht angemeldet."))


async def _is_absent(registration_id: int, occurrence_id: int) -> bool:
    return bool(
        await Absence.exists().where(
            Absence.registration == registration_id, Absence.occurrence == occurrence_id
        )
    )


def _act(name: str, registration: RegistrationView, view: TargetView) -> Act:
    first = view.first
    return Act(name, f"registration:{registration.id}", title=first.title, detail=first.spoken)
