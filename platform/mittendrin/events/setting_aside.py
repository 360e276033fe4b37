"""What an organisation takes back: a version that waits, or a whole event that is over for good."""

from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.events.actions import load, load_held, note_change, subject_of
from mittendrin.events.continuations import goes_on_as, whole_expected
from mittendrin.events.continuing import series_subject
from mittendrin.events.dates import hold
from mittendrin.events.rules import DateState
from mittendrin.events.tables import Event, Occurrence
from mittendrin.publishing import actions as publishing
from mittendrin.publishing.rules import EntryState


async def withdraw(event_id: int, by: Doer, now: datetime) -> None:
    """The waiting version goes; what is public stays, and what never was is a draft again."""
    async with transaction():
        event = await load_held(event_id)
        await publishing.withdraw(subject_of(event_id), now)
        if event.state == EntryState.SUBMITTED:
            await _set_state(event_id, EntryState.DRAFT)
        await record(Act("event.withdrawn", subject_of(event_id), title=event.title), by, now)


async def discard(event_id: int, by: Doer, now: datetime) -> None:
    """A change that came back is not wanted any more. What visitors see stays as it is."""
    async with transaction():
        event = await load(event_id)
        await publishing.set_aside(subject_of(event_id), now)
        await record(Act("event.discarded", subject_of(event_id), title=event.title), by, now)


async def archive(event_id: int, by: Doer, now: datetime) -> None:
    """Nobody sees it any more. Raises Refused while somebody is signed up for a coming date."""
    async with transaction():
        event = await load_held(event_id)
        if event.state == EntryState.ARCHIVED:
            return
        await refuse_while_expected(event, now)
        for subject in (subject_of(event_id), series_subject(event_id)):
            await publishing.withdraw(subject, now)
        await _set_state(event_id, EntryState.ARCHIVED)
        await record(Act("event.archived", subject_of(event_id), title=event.title), by, now)
        await note_change(event_id, event.slug, now)


async def bring_back(event_id: int, by: Doer, now: datetime) -> None:
    """Out of the archive, as a draft: it is looked at again before anybody sees it."""
    async with transaction():
        event = await load_held(event_id)
        if event.state != EntryState.ARCHIVED:
            return
        await _set_state(event_id, EntryState.DRAFT)
        await record(Act("event.brought_back", subject_of(event_id), title=event.title), by, now)


async def refuse_while_expected(event: Event, now: datetime) -> None:
    """While the event is held. Whoever signs up or moves up at this moment is waited for, and counts."""
    for one in await goes_on_as(event.id):
        await hold(one)
    if await _expected(event, now):
        raise Refused(
            _("Für diese Veranstaltung sind Menschen angemeldet. Sagen Sie die Termine bitte zuerst ab.")
        )


async def _expected(event: Event, now: datetime) -> bool:
    """A date that was called off awaits nobody, whoever was signed up for it."""
    takes_place = Occurrence.state == DateState.SCHEDULED.value
    coming = (Occurrence.event == event.id) & (Occurrence.ends_at > now) & takes_place
    held = await (
        Occurrence.update({Occurrence.taken: Occurrence.taken + 0})
        .where(coming)
        .returning(Occurrence.taken, Occurrence.waiting)
    )
    if any(row["taken"] or row["waiting"] for row in held):
        return True
    return bool(held) and await whole_expected(event.id)


async def _set_state(event_id: int, state: EntryState) -> None:
    await Event.update({Event.state: state.value}).where(Event.id == event_id)
