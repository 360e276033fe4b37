"""What a feed holds: the published events of a choice, as one file."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from mittendrin.calendars.rules import (
    PAST,
    FeedChoice,
    FeedColor,
    calendar_head,
    choose,
    feed_name,
    feed_path,
)
from mittendrin.calendars.subscribing import Offered
from mittendrin.core.clock import at_local
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.events.calendar_file import join
from mittendrin.events.calendar_parts import PartShelf
from mittendrin.events.calendar_window import window_day, window_end
from mittendrin.events.rules import DateState
from mittendrin.events.tables import Event, Occurrence
from mittendrin.organisations.queries import organisation_choices
from mittendrin.places import queries as places
from mittendrin.places.naming import NameKind, slug_now
from mittendrin.publishing.rules import EntryState

BLUE = FeedColor("navy", "#0a3d7a")
_EVENT: Any = Event


async def offered() -> Offered:
    return Offered(
        topics={one.slug: one.name for one in await places.topics()},
        districts={one.slug: one.name for one in await places.districts()},
        organisations={slug: name for _id, slug, name in await organisation_choices()},
    )


async def as_called_now(choice: FeedChoice) -> FeedChoice:
    """Programs go on asking at the address that somebody once typed into them."""
    topic = await slug_now(NameKind.TOPIC, choice.topic or "")
    district = await slug_now(NameKind.DISTRICT, choice.district or "")
    return FeedChoice(topic or None, district or None, choice.organisation)


async def feed(choice: FeedChoice, shelf: PartShelf, base_url: str, now: datetime) -> bytes:
    """Raises NotFound when the choice names something that is not there."""
    head = await _head(choice, base_url)
    day = await window_day(now)
    parts = await shelf.parts(await _revisions(choice, day), window_end(day), base_url)
    return join(head, [part.content for part in choose(parts, day)])


async def _head(choice: FeedChoice, base_url: str) -> bytes:
    names = _names(choice, await offered())
    office = (await places.office()).name
    address = f"{base_url}{feed_path(choice.topic, choice.district, choice.organisation)}"
    name = feed_name(_("Veranstaltungen"), *names)
    marked = _("{name} (Beispieldaten)", name=name) if await places.is_sample() else name
    return calendar_head(marked, office, BLUE, address)


async def write_ahead(shelf: PartShelf, base_url: str, now: datetime) -> None:
    """After a start, so that the first reader of a feed does not wait until every event is written."""
    day = await window_day(now)
    await shelf.parts(await _revisions(FeedChoice(), day), window_end(day), base_url)


@dataclass(frozen=True, slots=True)
class Extent:
    """How many bytes a feed has. `shortened`: it keeps only the nearest dates, because programs stop at about a thousand."""

    size: int
    shortened: bool


async def extent(choice: FeedChoice, shelf: PartShelf, base_url: str, now: datetime) -> Extent:
    day = await window_day(now)
    parts = await shelf.parts(await _revisions(choice, day), window_end(day), base_url)
    chosen = choose(parts, day)
    kept, recent = (sum(part.days[-1] >= day for part in ones if part.days) for ones in (chosen, parts))
    whole = join(await _head(choice, base_url), [part.content for part in chosen])
    return Extent(len(whole), kept < recent)


def _names(choice: FeedChoice, known: Offered) -> list[str]:
    asked = (
        (choice.topic, known.topics),
        (choice.district, known.districts),
        (choice.organisation, known.organisations),
    )
    if any(slug and slug not in names for slug, names in asked):
        raise NotFound
    return [names[slug] for slug, names in asked if slug]


async def _revisions(choice: FeedChoice, day: date) -> dict[int, int]:
    is_public = _EVENT.state == EntryState.PUBLISHED.value
    asked = [is_public | _EVENT.id.is_in(await _put_away_unseen(day) or [0])]
    if choice.topic:
        asked.append(_EVENT.topic.slug == choice.topic)
    if choice.district:
        asked.append(_EVENT.venue.district.slug == choice.district)
    if choice.organisation:
        asked.append(_EVENT.organisation.slug == choice.organisation)
    rows = await Event.select(Event.id, Event.revision).where(*asked).order_by(Event.id)
    return {row["id"]: row["revision"] for row in rows}


async def _put_away_unseen(day: date) -> list[int]:
    """Events that the organisation has put away when nothing of them was to come any more.

    Calendar programs still have to learn what was called off, and what has been stays for its time.
    """
    put_away = await _put_away_since(day - PAST)
    if not put_away:
        return []
    ours = Occurrence.event.is_in(list(put_away))
    rows = await Occurrence.select(Occurrence.event, Occurrence.state, Occurrence.starts_at).where(
        ours, Occurrence.ends_at >= at_local(day - PAST, time.min)
    )
    expected = {row["event"] for row in rows if _was_to_come(row, put_away[row["event"]])}
    return sorted({row["event"] for row in rows} - expected)


async def _put_away_since(day: date) -> dict[int, datetime]:
    """Archived events that may have dates since this day, and when each was put away. Events are few and dates are
    many: asked the other way round, the database looks at every date of every event.
    """
    rows = await Event.select(Event.id, Event.changed_at).where(
        Event.state == EntryState.ARCHIVED.value, Event.dates_until >= day.isoformat()
    )
    return {row["id"]: row["changed_at"] for row in rows}


def _was_to_come(row: dict[str, Any], put_away_at: datetime) -> bool:
    return row["state"] == DateState.SCHEDULED.value and bool(row["starts_at"] > put_away_at)
