"""What organisations, the board and the office do with events. What touches sign-ups lives in registrations."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.refusal import NotFound
from mittendrin.core.text import slugify
from mittendrin.database.transactions import transaction
from mittendrin.events.content import columns_of, content_from_json, content_of, content_to_json
from mittendrin.events.dates import (
    hold,
    keep_what_was_said,
    lay_out,
    refuse_what_cannot_follow,
    refuse_what_hurts_sign_ups,
)
from mittendrin.events.recurrence import When
from mittendrin.events.rules import EventContent, Newcomers
from mittendrin.events.tables import Event, EventSlug, Occurrence
from mittendrin.publishing import actions as publishing
from mittendrin.publishing.queries import proven, published_before
from mittendrin.publishing.rules import EntryState
from mittendrin.publishing.tables import Revision
from mittendrin.web.changes import public_change

# Part of every UID for ever, so it does not follow the address of the service (RFC 7986 5.3).
UID_HOST = "mittendrin"
KEYS = UUID("5f0c1d52-7a0e-4c39-9d34-6a1f2f0b7f11")


@dataclass(frozen=True, slots=True)
class Saved:
    """`public`: visitors see this version now. `waits`: it waits for the board."""

    event_id: int
    slug: str
    public: bool
    waits: bool


def subject_of(event_id: int) -> str:
    return f"event:{event_id}"


async def add_draft(
    organisation_id: int, content: EventContent, by: Doer, now: datetime, *, key: str = ""
) -> int:
    """The same key makes no second event: a form sent twice answers the first one's id. Sent at the same moment, the
    second fails: what saves the whole form does it once more.
    """
    uid = f"{uuid5(KEYS, f'{organisation_id}:{key}') if key else uuid4()}@{UID_HOST}"
    async with transaction():
        known = await Event.select(Event.id).where(Event.uid == uid).first()
        if known:
            return int(known["id"])
        rows = await Event.insert(
            Event(
                **columns_of(content),
                slug=await free_slug(content.title),
                organisation=organisation_id,
                state=EntryState.DRAFT.value,
                uid=uid,
                created_at=now,
                changed_at=now,
            )
        )
        event_id = int(rows[0]["id"])
        await record(Act("event.drafted", subject_of(event_id), title=content.title), by, now)
    return event_id


async def change_draft(event_id: int, content: EventContent, by: Doer, now: datetime) -> None:
    """For what visitors do not see yet."""
    async with transaction():
        event = await load_held(event_id)
        await _write(event, content, now)
        await record(Act("event.drafted", subject_of(event_id), title=content.title), by, now)


async def submit(event_id: int, content: EventContent, by: Doer, now: datetime) -> Saved:
    """Hands a version to the board; the version of a proven organisation is public at once."""
    async with transaction():
        event = await load_held(event_id)
        await refuse_impossible(event, content, now)
        if event.state != EntryState.PUBLISHED:
            await _write(event, content, now)
            await Event.update({Event.state: EntryState.SUBMITTED.value}).where(Event.id == event_id)
            return await _hand_in(event, content, by, now)
        await _change_contact(event, content.newcomers, by, now)
        event = await load(event_id)
        if content_to_json(content) != public_version(event):
            return await _hand_in(event, content, by, now)
        if await publishing.withdraw(subject_of(event_id), now):
            await record(Act("event.withdrawn", subject_of(event_id), title=event.title), by, now)
        return Saved(event_id, event.slug, public=True, waits=False)


async def refuse_impossible(event: Event, content: EventContent, now: datetime) -> None:
    """What could never become public as it stands. Previews ask it before, and so refuse in the same words."""
    await refuse_what_cannot_follow(event.id, await _laid_out_by(event), content, now)


async def _hand_in(event: Event, content: EventContent, by: Doer, now: datetime) -> Saved:
    subject, before = subject_of(event.id), public_version(event)
    submission = publishing.Submission(
        subject, event.organisation, content.title, content_to_json(content), before
    )
    revision_id = await publishing.hand_in(submission, by, now)
    await record(Act("event.submitted", subject, title=content.title), by, now)
    at_once = await proven(event.organisation)
    if at_once:
        await publishing.mark_published_at_once(revision_id, by, now)
        await publish(event, content, now, written=now)
    return Saved(event.id, event.slug, public=at_once or bool(before), waits=not at_once)


async def change_contact(event_id: int, newcomers: Newcomers, by: Doer, now: datetime) -> None:
    """Alone, while a version of the same event may wait or have come back: that one goes on with the new contact."""

    def as_now(text: str) -> str:
        return content_to_json(replace(content_from_json(text), newcomers=newcomers))

    async with transaction():
        await _change_contact(await load_held(event_id), newcomers, by, now)
        await publishing.put_right(subject_of(event_id), as_now)


async def _change_contact(event: Event, newcomers: Newcomers, by: Doer, now: datetime) -> None:
    """At once, the name with its number: a wrong one helps nobody while it waits."""
    public = content_of(event)
    if newcomers == public.newcomers:
        return
    await _write(event, replace(public, newcomers=newcomers), now)
    await record(Act("event.contact_changed", subject_of(event.id), title=event.title), by, now)
    await public_change("programme", "calendar", f"event:{event.slug}")


async def let_through(revision_id: int, by: Doer, now: datetime) -> int:
    """The board's yes, or the office's after two office days. Answers the event's id."""
    async with transaction():
        revision, event = await _held(revision_id)
        await publishing.mark_published(revision_id, by, now)
        await publish(event, content_from_json(revision.content), now, written=revision.submitted_at)
        await record(Act("event.published", revision.subject, title=revision.title), by, now)
    return int(event.id)


