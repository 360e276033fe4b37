"""What a regular guest reads or hears about one day: that it is free for others, or that they come after all."""

from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.events.views import DateView
from mittendrin.outbox.rules import Words
from mittendrin.places.queries import office
from mittendrin.registrations import queries
from mittendrin.registrations.absences import COMES, LEFT_FREE, no_longer_say
from mittendrin.registrations.messages import addressee_of, tell_about, words_about
from mittendrin.registrations.queries import RegistrationView, absent_dates
from mittendrin.registrations.tables import Registration


async def words_of_day(registration: RegistrationView, date: DateView, now: datetime) -> Words:
    """As it stands at this moment: to be read out, or to be sent as a letter."""
    view = await queries.target_view(registration.target, now)
    purpose, ride = await _purpose(registration, date), await may_have_a_ride(registration.id)
    return words_about(purpose, view, addressee_of(registration), await office(), date=date, ride=ride)


async def tell_of_day(registration: RegistrationView, occurrence_id: int, by: Doer, now: datetime) -> None:
    """For whoever did not say so themselves. Raises NotFound for a day that is none of theirs, or Refused."""
    whole = await queries.target_view(registration.target, now)
    if not whole.is_regular_place:
        raise Refused(_("Das geht nur mit einem Stammplatz."))
    date = next((one for one in whole.dates if one.occurrence_id == occurrence_id), None)
    if date is None:
        raise NotFound
    purpose, ride = await _purpose(registration, date), await may_have_a_ride(registration.id)
    view = await queries.view_of_date(date, now)
    async with transaction():
        await no_longer_say(registration.id, occurrence_id, now)
        await tell_about(purpose, view, addressee_of(registration), now, date=date, ride=ride)
        what = Act("registration.told_of_day", f"registration:{registration.id}", detail=date.spoken)
        await record(what, by, now)


async def _purpose(registration: RegistrationView, date: DateView) -> str:
    return LEFT_FREE if date.occurrence_id in await absent_dates(registration.id) else COMES


async def may_have_a_ride(registration_id: int) -> bool:
    """Whoever wished to go with somebody: what was arranged for a day that they gave up is over."""
    reg = Registration
    wishes = reg.needs_ride.eq(True) | (reg.ride_seats > 0) | reg.not_alone.eq(True)
    return bool(await reg.exists().where((reg.id == registration_id) & wishes))
