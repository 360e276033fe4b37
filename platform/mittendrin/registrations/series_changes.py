"""A series changes from a day on, or the whole event is called off: sign-ups follow, with their codes."""

from collections.abc import Sequence
from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.events import continuing
from mittendrin.events import queries as events
from mittendrin.events.actions import load, note_change, stays_off, subject_of
from mittendrin.events.content import content_of
from mittendrin.events.rules import DateState
from mittendrin.events.tables import Event, Occurrence
from mittendrin.events.views import DateView
from mittendrin.publishing.rules import EntryState
from mittendrin.registrations import seats
from mittendrin.registrations.date_changes import (
    CallingOff,
    Changes,
    call_off_silently,
    concerned_by,
    is_off_as_wished,
)
from mittendrin.registrations.last_known import News, called_off, takes_place
from mittendrin.registrations.queries import RegistrationView, whole_of
from mittendrin.registrations.seats import Holder
from mittendrin.registrations.series import SeriesChange, refuse_too_early
from mittendrin.registrations.series_dates import days_to_come
from mittendrin.registrations.series_moving import Split, follow, refuse_what_hurts
from mittendrin.registrations.telling_changes import (
    say_until_when,
    tell_everybody,
    tell_of_all_anew,
    tell_that_all_is_off,
    tell_that_all_is_on,
    told_by_the_change_of,
)
from mittendrin.registrations.waiting_list import fill_event


async def change_series(
    event_id: int, change: SeriesChange, by: Doer, now: datetime, *, written: datetime | None = None
) -> int:
    """Takes effect at once. `written`: when its author did so, if not now. Answers the id of the event that goes on
    under the same address.
    """
    refuse_too_early(change.day, local_day(now), await days_to_come(event_id, now))
    async with transaction():
        await seats.hold(Holder(Event, event_id))
        old = await load(event_id)
        if old.state != EntryState.PUBLISHED:
            raise Refused(
                _("Diese Veranstaltung ist nicht zu sehen. Ändern Sie bitte die ganze Veranstaltung.")
            )
        before = content_of(old)
        ended = continuing.ended_before(before.when, change.day)
        content = change.of(before)
        await refuse_what_hurts(event_id, change.day, content.terms, now)
        new_id = await continuing.continue_as(old, content, now)
        if stays := stays_off(old, written or now):
            await continuing.stay_off(old, new_id)
        await continuing.take_versions_along(event_id, new_id, before, content)
        await follow(Split(event_id, new_id, before, content, change), by, now)
        await continuing.end_before(await load(event_id), ended, now)
        act = Act("event.continued", subject_of(event_id), title=old.title, reason=change.reason)
        await record(act, by, now)
        comes_back = old.called_off_at is not None and not stays
        await tell_of_new_dates(new_id, now, comes_back=comes_back)
        await fill_event(new_id, now)
    return new_id


async def tell_of_new_dates(event_id: int, now: datetime, *, comes_back: bool) -> None:
    """`comes_back`: all of it was called off, and a new rule lets dates take place. Whoever is signed up for the whole
    is counted in on them.
    """
    members = await whole_of(event_id)
    organisation_id = (await load(event_id)).organisation
    tell = tell_that_all_is_on if comes_back else tell_of_all_anew
    if members:
        await tell(members, organisation_id, now)
        await say_until_when(members, event_id, now)


async def tell_that_everything_is_off(dates: Sequence[DateView], now: datetime) -> None:
    members = await _tell_guests([called_off(one) for one in dates], now)
    await tell_that_all_is_off(members, dates, now)


async def told_of_all(dates: Sequence[DateView]) -> int:
    """How many were told when these dates changed together."""
    return await told_by_the_change_of(dates[0], await expected_at(dates[0].event_id, dates))


async def tell_that_everything_is_on(dates: Sequence[DateView], now: datetime) -> None:
    members = await _tell_guests([takes_place(one) for one in dates], now)
    await tell_that_all_is_on(members, dates[0].organisation_id, now)


async def _tell_guests(everything: Sequence[News], now: datetime) -> list[RegistrationView]:
    """Each of their date. Whoever is in a course, or has or awaits a regular place, is told once of all, unless all of
    this is only what is left before it goes on: they come back.
    """
    members = await whole_of(everything[0].date.event_id)
    known = {one.id for one in members}
    for news in everything:
        guests = [one for one in await concerned_by(news.date) if one.id not in known]
        await tell_everybody(guests, news, now)
    return members


async def expected_at(event_id: int, dates: Sequence[DateView]) -> list[RegistrationView]:
    """Everybody whom news of all these dates concern."""
    members = await whole_of(event_id)
    known = {one.id for one in members}
    guests = [one for date in dates for one in await concerned_by(date) if one.id not in known]
    return [*guests, *members]


async def coming_dates(event_id: int, now: datetime) -> list[DateView]:
    """That have not been called off."""
    scheduled = Occurrence.state == DateState.SCHEDULED.value
    to_come = (Occurrence.event == event_id) & (Occurrence.starts_at > now) & scheduled
    return await events.dates(to_come, now)


async def called_off_together(event_id: int, now: datetime) -> list[DateView]:
    """The coming dates of the act that called the whole event off; none when it was not, or has ended since."""
    event = await load(event_id)
    since: datetime | None = event.called_off_at
    if since is None:
        return []
    off = Occurrence.state == DateState.CALLED_OFF.value
    together = (Occurrence.changed_at >= since) & (Occurrence.starts_at > now)
    return await events.dates((Occurrence.event == event_id) & off & together, now)


async def call_off_event(event_id: int, why: CallingOff, by: Doer, now: datetime) -> int:
    """Every date to come. It stays to be seen, so that nobody stands before a closed door. Answers who is told."""
    async with transaction():
        await seats.hold(Holder(Event, event_id))
        coming = await coming_dates(event_id, now)
        if not coming and (known := await _off_as_wished(event_id, why, now)):
            return await told_of_all(known)
        if not coming:
            raise Refused(_("Hier gibt es keinen Termin, der noch stattfindet."))
        off = [await call_off_silently(one.occurrence_id, why, by, now) for one in coming]
        await tell_that_everything_is_off(off, now)
        await _mark_called_off(event_id, why, now)
        event = await load(event_id)
        await note_change(event_id, event.slug, now)
        await record(
            Act("event.called_off", subject_of(event_id), title=event.title, reason=why.reason), by, now
        )
        return await told_of_all(off)


async def _off_as_wished(event_id: int, why: CallingOff, now: datetime) -> list[DateView]:
    """The same was sent before: these dates are off already, for this reason."""
    together = await called_off_together(event_id, now)
    return together if any(is_off_as_wished(one, why) for one in together) else []


async def _mark_called_off(event_id: int, why: CallingOff, now: datetime) -> None:
    changes: Changes = {
        Event.called_off_reason: why.reason,
        Event.called_off_at: now,
        Event.sequence: Event.sequence + 1,
    }
    await Event.update(changes).where(Event.id == event_id)
