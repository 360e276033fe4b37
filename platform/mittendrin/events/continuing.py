"""A series changes from a day on: the old event ends, and a linked new one goes on under its address.

Calendars differ about "this and following", so this is two events with UIDs of their own (calendar programs read
RANGE=THISANDFUTURE in different ways). The address stays with the one that goes on.
"""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.events.actions import UID_HOST, free_slug, note_change, subject_of
from mittendrin.events.content import columns_of, content_from_json, content_to_json
from mittendrin.events.dates import PAUSES
from mittendrin.events.recurrence import Repeat, When, days
from mittendrin.events.rules import EventContent
from mittendrin.events.stored_when import to_json
from mittendrin.events.tables import Event
from mittendrin.events.when_check import check
from mittendrin.publishing import actions as publishing
from mittendrin.publishing.queries import waiting_content
from mittendrin.publishing.rules import EntryState


def series_subject(event_id: int) -> str:
    """Under which a change from a day on waits: beside a changed version of the whole event, not in its place."""
    return f"series:{event_id}"


def ended_before(when: When, day: date) -> When:
    """The same rule until its last date before `day`. Raises Refused when nothing would be left."""
    if when.repeat is Repeat.DATES:
        left = tuple(one for one in when.dates if one < day)
        if left:
            return replace(when, dates=left)
    elif when.first_day < day:
        evening = day - timedelta(days=1)
        last = days(when, when.first_day, evening, PAUSES)[-1:]
        return replace(when, until=last[0] if last else evening, times=None)
    raise Refused(_("Vor diesem Tag gibt es keinen Termin. Ändern Sie bitte die ganze Veranstaltung."), "tag")


def beginning_on(when: When, day: date) -> When:
    """The new rule begins with the change. Raises Refused with the first thing that is wrong with it."""
    begins = when if when.repeat is Repeat.DATES else replace(when, first_day=max(when.first_day, day))
    for field, sentence in check(begins):
        raise Refused(sentence, field)
    if begins.first_day < day:
        raise Refused(_("Einer der neuen Termine liegt vor der Änderung."), "when")
    return begins


async def continue_as(old: Event, content: EventContent, now: datetime) -> int:
    """Answers the id of the new event, which has no dates yet. Inside the act's transaction."""
    until = (content.when.first_day - timedelta(days=1)).isoformat()
    ended_slug = await free_slug(f"{old.title} bis {until}")
    await Event.update({Event.slug: ended_slug}).where(Event.id == old.id)
    rows = await Event.insert(
        Event(
            **columns_of(content),
            slug=old.slug,
            organisation=old.organisation,
            state=EntryState.PUBLISHED.value,
            follows=old.id,
            uid=f"{uuid4()}@{UID_HOST}",
            created_at=now,
            changed_at=now,
            rule_since=now,
        )
    )
    event_id = int(rows[0]["id"])
    await note_change(event_id, old.slug, now)
    return event_id


async def stay_off(old: Event, new_id: int) -> None:
    """All of it was called off, and so is what goes on. Before its dates are laid out."""
    off: dict[Any, Any] = {
        Event.called_off_reason: old.called_off_reason,
        Event.called_off_at: old.called_off_at,
    }
    await Event.update(off).where(Event.id == new_id)


async def take_versions_along(old_id: int, new_id: int, before: EventContent, content: EventContent) -> None:
    """What the board let through, and what it has not decided on yet, is about the event that goes on. What was just
    changed is as changed.
    """
    always: dict[str, Any] = {"when": content.when, "venue_id": content.venue_id, "room": content.room}
    names = (one.name for one in fields(content))
    just_changed = {
        name: getattr(content, name) for name in names if getattr(content, name) != getattr(before, name)
    }

    def as_now(text: str) -> str:
        return content_to_json(replace(content_from_json(text), **always | just_changed))

    await publishing.hand_over(subject_of(old_id), subject_of(new_id), as_now)
    if waiting := await waiting_content(subject_of(old_id)):
        revision_id, wished = waiting
        seen = content_to_json(content)
        await publishing.readdress(revision_id, subject_of(new_id), as_now(wished), before=seen)


async def end_before(old: Event, when: When, now: datetime) -> None:
    """The old event keeps what it had before the change. Its later dates must be empty by now."""
    await Event.update({Event.when: to_json(when), Event.sequence: Event.sequence + 1}).where(
        Event.id == old.id
    )
    await note_change(old.id, old.slug, now)
