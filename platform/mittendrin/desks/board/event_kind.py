"""Events as the board reads them."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from mittendrin.core.clock import local_day
from mittendrin.core.text import search_form
from mittendrin.events import actions as events
from mittendrin.events.content import content_from_json, content_in_words
from mittendrin.events.continuing import series_subject
from mittendrin.events.dates import PAUSES
from mittendrin.events.previewing import Unpublished, preview_event
from mittendrin.events.recurrence import next_dates, span_on
from mittendrin.events.rules import EventContent, price_words
from mittendrin.events.showing import EventView
from mittendrin.events.tables import Event, Occurrence
from mittendrin.organisations import actions as organisations
from mittendrin.places.tables import Topic, Venue
from mittendrin.publishing.hints import Double, Reading
from mittendrin.publishing.rules import EntryState, RevisionState
from mittendrin.publishing.tables import Revision

DATES_COMPARED = 10
# Columns beyond a foreign key are unknown to type checkers.
_EVENT: Any = Occurrence.event


def event_id_in(subject: str) -> int:
    return int(subject.removeprefix("event:"))


async def public_event(subject: str) -> str:
    return events.public_version(await events.load(event_id_in(subject)))


async def all_public_events() -> set[str]:
    rows = await Event.select(Event.id).where(Event.state == EntryState.PUBLISHED.value)
    return {events.subject_of(row["id"]) for row in rows}


async def story_of_event(subject: str) -> list[str]:
    """With those it goes on from, the newest first: a series that was changed from a day on."""
    event = await events.load(event_id_in(subject))
    return [subject, *(await story_of_event(events.subject_of(event.follows)) if event.follows else [])]


def event_with_series(subject: str) -> list[str]:
    """With what it should become from a day on."""
    return [subject, series_subject(event_id_in(subject))]


async def organisations_of_events(subjects: Collection[str]) -> dict[str, int]:
    """Also of those whose versions belong to the event that goes on."""
    ids = [event_id_in(subject) for subject in subjects if subject.startswith("event:")]
    if not ids:
        return {}
    rows = await Event.select(Event.id, Event.organisation).where(Event.id.is_in(ids))
    return {events.subject_of(row["id"]): row["organisation"] for row in rows}


async def path_of_event(subject: str) -> str:
    return f"/veranstaltungen/{(await events.load(event_id_in(subject))).slug}"


async def event_in_words(content: str) -> dict[str, str]:
    read = content_from_json(content)
    topic = await Topic.select(Topic.name).where(Topic.id == read.topic_id).first()
    return content_in_words(read, (topic or {"name": ""})["name"], await venue_name(read.venue_id))


async def venue_name(venue_id: int) -> str:
    venue = await Venue.select(Venue.name).where(Venue.id == venue_id).first()
    return venue["name"] if venue else ""


async def read_event(revision: Revision, before: str, now: datetime) -> Reading:
    content = content_from_json(revision.content)
    organisation = await organisations.load(revision.organisation)
    today = local_day(now)
    known = {organisation.contact_phone, organisation.contact_email.casefold(), content.newcomers.phone}
    return Reading(
        text=_free_text(content),
        before=_free_text(content_from_json(before)) if before else "",
        known=frozenset(known),
        price=price_words(content.price, content.price_note),
        over=not next_dates(content.when, today, 1, PAUSES),
        called_off=await called_off_since(revision),
        reachable=any(known),
        doubles=tuple(await _doubles(event_id_in(revision.subject), content, today)),
    )


async def called_off_since(revision: Revision) -> bool:
    """While it waits, all of it was called off. Of a series too."""
    event = await events.load(int(revision.subject.partition(":")[2]))
    return revision.state == RevisionState.SUBMITTED and events.stays_off(event, revision.submitted_at)


async def off_since(event_id: int, revision: Revision) -> str | None:
    """Why none of its new dates takes place."""
    event = await events.load(event_id)
    return event.called_off_reason if events.stays_off(event, revision.submitted_at) else None


def _free_text(content: EventContent) -> str:
    return "\n".join(
        [content.title, content.description, content.bring, content.meeting_point, content.newcomers.name]
    )


async def _doubles(event_id: int, content: EventContent, today: date) -> list[Double]:
    """Public ones with the same title, or in the same place at the same time."""
    public = (Event.state == EntryState.PUBLISHED.value) & (Event.id != event_id)
    others = await Event.select(Event.title, Event.slug).where(public).order_by(Event.id)
    title = search_form(content.title)
    same = {one["slug"]: one["title"] for one in others if search_form(one["title"]) == title}
    found = same | await _same_place_and_time(event_id, content, today)
    return [Double(words, f"/veranstaltungen/{slug}") for slug, words in found.items()]


async def _same_place_and_time(event_id: int, content: EventContent, today: date) -> dict[str, str]:
    days = next_dates(content.when, today, DATES_COMPARED, PAUSES)
    starts = [span_on(content.when, day).start for day in days]
    if not starts:
        return {}
    there = (_EVENT.venue == content.venue_id) & (_EVENT.room == content.room)
    public = (_EVENT.state == EntryState.PUBLISHED.value) & (_EVENT.id != event_id)
    rows = await (
        Occurrence.select(_EVENT.title.as_alias("title"), _EVENT.slug.as_alias("slug"))
        .where(Occurrence.starts_at.is_in(starts), there & public)
        .order_by(Occurrence.id)
    )
    return {row["slug"]: row["title"] for row in rows}


async def preview(revision: Revision, now: datetime) -> EventView:
    content = content_from_json(revision.content)
    event_id = event_id_in(revision.subject)
    version = Unpublished(content, revision.organisation, event_id, off=await off_since(event_id, revision))
    return await preview_event(version, now)
