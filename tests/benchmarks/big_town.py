"""A town as large as the promises name: many events with twenty dates each, written straight into the tables."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from benchmarks.throwaway_database import analyse
from makers import BERLIN, a_city, a_club, a_district, a_topic, a_venue
from mittendrin.core.text import search_column
from mittendrin.database.transactions import transaction
from mittendrin.events.recurrence import Repeat, When
from mittendrin.events.stored_when import to_json
from mittendrin.events.tables import Event, Occurrence

DATES = 20
BATCH = 50
TOPICS = ("Bewegung", "Singen", "Spiele", "Digitales", "Ausflüge")
SEATS = 100_000
SAME_FOR_ALL = {
    "state": "published",
    "description": "Wir treffen uns, reden, lachen und trinken Kaffee. Wer neu ist, wird begrüßt.",
    "price": 0,
    "mode": "each_date",
    "seats": SEATS,
}


async def build(events: int, now: datetime) -> list[tuple[str, int]]:
    """Answers slug and first date of two events with room for everybody."""
    await a_city()
    club = await a_club()
    places = [await a_venue(f"Demo-Ort {number}") for number in range(40)]
    topics = [await a_topic(name) for name in TOPICS]
    await a_district()
    async with transaction():
        for first in range(0, events, BATCH):
            numbers = range(first, min(first + BATCH, events))
            rows = [_event(n, club, topics[n % len(topics)], places[n % len(places)], now) for n in numbers]
            ids = [row["id"] for row in await Event.insert(*rows)]
            await Occurrence.insert(
                *(date for id_, n in zip(ids, numbers, strict=True) for date in _dates(id_, n, now))
            )
    await analyse()
    return [await _slug_and_date(f"veranstaltung-nummer-{number}") for number in (0, 1)]


async def _slug_and_date(slug: str) -> tuple[str, int]:
    event: Any = Occurrence.event
    date = await Occurrence.select(Occurrence.id).where(event.slug == slug).order_by(Occurrence.id).first()
    assert date
    return slug, date["id"]


def _first(number: int, now: datetime) -> datetime:
    day = now.astimezone(BERLIN) + timedelta(days=1 + number % 7)
    return day.replace(hour=9 + number % 8, minute=0, second=0, microsecond=0)


def _event(number: int, club: int, topic: int, venue: int, now: datetime) -> Event:
    title = f"Veranstaltung Nummer {number}"
    columns: dict[str, Any] = {"organisation": club, "topic": topic, "venue": venue, **SAME_FOR_ALL}
    return Event(
        **columns,
        title=title,
        search=search_column(title),
        when=to_json(_when(number, now)),
        slug=f"veranstaltung-nummer-{number}",
        uid=f"{uuid4()}@mittendrin",
        created_at=now,
        changed_at=now,
        dates_until=(now + timedelta(days=400)).date().isoformat(),
    )


def _when(number: int, now: datetime) -> When:
    begin = _first(number, now)
    return When(
        Repeat.WEEKLY,
        begin.date(),
        weekdays=(begin.weekday(),),
        starts=begin.time(),
        ends=begin.replace(hour=begin.hour + 1).time(),
        until=(begin + timedelta(weeks=DATES - 1)).date(),
    )


def _dates(event_id: int, number: int, now: datetime) -> list[Occurrence]:
    begin = _first(number, now)
    starts = [begin + timedelta(weeks=week) for week in range(DATES)]
    return [
        Occurrence(
            event=event_id,
            original_start=start,
            starts_at=start,
            ends_at=start + timedelta(hours=1),
            seats=SEATS,
            changed_at=now,
        )
        for start in starts
    ]
