"""What was called off takes place after all: codes, seats and the order of the waiting list are as they were.

Possible until the date begins. Everybody who has heard that it falls away is told again; an offered seat is offered anew,
because nobody answers an offer for a date that does not take place.
"""

from datetime import date, datetime, timedelta

from piccolo.columns.combination import And
from piccolo.custom_types import Combinable

from mittendrin.audit.actions import record
from mittendrin.audit.queries import was_done_at
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.events import queries as events
from mittendrin.events.actions import load, subject_of
from mittendrin.events.content import content_of
from mittendrin.events.continuing import end_before, ended_before
from mittendrin.events.dates import PAUSES, lay_out
from mittendrin.events.recurrence import next_dates
from mittendrin.events.rules import DateState
from mittendrin.events.tables import Event, Occurrence
from mittendrin.events.views import DateView
from mittendrin.places.queries import office_week
from mittendrin.registrations import queries, regular, seats
from mittendrin.registrations.date_changes import (
    OF_ITS_OWN,
    TAKES_PLACE,
    CallingOff,
    Changes,
    change_date,
    tell_of_one_date,
    told_of_one_date,
)
from mittendrin.registrations.last_known import takes_place
from mittendrin.registrations.messages import addressee_of, tell_about
from mittendrin.registrations.queries import TargetView
from mittendrin.registrations.rules import Status, Target, offer_ends
from mittendrin.registrations.seats import Holder
from mittendrin.registrations.series_changes import (
    called_off_together,
    tell_that_everything_is_on,
    told_of_all,
)
from mittendrin.registrations.tables import Registration
from mittendrin.registrations.waiting_list import fill_free_seats


async def take_place_after_all(occurrence_id: int, by: Doer, now: datetime) -> int:
    """Answers how many sign-ups are told. A second time it has nothing to do."""
    async with transaction():
        event_id = (await events.date(occurrence_id, now)).event_id
        await seats.hold(Holder(Event, event_id))
        known = await events.date(occurrence_id, now)
        if await _came_back(known):
            return await told_of_one_date(known)
        refuse_what_stays_off(known, now)
        all_was_off = await _no_longer_all_off(event_id, now)
        back = await _bring_back(occurrence_id, by, now)
        told = await tell_of_one_date(takes_place(back), now)
        await _go_on_with_the_list(back, now)
        if all_was_off:
            await _go_on_with_the_whole(event_id, now)
            await _no_further_dates(event_id, now)
    return told


async def event_takes_place_after_all(event_id: int, by: Doer, now: datetime) -> int:
    """Every coming date that was called off together; one that had been called off before stays off."""
    async with transaction():
        await seats.hold(Holder(Event, event_id))
        dates = await called_off_together(event_id, now)
        if not dates and (known := await _came_back_together(event_id, now)):
            return await told_of_all(known)
        if not dates:
            raise Refused(_("Hier gibt es keinen Termin, der wieder stattfinden kann."))
        await _no_longer_all_off(event_id, now)
        back = [await _bring_back(one.occurrence_id, by, now) for one in dates]
        await tell_that_everything_is_on(back, now)
        event = await load(event_id)
        content = content_of(event)
        await lay_out(event_id, content.when, content.terms, now)
        await regular.keep_places(event_id, now)
        for one in back:
            await _go_on_with_the_list(one, now)
        await _go_on_with_the_whole(event_id, now)
        await record(Act("event.takes_place", subject_of(event_id), title=event.title), by, now)
        return await told_of_all(back)


# Called off and brought back: two changes. A date that was laid out anew has seen none.
_CAME_BACK = (Occurrence.state == DateState.SCHEDULED.value) & (Occurrence.sequence > 1)


async def _came_back(date: DateView) -> bool:
    """The same was sent before: since then nothing has become of the date."""
    which = (Occurrence.id == date.occurrence_id) & _CAME_BACK
    rows = await Occurrence.select(Occurrence.changed_at).where(which)
    done = [
        await was_done_at("date.takes_place", subject_of(date.event_id), row["changed_at"]) for row in rows
    ]
    return any(done)


