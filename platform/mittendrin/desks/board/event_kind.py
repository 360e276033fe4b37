"""Events as the board reads them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day, show_day_short, spoken_span
from mittendrin.core.language import _
from mittendrin.core.text import search_form
from mittendrin.events import actions as events
from mittendrin.events.content import content_from_json, content_in_words, content_to_json
from mittendrin.events.dates import PAUSES
from mittendrin.events.recurrence import When, next_dates, span_on
from mittendrin.events.rules import EventContent, price_words
from mittendrin.events.tables import Event, Occurrence
from mittendrin.events.when_words import in_words as when_in_words
from mittendrin.organisations import actions as organisations
from mittendrin.places.queries import access_facts
from mittendrin.places.rules import Known, address_line, fact_sentence
from mittendrin.places.tables import Topic, Venue
from mittendrin.publishing.hints import Double, Reading
from mittendrin.publishing.rules import EntryState
from mittendrin.publishing.tables import Revision

DATES_SHOWN = 5
DATES_COMPARED = 10
# Columns beyond a foreign key are unknown to type checkers.
_EVENT: Any = Occurrence.event


def event_id_in(subject: str) -> int:
    return int(subject.removeprefix("event:"))


async def public_event(subject: str) -> str:
    return events.public_version(await events.load(event_id_in(subject)))


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
        reachable=any(known),
        doubles=tuple(await _doubles(event_id_in(revision.subject), content, today)),
    )


def _free_text(content: EventContent) -> str:
    return "\n".join(
        [content.title, content.description, content.bring, content.meeting_point, content.newcomers.name]
    )


async def _doubles(event_id: int, content: EventContent, today: date) -> list[Double]:
    """Public ones with the same title, or in the same place at the same time."""
    others = await Event.select(Event.title, Event.slug).where(
        Event.state == EntryState.PUBLISHED.value, Event.id != event_id
    )
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
    rows = await Occurrence.select(_EVENT.title.as_alias("title"), _EVENT.slug.as_alias("slug")).where(
        Occurrence.starts_at.is_in(starts), there & public
    )
    return {row["slug"]: row["title"] for row in rows}


@dataclass(frozen=True, slots=True)
class EventPreview:
    """What the page of the event would print, without anything to press."""

    title: str
    paragraphs: list[str]
    first_day: date | None
    dates: list[str]
    facts: list[tuple[str, str]]
    access: list[str]
    organisation: str
    phone: str


async def preview_event(revision: Revision, now: datetime) -> EventPreview:
    return await preview_content(content_from_json(revision.content), revision.organisation, now)


async def preview_content(content: EventContent, organisation_id: int, now: datetime) -> EventPreview:
    organisation = await organisations.load(organisation_id)
    days = next_dates(content.when, local_day(now), DATES_SHOWN, PAUSES)
    known = (await access_facts({content.venue_id}))[content.venue_id]
    return EventPreview(
        title=content.title,
        paragraphs=content.description.split("\n\n"),
        first_day=days[0] if days else None,
        dates=[_date_in_words(content.when, day) for day in days],
        facts=await _facts(content),
        access=[fact_sentence(fact) for fact in known if fact.known is not Known.UNKNOWN],
        organisation=organisation.name,
        phone=organisation.contact_phone,
    )


async def _facts(content: EventContent) -> list[tuple[str, str]]:
    venue = await Venue.objects().get(Venue.id == content.venue_id)
    where = address_line(venue.name, venue.street, venue.postcode, venue.city) if venue else ""
    words = await event_in_words(content_to_json(content))
    said = {
        _("Wann"): when_in_words(content.when),
        _("Wo"): ", ".join(part for part in (where, content.room) if part),
        _("So kommen Sie hin"): venue.directions if venue else "",
        **{label: words[label] for label in ("Treffpunkt", "Preis", "Mitbringen", "Anmeldung")},
        _("Zum ersten Mal?"): words["Zum ersten Mal"],
    }
    return [(label, value) for label, value in said.items() if value]


def _date_in_words(when: When, day: date) -> str:
    if when.days > 1:
        last = day + timedelta(days=when.days - 1)
        return _("{first} bis {last}", first=show_day_short(day), last=show_day(last))
    if when.starts and when.ends:
        return f"{show_day(day)}, {spoken_span(when.starts, when.ends)}"
    return _("{day}, ganztägig", day=show_day(day))
