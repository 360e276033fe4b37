"""The sample city's feeds hold what the database holds, before and after each kind of change."""

from datetime import date, timedelta

import pytest

from app_fixtures import StandingClock
from calendars.demo_changes import CHANGES, Town
from calendars.demo_feeds import (
    EVERYTHING,
    check_dates,
    check_with_every_reader,
    content_of,
    entries_of,
    events_of,
)
from databases import Database
from makers import NOW
from mittendrin.calendars.rules import MOST_COMPONENTS
from mittendrin.events.calendar_window import move_window
from mittendrin.events.tables import Event
from mittendrin.organisations.tables import Organisation
from mittendrin.places.queries import topics
from mittendrin.places.tables import District
from visitor import Visitor

CLOCK_CHANGES = (date(2027, 3, 28), date(2027, 10, 31))


@pytest.fixture
def database(sample_city: Database) -> Database:
    """Here it holds the sample city."""
    return sample_city


@pytest.fixture
async def town(visitor: Visitor, clock: StandingClock) -> Town:
    await move_window(NOW)
    content = await content_of(visitor, EVERYTHING)
    assert content.count(b"BEGIN:VEVENT") < MOST_COMPONENTS
    stored = await check_dates(content, clock.now)
    await check_with_every_reader(content, events_of(entries_of(content)), clock.now)
    for day in CLOCK_CHANGES:
        near = [one for one in stored if abs(date.fromisoformat(one.start[:10]) - day) <= timedelta(days=4)]
        assert {date.fromisoformat(one.start[:10]) < day for one in near} == {True, False}
    return Town(visitor, clock, entries_of(content))


async def test_every_feed_says_the_same_of_an_event(town: Town) -> None:
    """Every topic, district and organisation, one of each together, and the file of every single event."""
    seen: set[str] = set()
    for path in await feeds():
        entries = entries_of(await content_of(town.visitor, path))
        told = {key: entry for key, entry in entries.items() if key in town.entries}
        assert told.items() <= town.entries.items(), path
        seen |= events_of(told) if path.startswith("/veranstaltungen") else set()
    assert seen == events_of(town.entries)


async def test_each_kind_of_change_touches_what_it_names_and_nothing_else(town: Town) -> None:
    for change in CHANGES:
        await town.after(change)


async def feeds() -> list[str]:
    districts = await District.select(District.slug)
    organisations = await Organisation.select(Organisation.slug)
    events = await Event.select(Event.slug).where(Event.state == "published")
    return [
        *(f"/kalender/thema/{one.slug}.ics" for one in await topics()),
        *(f"/kalender/stadtteil/{row['slug']}.ics" for row in districts),
        *(f"/kalender/organisation/{row['slug']}.ics" for row in organisations),
        "/kalender/thema/bewegung/organisation/demo-turnverein-barbarossa.ics",
        *(f"/veranstaltungen/{row['slug']}.ics" for row in events),
    ]
