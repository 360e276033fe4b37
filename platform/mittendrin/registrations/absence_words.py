"""What a regular guest reads or hears about one day: that it is free for others, or that they come after all."""

from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.queries import history
from mittendrin.audit.rules import Act, Doer
from mittendrin.database.transactions import transaction
from mittendrin.events.views import DateView
from mittendrin.outbox.rules import Words
from mittendrin.places.queries import office
from mittendrin.registrations import queries
from mittendrin.registrations.absences import COMES, LEFT_FREE, date_of_place, hold_place, no_longer_say
from mittendrin.registrations.messages import addressee_of, tell_about, words_about
from mittendrin.registrations.queries import RegistrationView, absent_dates
from mittendrin.registrations.rules import Status
from mittendrin.registrations.tables import Registration

_NOTED = frozenset({"registration.left_free", "registration.comes_after_all"})
_TOLD = "registration.told_of_day"


async def words_of_day(registration: RegistrationView, date: DateView, now: datetime) -> Words:
    """As it stands at this moment: to be read out, or to be sent as a letter."""
    view = await queries.target_view(registration.target, now)
    purpose, ride = await _purpose(registration, date), await may_have_a_ride(registration.id)
    return words_about(purpose, view, addressee_of(registration), await office(), date=date, ride=ride)


async def tell_of_day(registration: RegistrationView, occurrence_id: int, by: Doer, now: datetime) -> None:
    """For whoever did not say so themselves, once for each word. Raises NotFound for a day that is none of theirs, or
    Refused.
    """
    view = await date_of_place(registration, occurrence_id, now)
    async with transaction():
        # One conditional UPDATE of the event: whoever presses at the same moment waits, and finds it said.
        await hold_place(registration)
        if not await is_unsaid(registration, view.first):
            return
        await no_longer_say(registration.id, occurrence_id, now)
        purpose, ride = await _purpose(registration, view.first), await may_have_a_ride(registration.id)
        await tell_about(purpose, view, addressee_of(registration), now, date=view.first, ride=ride)
        what = Act(_TOLD, f"registration:{registration.id}", detail=view.first.spoken)
        await record(what, by, now)


async def is_unsaid(registration: RegistrationView, date: DateView) -> bool:
    """Something was noted about this day, and they have not been told of it."""
    about_day = [
        line.act
        for line in await history(f"registration:{registration.id}")
        if line.act in {*_NOTED, _TOLD} and line.detail == date.spoken
    ]
    return bool(about_day) and about_day[0] in _NOTED


async def words_to_say(registration: RegistrationView, date: DateView, now: datetime) -> Words | None:
    """To be read out; None when there is nothing to be said of this day."""
    counts = registration.status is Status.CONFIRMED and registration.target.occurrence_id is None
    if not counts or date.called_off or date.starts <= now or not await is_unsaid(registration, date):
        return None
    return await words_of_day(registration, date, now)


async def _purpose(registration: RegistrationView, date: DateView) -> str:
    return LEFT_FREE if date.occurrence_id in await absent_dates(registration.id) else COMES


async def may_have_a_ride(registration_id: int) -> bool:
    """Whoever wished to go with somebody: what was arranged for a day that they gave up is over."""
    reg = Registration
    wishes = reg.needs_ride.eq(True) | (reg.ride_seats > 0) | reg.not_alone.eq(True)
    return bool(await reg.exists().where((reg.id == registration_id) & wishes))
