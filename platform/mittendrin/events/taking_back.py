"""What is public goes back after all."""

from dataclasses import replace
from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.database.transactions import transaction
from mittendrin.events.actions import load, note_change, publish
from mittendrin.events.content import content_from_json, content_of
from mittendrin.events.dates import hold
from mittendrin.events.setting_aside import refuse_while_expected
from mittendrin.events.tables import Event
from mittendrin.publishing import actions as publishing
from mittendrin.publishing.rules import EntryState

_PUBLIC = Event.state == EntryState.PUBLISHED.value
_GOES_ON = Event.follows.is_not_null()


async def take_back(revision_id: int, objection: publishing.Objection, by: Doer, now: datetime) -> int:
    """Visitors see the version from before again, or nothing. Whom to ask, and what was called off since, stays as
    it is. Answers the event's id.

    Raises Refused while somebody is signed up for what would vanish.
    """
    async with transaction():
        seen = await publishing.to_take_back(revision_id)
        event = await held_with_all_before(int(seen.subject.removeprefix("event:")))
        revision = await publishing.to_take_back(revision_id)
        await publishing.mark_taken_back(revision, objection, by, now)
        if before := publishing.seen_afterwards(revision):
            again = replace(content_from_json(before), newcomers=content_of(event).newcomers)
            await publish(event, again, now, written=revision.submitted_at)
        else:
            await _hide(event, now)
        act = Act("event.taken_back", revision.subject, title=revision.title, reason=objection.in_words)
        await record(act, by, now)
    return int(event.id)


async def held_with_all_before(event_id: int) -> Event:
    """What may vanish with it comes first: whoever holds several events does so by their numbers. Raises NotFound."""
    chain = [event_id]
    while row := await Event.select(Event.follows).where(Event.id == chain[-1], _GOES_ON).first():
        chain.append(row["follows"])
    for one in reversed(chain):
        await hold(one)
    return await load(event_id)


async def _hide(event: Event, now: datetime) -> None:
    """With all that it goes on from: for visitors a series that was changed from a day on is one."""
    await refuse_while_expected(event, now)
    await Event.update({Event.state: EntryState.RETURNED.value}).where(Event.id == event.id)
    await note_change(event.id, event.slug, now)
    before = await Event.objects().where(Event.id == event.follows, _PUBLIC).first()
    if before:
        await _hide(before, now)
