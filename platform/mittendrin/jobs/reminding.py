"""The day before: "Morgen ist es so weit", each date once, for everybody with a seat; a letter goes some days earlier."""

from datetime import datetime, time

from mittendrin.core.clock import at_local, local_day
from mittendrin.database.transactions import transaction
from mittendrin.events import queries as events
from mittendrin.events.rules import DateState, SignUpMode
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.jobs.patience import Patience
from mittendrin.jobs.rules import Progress, silent
from mittendrin.outbox.reminding import ONE_DAY, knows_it_already, last_day_reminded, reminds_today
from mittendrin.outbox.rules import Recipient
from mittendrin.registrations.date_changes import concerned_by
from mittendrin.registrations.messages import addressee_of, tell_about
from mittendrin.registrations.queries import RegistrationView, TargetView
from mittendrin.registrations.rules import Status
from mittendrin.registrations.tables import Registration


async def remind(now: datetime, seen: Progress = silent) -> str:
    dates = await _coming(now)
    reminded, patience = 0, Patience()
    for number, date in enumerate(dates, 1):
        for registration in await concerned_by(date):
            with patience.for_one(f"the reminder of sign-up {registration.id}"):
                reminded += _is_for_today(registration, date, now) and await _remind(registration, date, now)
        seen(number, len(dates))
    patience.check()
    return f"{reminded} reminders for {len(dates)} dates."


async def _coming(now: datetime) -> list[DateView]:
    end = at_local(last_day_reminded(local_day(now)) + ONE_DAY, time.min)
    within = (Occurrence.starts_at > now) & (Occurrence.starts_at < end)
    takes_place = Occurrence.state == DateState.SCHEDULED.value
    found = await events.dates(within & takes_place & events.PUBLIC, now)
    # Most dates of a large town have nobody to ask for.
    return [date for date in found if date.mode is not SignUpMode.NONE and date.situation.taken]


def _is_for_today(registration: RegistrationView, date: DateView, now: datetime) -> bool:
    to = Recipient(registration.name, registration.email, registration.phone, registration.address)
    wanted = to.reached_at and not knows_it_already(to.way, registration.created_at, now)
    return bool(wanted) and reminds_today(to.way, date.day, local_day(now))


async def _remind(registration: RegistrationView, date: DateView, now: datetime) -> bool:
    """The row itself says for which date it was reminded last, so that a second run says nothing."""
    reg = Registration
    not_yet = (reg.reminded_for.is_null()) | (reg.reminded_for < date.starts)
    async with transaction():
        if not await _still_takes_place(date):
            return False
        won = await (
            reg.update({reg.reminded_for: date.starts})
            .where((reg.id == registration.id) & (reg.status == Status.CONFIRMED.value) & not_yet)
            .returning(reg.id)
        )
        if won:
            view = TargetView(registration.target, date, (date,), date.situation)
            await tell_about("reminder", view, addressee_of(registration), now)
    return bool(won)


async def _still_takes_place(date: DateView) -> bool:
    """At this hour; and until the transaction ends nobody calls it off or moves it."""
    here = (Occurrence.id == date.occurrence_id) & (Occurrence.state == DateState.SCHEDULED.value)
    return bool(
        await Occurrence.update({Occurrence.taken: Occurrence.taken + 0})
        .where(here & (Occurrence.starts_at == date.starts))
        .returning(Occurrence.id)
    )
