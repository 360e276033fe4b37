"""Series that change from a day on, as the board reads them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day
from mittendrin.desks.board.event_kind import venue_name
from mittendrin.events import actions as events
from mittendrin.events.content import content_of
from mittendrin.events.dates import PAUSES
from mittendrin.events.previewing import Unpublished, preview_event
from mittendrin.events.recurrence import next_dates
from mittendrin.events.showing import EventView
from mittendrin.events.tables import Event
from mittendrin.events.when_words import in_words
from mittendrin.publishing.hints import Reading
from mittendrin.publishing.rules import EntryState
from mittendrin.publishing.tables import Revision
from mittendrin.registrations.series import from_json
from mittendrin.registrations.series_versions import as_it_is, event_id_in

_EVENT: Any = Event


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
    venue = await venue_name(change.venue_id)
    return {
        # Only a change has a reason, and a day from which it counts.
        "Ab wann": show_day(change.day) if change.reason else "",
        "Wann": in_words(change.when),
        "Wo": f"{venue}, {change.room}" if change.room else venue,
        "Warum": change.reason,
    }


async def read_series(revision: Revision, _before: str, now: datetime) -> Reading:
    change = from_json(revision.content)
    over = not next_dates(change.when, local_day(now), 1, PAUSES)
    return Reading(text=f"{change.room}\n{change.reason}", over=over)


async def preview_series(revision: Revision, now: datetime) -> EventView:
    """The whole event as it will be from that day on."""
    change = from_json(revision.content)
    content = content_of(await events.load(event_id_in(revision.subject)))
    new = replace(content, when=change.when, venue_id=change.venue_id, room=change.room)
    return await preview_event(Unpublished(new, revision.organisation), now)
