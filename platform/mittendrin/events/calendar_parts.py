"""The calendar components of stored events, kept as bytes in this process until an event changes.

Whatever changes what a calendar shows of an event also counts its `revision` up: that makes one small SELECT enough
to know which of the kept bytes still hold.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from mittendrin.core.clock import at_local
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.database.kept_select import KeptSelect
from mittendrin.events.calendar_details import Details
from mittendrin.events.continuations import continuations
from mittendrin.events.dates import PAUSES
from mittendrin.events.ical import CalendarDate, CalendarEvent, Part, Series, event_parts
from mittendrin.events.rrule import BEGIN, published_series
from mittendrin.events.rules import DateState, Newcomers, SignUpMode
from mittendrin.events.stored_when import from_json
from mittendrin.events.tables import Event, Occurrence
from mittendrin.events.vevent import CalendarVenue
from mittendrin.places.queries import is_sample, whereabouts
from mittendrin.places.rules import address_line
from mittendrin.publishing.rules import EntryState

KEPT_EVENTS = 5000
# After a restart all events are written. In pieces this needs a tenth of the memory.
MADE_AT_ONCE = 200
_VENUE: Any = Event.venue
_OF: Any = Occurrence.event
_COLUMNS = (
    *(
        Event.id,
        Event.uid,
        Event.slug,
        Event.title,
        Event.description,
        Event.room,
        Event.when,
        Event.sequence,
        Event.state,
    ),
    *(Event.created_at, Event.changed_at, Event.called_off_reason, Event.called_off_at, Event.dates_until),
    *(Event.meeting_point, Event.price, Event.price_note, Event.bring),
    *(Event.newcomer_name, Event.newcomer_phone, Event.mode, Event.deadline_days),
    Event.rule_since,
    Event.topic.name.as_alias("topic"),
    _VENUE.name.as_alias("venue"),
    _VENUE.street.as_alias("street"),
    _VENUE.postcode.as_alias("postcode"),
    _VENUE.city.as_alias("city"),
    _VENUE.latitude.as_alias("latitude"),
    _VENUE.longitude.as_alias("longitude"),
)
_EVENTS = KeptSelect(Event, _COLUMNS)


class Kept(NamedTuple):
    """Components of an event, and the revision that they tell."""

    revision: int
    parts: tuple[Part, ...]


class PartShelf:
    """One for each process. It holds what one edition of the feeds is made of; the next one begins anew."""

    def __init__(self) -> None:
        self._edition: tuple[date, str] | None = None
        self._kept: dict[int, Kept] = {}
        self._turn = asyncio.Lock()

    async def parts(self, revisions: Mapping[int, int], last_day: date, base_url: str) -> list[Part]:
        """Of these events (id to `revision`); endless series end with `last_day`."""
        kept = self._kept_for((last_day, base_url))
        found, missing = _still_right(kept, revisions)
        for first in range(0, len(missing), MADE_AT_ONCE):
            piece = {event: revisions[event] for event in missing[first : first + MADE_AT_ONCE]}
            # Readers take turns, so a small feed need not wait until a large one is written; and whoever
            # waited for the same finds it here.
            async with self._turn:
                found |= await _written(kept, piece, last_day, base_url)
        while len(kept) > max(KEPT_EVENTS, len(revisions)):
            del kept[next(iter(kept))]
        return [part for event in revisions if event in found for part in found[event].parts]

    def _kept_for(self, edition: tuple[date, str]) -> dict[int, Kept]:
        if edition != self._edition:
            self._edition, self._kept = edition, {}
        return self._kept


def _still_right(kept: Mapping[int, Kept], revisions: Mapping[int, int]) -> tuple[dict[int, Kept], list[int]]:
    """What is kept of these, and which of them must be written anew."""
    right = {
        event: kept[event]
        for event, revision in revisions.items()
        if event in kept and kept[event].revision == revision
    }
    return right, [event for event in revisions if event not in right]


async def _written(
    kept: dict[int, Kept], revisions: Mapping[int, int], last_day: date, base_url: str
) -> dict[int, Kept]:
    """Of events that may have been deleted meanwhile."""
    found, missing = _still_right(kept, revisions)
    made = await _make(missing, last_day, base_url)
    new = {event: Kept(revisions[event], parts) for event, parts in made.items()}
    kept.update(new)
    return found | new


async def part_of_date(event_id: int, occurrence_id: int, base_url: str) -> Part:
    """One date on its own, also out of a series. Raises NotFound."""
    events = await _read(Event.id == event_id)
    date = (
        await Occurrence.select().where(Occurrence.id == occurrence_id, Occurrence.event == event_id).first()
    )
    if not events or date is None:
        raise NotFound
    return event_parts(_calendar_event(events[0], base_url), await _calendar_dates([date]))[0]


async def _read(which: Any) -> list[dict[str, Any]]:
    rows = await _EVENTS.rows(which)
    if not await is_sample():
        return rows
    # A date that was taken over stays in a calendar when the sample city has gone.
    mark = _("Beispieldaten, dieser Termin ist erfunden.")
    return [row | {"description": f"{mark}\n\n{row['description']}"} for row in rows]


async def _make(event_ids: list[int], last_day: date, base_url: str) -> dict[int, tuple[Part, ...]]:
    if not event_ids:
        return {}
    rows = await _read(Event.id.is_in(event_ids))
    events = await asyncio.to_thread(
        lambda: {row["id"]: _with_series(row, last_day, base_url) for row in rows}
    )
    dates = await _dates(events, last_day)
    linked = await continuations(event_ids)
    off = await _wholly_called_off([row["id"] for row in rows if row["called_off_at"]])

    def write_all() -> dict[int, tuple[Part, ...]]:
        whole = {
            key: replace(event, related=linked.get(key, ()), called_off=key in off)
            for key, event in events.items()
        }
        return {key: event_parts(event, dates[key]) for key, event in whole.items()}

    # Both on a thread: a third of a millisecond for each component, and a thousand would hold up every other request.
    return await asyncio.to_thread(write_all)


async def _wholly_called_off(event_ids: list[int]) -> set[int]:
    """Of these, those of which nothing took place before. What has been stays as it was."""
    if not event_ids:
        return set()
    scheduled = Occurrence.state == DateState.SCHEDULED.value
    rows = await Occurrence.select(Occurrence.event).where(Occurrence.event.is_in(event_ids), scheduled)
    return set(event_ids) - {row["event"] for row in rows}


async def _dates(events: Mapping[int, CalendarEvent], last_day: date) -> dict[int, list[CalendarDate]]:
    """Within a series only what was changed is told, and what took place before its rule; else every date."""
    dates: dict[int, list[CalendarDate]] = {key: [] for key in events}
    single = [key for key, event in events.items() if event.series is None]
    rule_since = _OF.rule_since
    apart = (Occurrence.sequence > 0) | (rule_since >= Occurrence.original_start)
    changed = Occurrence.event.is_in(list(dates)) & apart
    told = changed | Occurrence.event.is_in(single) if single else changed
    end = at_local(last_day + timedelta(days=1), time.min)
    rows = await Occurrence.select().where(told, Occurrence.original_start < end)
    for row, one in zip(rows, await _calendar_dates(rows), strict=True):
        dates[row["event"]].append(one)
    return dates


def _with_series(row: dict[str, Any], last_day: date, base_url: str) -> CalendarEvent:
    event = _calendar_event(row, base_url)
    when = from_json(row["when"])
    published = published_series(when, _end_of_dates(row, last_day), PAUSES, row["rule_since"] or BEGIN)
    if published is None:
        return event
    first = published.first
    series = Series(
        published.rule, published.starts, first.start, first.end, when.starts is None, published.excluded
    )
    return replace(event, series=series)


def _end_of_dates(row: dict[str, Any], last_day: date) -> date:
    """What was called off or put away has no dates beyond those that were laid out."""
    is_over = row["called_off_at"] or row["state"] == EntryState.ARCHIVED
    return min(last_day, date.fromisoformat(row["dates_until"])) if is_over else last_day


def _calendar_event(row: dict[str, Any], base_url: str) -> CalendarEvent:
    line = address_line(row["venue"], row["street"], row["postcode"], row["city"])
    line = f"{line}, {row['room']}" if row["room"] else line
    return CalendarEvent(
        uid=row["uid"],
        url=f"{base_url}/veranstaltungen/{row['slug']}",
        title=row["title"],
        created=row["created_at"],
        changed=row["changed_at"],
        description=row["description"],
        details=_details(row),
        topics=(row["topic"],),
        venue=CalendarVenue(line, row["latitude"], row["longitude"]),
        sequence=row["sequence"],
        reason=row["called_off_reason"],
    )


def _details(row: dict[str, Any]) -> Details:
    return Details(
        meeting_point=row["meeting_point"],
        price=row["price"],
        price_note=row["price_note"],
        bring=row["bring"],
        newcomers=Newcomers(row["newcomer_name"], row["newcomer_phone"]),
        mode=SignUpMode(row["mode"]),
        deadline_days=row["deadline_days"],
    )


async def _calendar_dates(rows: list[dict[str, Any]]) -> list[CalendarDate]:
    known = await whereabouts({row["venue"] for row in rows if row["venue"]})
    return [_calendar_date(row, known.get(row["venue"])) for row in rows]


def _calendar_date(row: dict[str, Any], there: dict[str, Any] | None) -> CalendarDate:
    instead = f"Stattdessen: {row['instead']}" if row["instead"] else ""
    return CalendarDate(
        original_start=row["original_start"],
        start=row["starts_at"],
        end=row["ends_at"],
        changed=row["changed_at"],
        all_day=row["all_day"],
        sequence=row["sequence"],
        called_off=row["state"] == DateState.CALLED_OFF.value,
        reason=row["reason"],
        instead=instead,
        venue=_elsewhere(row["place"], there) if row["place"] else None,
        meeting_point=row["meeting_point"],
    )


def _elsewhere(place: str, there: dict[str, Any] | None) -> CalendarVenue:
    """Of a place that we do not know only its name is said."""
    if there is None:
        return CalendarVenue(place)
    line = address_line(place, there["street"], there["postcode"], there["city"])
    return CalendarVenue(line, there["latitude"], there["longitude"])
