"""A series changes from a day on, or the whole event is called off: sign-ups follow, with their codes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.clock import at_local, local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.events import continuing
from mittendrin.events import queries as events
from mittendrin.events.actions import load, note_change, subject_of
from mittendrin.events.content import content_of
from mittendrin.events.dates import remove_dates
from mittendrin.events.rules import DateState
from mittendrin.events.tables import Event, Occurrence
from mittendrin.events.views import DateView
from mittendrin.registrations import queries, regular, seats
from mittendrin.registrations.date_changes import (
    CallingOff,
    Changes,
    call_off_date,
    call_off_silently,
    concerned_by,
    tell_everybody,
)
from mittendrin.registrations.messages import addressee_of, sender_for, tell_from
from mittendrin.registrations.queries import RegistrationView, TargetView
from mittendrin.registrations.rules import ALIVE, Target
from mittendrin.registrations.seats import Holder
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.tables import Absence, Registration

Pair = tuple[DateView, DateView]


def matching_dates(old: Sequence[DateView], new: Sequence[DateView]) -> tuple[list[Pair], list[DateView]]:
    """Old dates with the new one of the same week, first with first; and the old ones that have none."""
    by_week: dict[tuple[int, int], list[DateView]] = defaultdict(list)
    for one in new:
        by_week[one.day.isocalendar()[:2]].append(one)
    pairs, left = [], []
    for one in old:
        same_week = by_week[one.day.isocalendar()[:2]]
        if same_week:
            pairs.append((one, same_week.pop(0)))
        else:
            left.append(one)
    return pairs, left


async def change_series(event_id: int, change: SeriesChange, by: Doer, now: datetime) -> int:
    """Takes effect at once. Answers the id of the event that goes on under the same address."""
    if change.day <= local_day(now):
        raise Refused(_("Dieser Tag ist schon vorbei. Wählen Sie bitte einen neuen Tag."), "tag")
    async with transaction():
        await seats.hold(Holder(Event, event_id))
        old = await load(event_id)
        before = content_of(old)
        ended = continuing.ended_before(before.when, change.day)
        when = continuing.beginning_on(change.when, change.day)
        content = replace(before, when=when, venue_id=change.venue_id, room=change.room)
        new_id = await continuing.continue_as(old, content, now)
        await continuing.take_versions_along(event_id, new_id, content)
        await _follow(event_id, new_id, change, by, now)
        await continuing.end_before(await load(event_id), ended, now)
        act = Act("event.continued", subject_of(event_id), title=old.title, reason=change.reason)
        await record(act, by, now)
    return new_id


async def concerned_from(event_id: int, day: date, now: datetime) -> list[RegistrationView]:
    """Whom a change from this day on concerns."""
    begin = at_local(day, time.min)
    later = await events.dates((Occurrence.event == event_id) & (Occurrence.original_start >= begin), now)
    alive = Registration.status.is_in([status.value for status in ALIVE])
    dates = Registration.occurrence.is_in([one.occurrence_id for one in later] or [0])
    ours = (Registration.event == event_id) & (dates | Registration.occurrence.is_null()) & alive
    return await queries.registrations(ours)


async def _follow(old_id: int, new_id: int, change: SeriesChange, by: Doer, now: datetime) -> None:
    begin = at_local(change.day, time.min)
    later = await events.dates((Occurrence.event == old_id) & (Occurrence.original_start >= begin), now)
    taking_place = [one for one in later if not one.called_off]
    pairs, left = matching_dates(taking_place, await events.dates(Occurrence.event == new_id, now))
    for was, new in pairs:
        await _move_date(was, new)
    await _move_whole(old_id, new_id)
    await regular.keep_places(new_id, now)
    await _tell_moved(pairs, change.reason, now)
    for one in left:
        if await Registration.exists().where(Registration.occurrence == one.occurrence_id):
            await call_off_date(one.occurrence_id, CallingOff(change.reason), by, now)
    await _remove_unused([one.occurrence_id for one in later])


async def _move_date(was: DateView, new: DateView) -> None:
    """The new date is fresh and has the same seats, so counts and order move as they are."""
    counts = await seats.hold(Holder(Occurrence, was.occurrence_id))
    await Occurrence.update({Occurrence.taken: counts.taken, Occurrence.waiting: counts.waiting}).where(
        Occurrence.id == new.occurrence_id
    )
    await Registration.update(
        {Registration.event: new.event_id, Registration.occurrence: new.occurrence_id}
    ).where(Registration.occurrence == was.occurrence_id)
    await Absence.update({Absence.occurrence: new.occurrence_id}).where(
        Absence.occurrence == was.occurrence_id
    )


async def _move_whole(old_id: int, new_id: int) -> None:
    """Courses and regular places go on with the new event."""
    counts = await seats.hold(Holder(Event, old_id))
    await Event.update({Event.taken: counts.taken, Event.waiting: counts.waiting}).where(Event.id == new_id)
    await Event.update({Event.taken: 0, Event.waiting: 0}).where(Event.id == old_id)
    await Registration.update({Registration.event: new_id}).where(
        Registration.event == old_id, Registration.occurrence.is_null()
    )


async def _tell_moved(pairs: Sequence[Pair], reason: str, now: datetime) -> None:
    """Who comes to several dates is told of the first."""
    told: set[int] = set()
    alive = Registration.status.is_in([status.value for status in ALIVE])
    for was, new in pairs:
        sender = await sender_for(new.organisation_id)
        whole = (Registration.event == new.event_id) & (Registration.occurrence.is_null())
        concerned = await queries.registrations(
            ((Registration.occurrence == new.occurrence_id) | whole) & alive
        )
        shown = replace(new, reason=reason)
        for one in concerned:
            if one.id not in told:
                target = Target(new.event_id, one.target.occurrence_id)
                view = TargetView(target, shown, (shown,), new.situation)
                said = {"standing": one.status.value, "was": was}
                await tell_from(sender, "moved", view, addressee_of(one), now, **said)
                told.add(one.id)


async def _remove_unused(occurrence_ids: list[int]) -> None:
    """What the rule no longer has and nobody signed up for."""
    if not occurrence_ids:
        return
    rows = await Registration.select(Registration.occurrence).where(
        Registration.occurrence.is_in(occurrence_ids)
    )
    used = {row["occurrence"] for row in rows}
    unused = [one for one in occurrence_ids if one not in used]
    if unused:
        await Absence.delete().where(Absence.occurrence.is_in(unused))
        await remove_dates(unused)


async def tell_of_everything(dates: Sequence[DateView], purposes: tuple[str, str], now: datetime) -> int:
    """Guests of their date (the first purpose); whoever is in a course, or has or awaits a regular place, once of all
    (the second). Answers how many are told.
    """
    of_date, of_event = purposes
    told = 0
    for one_date in dates:
        guests = [one for one in await concerned_by(one_date) if one.target.occurrence_id is not None]
        await tell_everybody(guests, of_date, one_date, now)
        told += len(guests)
    members = await whole_of(dates[0].event_id)
    await tell_everybody(members, of_event, dates[0], now)
    return told + len(members)


async def whole_of(event_id: int) -> list[RegistrationView]:
    """Everybody of a course, or with or waiting for a regular place."""
    reg = Registration
    alive = reg.status.is_in([status.value for status in ALIVE])
    return await queries.registrations((reg.event == event_id) & reg.occurrence.is_null() & alive)


async def expected_from_now_on(event_id: int, now: datetime) -> list[RegistrationView]:
    """Everybody whom calling off the whole event concerns."""
    guests = [
        one
        for date in await coming_dates(event_id, now)
        for one in await concerned_by(date)
        if one.target.occurrence_id is not None
    ]
    return [*guests, *await whole_of(event_id)]


async def coming_dates(event_id: int, now: datetime) -> list[DateView]:
    """That have not been called off."""
    scheduled = Occurrence.state == DateState.SCHEDULED.value
    to_come = (Occurrence.event == event_id) & (Occurrence.starts_at > now) & scheduled
    return await events.dates(to_come, now)


async def call_off_event(event_id: int, why: CallingOff, by: Doer, now: datetime) -> int:
    """Every date to come. It stays to be seen, so that nobody stands before a closed door. Answers who is told."""
    async with transaction():
        await seats.hold(Holder(Event, event_id))
        coming = await coming_dates(event_id, now)
        if not coming:
            raise Refused(_("Hier gibt es keinen Termin, der noch stattfindet."))
        called_off = [await call_off_silently(one.occurrence_id, why, by, now) for one in coming]
        told = await tell_of_everything(called_off, ("called_off", "event_called_off"), now)
        await _mark_called_off(event_id, why, now)
        event = await load(event_id)
        await note_change(event_id, event.slug, now)
        await record(
            Act("event.called_off", subject_of(event_id), title=event.title, reason=why.reason), by, now
        )
    return told


async def _mark_called_off(event_id: int, why: CallingOff, now: datetime) -> None:
    changes: Changes = {
        Event.called_off_reason: why.reason,
        Event.called_off_at: now,
        Event.sequence: Event.sequence + 1,
    }
    await Event.update(changes).where(Event.id == event_id)