async def send_back(revision_id: int, objection: publishing.Objection, by: Doer, now: datetime) -> int:
    """The published version, if there is one, stays as it is."""
    async with transaction():
        revision, event = await _held(revision_id)
        await publishing.mark_returned(revision_id, objection, by, now)
        if event.state == EntryState.RETURNED:
            # It was taken off while this waited: the author goes on with what they wrote last.
            await _write(event, content_from_json(revision.content), now)
        if event.state != EntryState.PUBLISHED:
            await Event.update({Event.state: EntryState.RETURNED.value}).where(Event.id == event.id)
        await record(
            Act("event.returned", revision.subject, title=revision.title, reason=objection.in_words),
            by,
            now,
        )
    return int(event.id)


async def _held(revision_id: int) -> tuple[Revision, Event]:
    """The event before its versions: so does whoever hands one in. Both as they are once nobody else changes them."""
    seen = await publishing.waiting(revision_id)
    event = await load_held(int(seen.subject.removeprefix("event:")))
    return await publishing.waiting(revision_id), event


async def load_held(event_id: int) -> Event:
    """As it is once nobody else changes it: for whoever writes what follows from it. Raises NotFound."""
    await hold(event_id)
    return await load(event_id)


async def load(event_id: int) -> Event:
    event = await Event.objects().where(Event.id == event_id).first()
    if event is None:
        raise NotFound
    return event


def public_version(event: Event) -> str:
    """What visitors see, as JSON; nothing while they see nothing of it."""
    return content_to_json(content_of(event)) if event.state == EntryState.PUBLISHED else ""


async def note_change(event_id: int, slug: str, now: datetime) -> None:
    """Something that visitors and calendars see has changed. Last in the transaction of the act."""
    await Event.update({Event.changed_at: now}).where(Event.id == event_id)
    await note_change_of_dates(event_id, slug)


async def note_change_of_dates(event_id: int, slug: str) -> None:
    """Dates have changed, which carry their own stamps; the event itself says what it said (RFC 5545 3.8.7.3)."""
    await Event.update({Event.revision: Event.revision + 1}).where(Event.id == event_id)
    await public_change("programme", "calendar", f"event:{slug}")


async def publish(event: Event, content: EventContent, now: datetime, *, written: datetime) -> None:
    """Inside the act's transaction. `written`: when its author did so."""
    await hold(event.id)
    await refuse_what_hurts_sign_ups(event.id, content.terms, now)
    await _write(event, content, now)
    await Event.update({Event.state: EntryState.PUBLISHED.value}).where(Event.id == event.id)
    new_rule = content.when != content_of(event).when
    if new_rule and not stays_off(event, written):
        # New dates of an event that was called off do take place.
        await Event.update({Event.called_off_reason: "", Event.called_off_at: None}).where(
            Event.id == event.id
        )
    # Whoever puts a word right in what was called off does not bring its dates back.
    if new_rule or event.called_off_at is None:
        await keep_what_was_said(event.id, await _laid_out_by(event), content.when, now)
        await lay_out(event.id, content.when, content.terms, now)
    if new_rule or event.state != EntryState.PUBLISHED:
        await Event.update({Event.rule_since: now}).where(Event.id == event.id)
    await public_change("programme", "calendar", f"event:{event.slug}")


async def _laid_out_by(event: Event) -> When:
    """The rule of the dates there are. Out of the archive the row holds already what was written since. Behind the decision."""
    seen = "" if event.state == EntryState.PUBLISHED else await published_before(subject_of(event.id))
    return content_from_json(seen).when if seen else content_of(event).when


def stays_off(event: Event, written: datetime) -> bool:
    """All of it was called off after somebody wrote a change, which lets no date take place: calling off wins."""
    return event.called_off_at is not None and written < event.called_off_at


async def _write(event: Event, content: EventContent, now: datetime) -> None:
    """SEQUENCE grows with time and place (RFC 5546 2.1.4), LAST-MODIFIED with all that calendars show."""
    before = content_of(event)
    moved = _time_and_place(before) != _time_and_place(content)
    reworded = _said_in_calendars(before) != _said_in_calendars(content)
    columns: dict[Any, Any] = columns_of(content) | {
        "changed_at": now if moved or reworded else event.changed_at,
        "sequence": event.sequence + moved,
        "revision": event.revision + 1,
    }
    await Event.update(columns).where(Event.id == event.id)
    if (before.venue_id, before.room) != (content.venue_id, content.room):
        # What single dates say of where to meet is about the place of before.
        here = (Occurrence.event == event.id) & (Occurrence.place == "")
        await Occurrence.update({Occurrence.meeting_point: None}).where(here)


def _time_and_place(content: EventContent) -> tuple[When, int, str]:
    return content.when, content.venue_id, content.room


def _said_in_calendars(content: EventContent) -> EventContent:
    """All but how many seats there are, which comes and goes."""
    return replace(content, terms=replace(content.terms, seats=None, minimum=None, waiting_list=True))


async def free_slug(title: str) -> str:
    """An address that no event has or ever had."""
    base = slugify(title)
    for number in range(1, 1000):
        slug = base if number == 1 else f"{base}-{number}"
        if not await Event.exists().where(Event.slug == slug) and not await EventSlug.exists().where(
            EventSlug.slug == slug
        ):
            return slug
    raise RuntimeError(base)
