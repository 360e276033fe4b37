"""Series that change from a day on, as the board reads them."""

from datetime import date, datetime
from typing import Any

from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day
from mittendrin.desks.board.event_kind import called_off_since, off_since, venue_name
from mittendrin.events import actions as events
from mittendrin.events.content import LABELS, content_in_words, content_of
from mittendrin.events.dates import PAUSES
from mittendrin.events.previewing import Unpublished, preview_event
from mittendrin.events.recurrence import Repeat, When, next_dates
from mittendrin.events.rules import EventContent, Newcomers, SignUpTerms, price_words
from mittendrin.events.showing import EventView
from mittendrin.events.tables import Event
from mittendrin.places.tables import Topic
from mittendrin.publishing.hints import Reading
from mittendrin.publishing.rules import EntryState
from mittendrin.publishing.tables import Revision
from mittendrin.registrations.series import from_json
from mittendrin.registrations.series_versions import as_it_is, event_id_in

_EVENT: Any = Event
# What a change does not name is not shown.
NOTHING_SAID = EventContent(
    "", "", 0, 0, "", When(Repeat.DATES, date.min), None, "", "", "", Newcomers(), SignUpTerms()
)


async def public_series(subject: str) -> str:
    event = await events.load(event_id_in(subject))
    return as_it_is(event) if event.state == EntryState.PUBLISHED else ""


async def path_of_series(subject: str) -> str:
    """The one that goes on has the address."""
    event_id = event_id_in(subject)
    row = await Event.select(Event.slug).where(_EVENT.follows == event_id).first()
    slug = row["slug"] if row else (await events.load(event_id)).slug
    return f"/veranstaltungen/{slug}"


async def series_in_words(content: str) -> dict[str, str]:
    change = from_json(content)
    whole = change.of(NOTHING_SAID)
    topic = await Topic.select(Topic.name).where(Topic.id == whole.topic_id).first()
    words = content_in_words(whole, (topic or {"name": ""})["name"], await venue_name(change.venue_id))
    said = {"Wann", "Wo", *(label for name in change.others for label in LABELS[name])}
    return {
        # Only a change has a reason, and a day from which it counts.
        "Ab wann": show_day(change.day) if change.reason else "",
        **{label: shown for label, shown in words.items() if label in said},
        "Warum": change.reason,
    }


async def read_series(revision: Revision, _before: str, now: datetime) -> Reading:
    change = from_json(revision.content)
    over = not next_dates(change.when, local_day(now), 1, PAUSES)
    content = change.of(NOTHING_SAID)
    words = (
        change.room,
        change.reason,
        content.title,
        content.description,
        content.bring,
        content.meeting_point,
    )
    return Reading(
        text="\n".join((*words, content.newcomers.name)),
        known=frozenset({content.newcomers.phone}),
        price=price_words(content.price, content.price_note),
        over=over,
        called_off=await called_off_since(revision),
    )


async def preview_series(revision: Revision, now: datetime) -> EventView:
    """The whole event as it will be from that day on."""
    change = from_json(revision.content)
    before = event_id_in(revision.subject)
    content = content_of(await events.load(before))
    # Once it is let through, the event that goes on says whether it is called off.
    row = await Event.select(Event.id).where(_EVENT.follows == before).first()
    off = await off_since(row["id"] if row else before, revision)
    return await preview_event(Unpublished(change.of(content), revision.organisation, off=off), now)
