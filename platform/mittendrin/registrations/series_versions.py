"""A change from a day on is handed in, waits for the board, and only then splits the series and tells everybody.

The change of a proven organisation counts at once and is looked at afterwards. What came back then cannot be undone
quietly, because people know of it already: it counts as returned, and its author changes the series once more.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.events.actions import change_contact, load
from mittendrin.events.content import content_of
from mittendrin.events.continuing import beginning_on, ended_before, series_subject
from mittendrin.events.dates import PAUSES, hold
from mittendrin.events.recurrence import next_dates
from mittendrin.events.tables import Event
from mittendrin.publishing import actions as publishing
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.queries import proven
from mittendrin.publishing.rules import EntryState
from mittendrin.publishing.tables import Revision
from mittendrin.registrations.series import (
    SeriesChange,
    begins_in_words,
    contact_of,
    counts_at_once,
    from_json,
    in_time,
    others_of,
    refuse_too_early,
    to_json,
    without_contact,
)
from mittendrin.registrations.series_changes import change_series
from mittendrin.registrations.series_dates import days_to_come, fates_of
from mittendrin.registrations.series_hearing import told_of_series
from mittendrin.registrations.series_moving import Split, refuse_what_hurts
from mittendrin.registrations.telling import concerned_in_words


def event_id_in(subject: str) -> int:
    return int(subject.partition(":")[2])


def as_it_is(event: Event) -> str:
    """What the change is compared with; nobody gave a reason for it."""
    content = content_of(event)
    change = SeriesChange(
        content.when.first_day, content.when, content.venue_id, content.room, "", others_of(content)
    )
    return to_json(change)


async def submit(event_id: int, change: SeriesChange, by: Doer, now: datetime) -> bool:
    """Answers whether it waits for the board. Whom newcomers ask for does not wait with it, and counts for every date."""
    async with transaction():
        await hold(event_id)
        event = await load(event_id)
        await refuse_impossible(event, change, now)
        waits = await would_wait(event, change)
        if waits and (contact := contact_of(content_of(event), change)):
            await change_contact(event_id, contact, by, now)
            event, change = await load(event_id), without_contact(change)
        subject = series_subject(event_id)
        handed_in = publishing.Submission(
            subject, event.organisation, event.title, to_json(change), before=as_it_is(event)
        )
        revision_id = await publishing.hand_in(handed_in, by, now)
        await record(Act("series.submitted", subject, title=event.title, reason=change.reason), by, now)
        if not waits:
            await publishing.mark_published_at_once(revision_id, by, now)
            await change_series(event_id, change, by, now)
    return waits


async def would_wait(event: Event, change: SeriesChange) -> bool:
    """For the board."""
    return not counts_at_once(content_of(event), change, PAUSES) and not await proven(event.organisation)


async def refuse_impossible(event: Event, change: SeriesChange, now: datetime) -> None:
    """What would be refused when the board lets it through, said to those who can still change it."""
    if event.state != EntryState.PUBLISHED:
        raise Refused(_("Diese Veranstaltung ist nicht zu sehen. Ändern Sie bitte die ganze Veranstaltung."))
    refuse_too_early(change.day, local_day(now), await days_to_come(event.id, now))
    before = content_of(event)
    if not next_dates(before.when, change.day, 1, PAUSES):
        raise Refused(_("Ab diesem Tag gibt es keinen Termin, der sich ändern könnte."), "tag")
    ended_before(before.when, change.day)
    beginning_on(change.when, change.day)
    await refuse_what_hurts(event.id, change.day, change.of(before).terms, now)


async def let_through(revision_id: int, by: Doer, now: datetime) -> int:
    """From its day on, or from tomorrow if that has passed. Answers the id of the event that goes on."""
    async with transaction():
        revision = await _held(revision_id, publishing.waiting)
        change = in_time(from_json(revision.content), local_day(now), PAUSES)
        await publishing.mark_published(revision_id, by, now)
        await record(Act("series.published", revision.subject, title=revision.title), by, now)
        event_id = event_id_in(revision.subject)
        return await change_series(event_id, change, by, now, written=revision.submitted_at)


async def send_back(revision_id: int, objection: Objection, by: Doer, now: datetime) -> int:
    """Nothing changes for visitors."""
    async with transaction():
        revision = await _held(revision_id, publishing.waiting)
        await publishing.mark_returned(revision_id, objection, by, now)
        await _note("returned", revision, objection, by, now)
    return event_id_in(revision.subject)


async def take_back(revision_id: int, objection: Objection, by: Doer, now: datetime) -> int:
    """The new dates stay: everybody has been told of them."""
    async with transaction():
        revision = await _held(revision_id, publishing.to_take_back)
        await publishing.mark_taken_back(revision, objection, by, now)
        await _note("taken_back", revision, objection, by, now)
    return event_id_in(revision.subject)


async def _held(revision_id: int, read: Callable[[int], Awaitable[Revision]]) -> Revision:
    """The event before its versions, as everywhere. As it is once nobody else changes it."""
    await hold(event_id_in((await read(revision_id)).subject))
    return await read(revision_id)


async def _note(act: str, revision: Revision, objection: Objection, by: Doer, now: datetime) -> None:
    what = Act(f"series.{act}", revision.subject, title=revision.title, reason=objection.in_words)
    await record(what, by, now)


async def withdraw(event_id: int, by: Doer, now: datetime) -> None:
    """The organisation thinks better of it, whether it waits or came back."""
    async with transaction():
        await hold(event_id)
        event, subject = await load(event_id), series_subject(event_id)
        await publishing.withdraw(subject, now)
        await publishing.set_aside(subject, now)
        await record(Act("series.withdrawn", subject, title=event.title), by, now)


async def takes_effect(revision: Revision, now: datetime) -> str:
    """From when it would count if it were let through now, and for how many. Nothing when it cannot begin any more."""
    change = from_json(revision.content)
    try:
        then = in_time(change, local_day(now), PAUSES)
    except Refused as refused:
        return refused.sentence
    sentence = begins_in_words(change.day, then.day)
    event_id = event_id_in(revision.subject)
    before = content_of(await load(event_id))
    split = Split(event_id, 0, before, then.of(before), then)
    told = await told_of_series(split, await fates_of(split.turn, now), now)
    return f"{sentence} {concerned_in_words(told)}" if told and told.signed_up else sentence
