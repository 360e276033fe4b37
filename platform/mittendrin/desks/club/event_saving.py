"""From the form into the database: a new place, the event and its version are stored together or not at all."""

from dataclasses import replace
from datetime import datetime

from mittendrin.audit.rules import Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.desks.club import unfinished
from mittendrin.desks.club.event_queries import OwnEvent, own_event
from mittendrin.events import actions as events
from mittendrin.events.form import EventDraft, Target, as_asked
from mittendrin.events.rules import EventContent
from mittendrin.places.actions import add_venue
from mittendrin.publishing.rules import EntryState, SentBefore
from mittendrin.registrations import versions


@finds_the_first
async def submit(target: Target, draft: EventDraft, by: Doer, now: datetime) -> events.Saved:
    """Raises SentBefore for a form that has become an event, and says something else now."""
    async with transaction():
        event_id, content = await _ready(target, draft, by, now)
        event, own = await events.load(event_id), await own_event(event_id, target.organisation_id)
        if target.event_id is None and event.state != EntryState.DRAFT:  # sent twice
            if own.content != content:
                raise SentBefore(event_id)
            public = event.state == EntryState.PUBLISHED
            return events.Saved(event_id, event.slug, public=public, waits=not public)
        if own.fingerprint != target.seen and not (own.may_be_draft or own.came_back):  # sent twice
            return events.Saved(event_id, event.slug, public=own.is_public, waits=own.waits)
        return await _submit(event_id, content, by, now)


async def _submit(event_id: int, content: EventContent, by: Doer, now: datetime) -> events.Saved:
    try:
        return await versions.submit(event_id, content, by, now)
    except Refused as refused:
        raise as_asked(refused) from None


async def refuse_what_cannot_be_sent(target: Target, content: EventContent, now: datetime) -> None:
    """What sending would refuse, for the preview."""
    if target.event_id is None:
        return
    own = await _as_seen(target.event_id, target, content)
    try:
        await events.refuse_impossible(await events.load(own.event_id), content, now)
    except Refused as refused:
        raise as_asked(refused) from None


@finds_the_first
async def keep_as_draft(target: Target, draft: EventDraft, by: Doer, now: datetime) -> None:
    """Raises Refused for what visitors see already: a change of it can only be submitted."""
    async with transaction():
        event_id, content = await _ready(target, draft, by, now)
        event = await events.load_held(event_id)
        if event.state not in {EntryState.DRAFT, EntryState.RETURNED}:
            raise Refused(_("Diese Veranstaltung ist kein Entwurf mehr. Reichen Sie die Änderung bitte ein."))
        await events.change_draft(event_id, content, by, now)


def sheet_of(target: Target) -> unfinished.Sheet:
    return unfinished.Sheet(unfinished.EVENTS, target.organisation_id, target.event_id, target.key)


async def _ready(target: Target, draft: EventDraft, by: Doer, now: datetime) -> tuple[int, EventContent]:
    await unfinished.finish(sheet_of(target))
    content = draft.content
    if draft.new_venue:
        content = replace(content, venue_id=await add_venue(draft.new_venue, by, now))
    if target.event_id is None:
        key = target.key
        return await events.add_draft(target.organisation_id, content, by, now, key=key), content
    return (await _as_seen(target.event_id, target, content)).event_id, content


async def _as_seen(event_id: int, target: Target, content: EventContent) -> OwnEvent:
    """Or as it says by now: sent twice, it is no change of somebody else."""
    own = await own_event(event_id, target.organisation_id)
    if own.fingerprint != target.seen and own.content != content:
        raise Refused(
            _("Jemand hat diese Veranstaltung inzwischen geändert. Öffnen Sie sie bitte noch einmal neu.")
        )
    return own