async def _came_back_together(event_id: int, now: datetime) -> list[DateView]:
    """The same of the whole event."""
    event = await load(event_id)
    if not await was_done_at("event.takes_place", subject_of(event_id), event.changed_at):
        return []
    together = (Occurrence.event == event_id) & (Occurrence.changed_at == event.changed_at)
    return await events.dates(together & (Occurrence.starts_at > now) & _CAME_BACK, now)


def refuse_what_stays_off(date: DateView, now: datetime) -> None:
    if not date.called_off:
        raise Refused(_("Dieser Termin ist nicht abgesagt."))
    if date.starts <= now:
        raise Refused(_("Dieser Termin ist schon vorbei."))


async def _no_longer_all_off(event_id: int, now: datetime) -> bool:
    event = Event
    changes: Changes = {
        event.called_off_reason: "",
        event.called_off_at: None,
        event.sequence: event.sequence + 1,
        event.changed_at: now,
    }
    was_off = (event.id == event_id) & event.called_off_at.is_not_null()
    return bool(await event.update(changes).where(was_off).returning(event.id))


async def _no_further_dates(event_id: int, now: datetime) -> None:
    """Only this one date is wanted again: the series ends with the dates that it has, or it would get new ones."""
    event = await load(event_id)
    when = content_of(event).when
    behind = date.fromisoformat(event.dates_until) + timedelta(days=1)
    if next_dates(when, behind, 1, PAUSES):
        await end_before(event, ended_before(when, behind), now)


async def _bring_back(occurrence_id: int, by: Doer, now: datetime) -> DateView:
    await seats.hold(Holder(Occurrence, occurrence_id))
    was = await events.date(occurrence_id, now)
    moved = await why_it_moved(occurrence_id)
    back: Changes = {
        Occurrence.state: DateState.SCHEDULED.value,
        Occurrence.reason: moved.reason,
        Occurrence.instead: moved.instead,
        Occurrence.move_reason: "",
        Occurrence.move_instead: "",
    }
    return await change_date(was, back, TAKES_PLACE, by, now)


async def why_it_moved(occurrence_id: int) -> CallingOff:
    """Of a date that is called off: why it had moved before, and what else people could do then."""
    columns = (Occurrence.move_reason, Occurrence.move_instead)
    (row,) = await Occurrence.select(*columns).where(Occurrence.id == occurrence_id)
    return CallingOff(row["move_reason"], row["move_instead"])


async def _go_on_with_the_list(date: DateView, now: datetime) -> None:
    """Open offers begin anew; whoever signed off meanwhile made room for those who wait."""
    if date.mode in OF_ITS_OWN:
        view = await queries.target_view(Target(date.event_id, date.occurrence_id), now)
        await _offer_again(view, Registration.occurrence == date.occurrence_id, now)
        await fill_free_seats(view, now)


async def _go_on_with_the_whole(event_id: int, now: datetime) -> None:
    """Offers of a course or of regular places."""
    whole = (Registration.event == event_id) & Registration.occurrence.is_null()
    if await Registration.exists().where(whole):
        view = await queries.target_view(Target(event_id, None), now)
        await _offer_again(view, whole, now)
        await fill_free_seats(view, now)


async def _offer_again(view: TargetView, ours: Combinable, now: datetime) -> None:
    """Where there is no time left for an answer, the seat stays held until the date begins."""
    reg, week, starts = Registration, await office_week(), view.situation.starts
    for one in await queries.registrations(And(ours, reg.status == Status.OFFERED.value)):
        ends = offer_ends(now, starts, one.way, week) or starts
        await reg.update({reg.offer_ends_at: ends}).where(reg.id == one.id)
        await tell_about("offered", view, addressee_of(one), now, ends=ends)
