"""Each kind of change, done to the sample city. Each answers the UIDs of the events that its feed tells anew."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from app_fixtures import StandingClock
from calendars.demo_feeds import (
    EVERYTHING,
    Entries,
    check_dates,
    check_stamps,
    check_with_every_reader,
    content_of,
    entries_of,
    events_of,
    touched,
    uid_of,
)
from makers import BERLIN, BOARD, CLUB, NOW
from mittendrin.core.clock import local_day
from mittendrin.events.actions import load, subject_of
from mittendrin.events.calendar_window import window_day
from mittendrin.events.content import content_of as content_of_event
from mittendrin.events.dates import PAUSES
from mittendrin.events.recurrence import Repeat, When
from mittendrin.events.rrule import published_series
from mittendrin.events.rules import EventContent
from mittendrin.events.setting_aside import archive
from mittendrin.events.stored_when import from_json
from mittendrin.events.tables import Event, Occurrence
from mittendrin.events.venue_changes import change_access, change_venue
from mittendrin.jobs.feeds import move_feeds
from mittendrin.jobs.topping_up import top_up
from mittendrin.places.rules import Look, VenueContent
from mittendrin.places.tables import Venue
from mittendrin.publishing.queries import waiting_content
from mittendrin.registrations.after_all import event_takes_place_after_all, take_place_after_all
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.series_changes import SeriesChange, call_off_event, change_series
from mittendrin.registrations.versions import let_through, submit
from visitor import Visitor

WHY = CallingOff("Die Leiterin ist krank.", "Kommen Sie gern am nächsten Tag.")


@dataclass
class Town:
    """The sample city, its feed as it was, and the time, which goes on by an hour with each change."""

    visitor: Visitor
    clock: StandingClock
    entries: Entries

    @property
    def now(self) -> datetime:
        return self.clock.now

    async def after(self, change: Callable[["Town"], Awaitable[set[str]]]) -> None:
        """The feed changes as the dates do; nothing is touched but the events that the change names."""
        etag = (await self.visitor.client.get(EVERYTHING)).headers["etag"]
        self.clock.now += timedelta(hours=1)
        named = await change(self)
        content = await content_of(self.visitor, EVERYTHING)
        entries = entries_of(content)
        assert events_of(touched(self.entries, entries)) == named, change.__name__
        check_stamps(self.entries, entries)
        await check_dates(content, self.now)
        await check_with_every_reader(content, named, self.now)
        again = await self.visitor.client.get(EVERYTHING, headers={"if-none-match": etag})
        assert again.status_code == (200 if named else 304), change.__name__
        self.entries = entries


async def call_off_a_date(town: Town) -> set[str]:
    event_id, date_id = await coming(town, "rueckenschule-60plus", 1)
    await call_off_date(date_id, WHY, CLUB, town.now)
    return {await uid_of(event_id)}


async def let_it_take_place_after_all(town: Town) -> set[str]:
    """What was called off two changes before: its entry stays spelt out."""
    row = (
        await Occurrence.select(Occurrence.id, Occurrence.event)
        .where(Occurrence.reason == WHY.reason)
        .first()
    )
    assert row
    await take_place_after_all(row["id"], CLUB, town.now)
    return {await uid_of(row["event"])}


async def move_a_date(town: Town) -> set[str]:
    event_id, date_id = await coming(town, "rueckenschule-60plus", 2)
    start = datetime.combine(local_day(town.now) + timedelta(days=20), time(16), BERLIN)
    await move_date(
        date_id, Move(start, start + timedelta(hours=1), "Rathaus", "Wasserschaden"), CLUB, town.now
    )
    return {await uid_of(event_id)}


async def call_off_a_date_of_its_own(town: Town) -> set[str]:
    """Of an event whose rule is not published as a series: its other dates stay as they are."""
    row = await dates_of_their_own()
    _event, date_id = await coming(town, row["slug"], 2)
    await call_off_date(date_id, WHY, CLUB, town.now)
    return {row["uid"]}


async def change_from_a_day_on(town: Town) -> set[str]:
    event_id, _date = await coming(town, "gymnastik-im-sitzen", 1)
    event = await load(event_id)
    when = replace(from_json(event.when), weekdays=(2,), starts=time(14), ends=time(15))
    day = local_day(town.now) + timedelta(days=30)
    change = SeriesChange(day, replace(when, first_day=day), event.venue, event.room, "Der Raum ist belegt.")
    new_id = await change_series(event_id, change, CLUB, town.now)
    uids = {await uid_of(event_id), await uid_of(new_id)}
    content = await content_of(town.visitor, f"/veranstaltungen/{event.slug}.ics")
    assert f"RELATED-TO;RELTYPE=SIBLING:{event.uid}".encode() in content.replace(b"\r\n ", b"")
    return uids


async def call_a_whole_event_off(town: Town) -> set[str]:
    """What has been stays as it was."""
    event_id, _date = await coming(town, "literaturkreis", 1)
    await call_off_event(event_id, WHY, CLUB, town.now)
    return {await uid_of(event_id)}


async def let_the_whole_event_take_place(town: Town) -> set[str]:
    row = await Event.select(Event.id, Event.uid).where(Event.slug == "literaturkreis").first()
    assert row
    await event_takes_place_after_all(row["id"], CLUB, town.now)
    return {row["uid"]}


async def put_away_what_was_called_off(town: Town) -> set[str]:
    """Calendar programs that did not look since still learn of it."""
    row = await Event.select(Event.id, Event.uid).where(Event.slug == "literaturkreis").first()
    assert row
    await archive(row["id"], CLUB, town.now)
    return {row["uid"]}


async def change_the_address(town: Town) -> set[str]:
    content = await venue_content("stadtteilbuero-ost")
    await change_venue(content[0], replace(content[1], street="Neue Straße 5"), CLUB, town.now)
    return await uids_at(content[0])


async def change_the_way_there(town: Town) -> set[str]:
    """Calendars do not show it, nor what is known of the access."""
    venue_id, content = await venue_content("stadtteilbuero-ost")
    await change_venue(venue_id, replace(content, directions="Bitte klingeln."), CLUB, town.now)
    await change_access(venue_id, Look([], local_day(town.now)), CLUB, town.now)
    return set()


async def edit_a_title(town: Town) -> set[str]:
    event_id, _date = await coming(town, "rueckenschule-60plus", 1)
    content = replace(content_of_event(await load(event_id)), title="Rücken und Rumpf")
    await publish(event_id, content, town.now)
    return {await uid_of(event_id)}


async def edit_the_price(town: Town) -> set[str]:
    event_id, _date = await coming(town, "rueckenschule-60plus", 1)
    await publish(event_id, replace(content_of_event(await load(event_id)), price=500), town.now)
    return {await uid_of(event_id)}


async def add_seats(town: Town) -> set[str]:
    """Calendars do not show how many there are."""
    event_id, _date = await coming(town, "rueckenschule-60plus", 1)
    content = content_of_event(await load(event_id))
    terms = replace(content.terms, seats=(content.terms.seats or 0) + 1)
    await publish(event_id, replace(content, terms=terms), town.now)
    return set()


async def change_the_hours(town: Town) -> set[str]:
    """Of the whole event. What took place under the old rule stays where it was."""
    event_id, _date = await coming(town, "tanzen-im-sitzen", 1)
    content = content_of_event(await load(event_id))
    when = replace(content.when, starts=time(16), ends=time(17))
    await publish(event_id, replace(content, when=when), town.now)
    return {await uid_of(event_id)}


async def publish(event_id: int, content: EventContent, now: datetime) -> None:
    """At once, or when the board has decided."""
    if (await submit(event_id, content, CLUB, now)).waits:
        waiting = await waiting_content(subject_of(event_id))
        assert waiting
        await let_through(waiting[0], BOARD, now)


async def top_up_the_dates(town: Town) -> set[str]:
    """Series have them already; what is published date by date gets more."""
    town.clock.now += timedelta(days=45)
    before = {row["id"] for row in await Occurrence.select(Occurrence.id)}
    await top_up(town.now)
    rows = await Occurrence.select(Occurrence.event, Occurrence.id)
    grown = {row["event"] for row in rows if row["id"] not in before}
    assert grown
    end = date((await window_day(NOW)).year + 1, 12, 31)
    return {
        row["uid"]
        for row in await Event.select(Event.id, Event.uid, Event.when)
        if row["id"] in grown and published_series(from_json(row["when"]), end, PAUSES) is None
    }


async def turn_the_year(town: Town) -> set[str]:
    town.clock.now = datetime(2028, 1, 1, 6, tzinfo=BERLIN)
    await top_up(town.now)
    before = {row["uid"]: row["sequence"] for row in await Event.select(Event.uid, Event.sequence)}
    await move_feeds(town.now)
    after = {row["uid"]: row["sequence"] for row in await Event.select(Event.uid, Event.sequence)}
    assert before != after
    entries = entries_of(await content_of(town.visitor, EVERYTHING))
    longer = {uid for uid in after if after[uid] > before[uid]}
    assert longer <= events_of(entries)
    return events_of(touched(town.entries, entries))


CHANGES = (
    call_off_a_date,
    move_a_date,
    let_it_take_place_after_all,
    call_off_a_date_of_its_own,
    change_from_a_day_on,
    call_a_whole_event_off,
    let_the_whole_event_take_place,
    call_a_whole_event_off,
    put_away_what_was_called_off,
    change_the_address,
    change_the_way_there,
    edit_a_title,
    edit_the_price,
    add_seats,
    change_the_hours,
    top_up_the_dates,
    turn_the_year,
)


async def coming(town: Town, slug: str, number: int) -> tuple[int, int]:
    """The ids of an event and of its n-th date to come that takes place."""
    of_event: Any = Occurrence.event
    rows = await (
        Occurrence.select(Occurrence.id, Occurrence.event)
        .where(of_event.slug == slug, Occurrence.starts_at > town.now, Occurrence.state == "scheduled")
        .order_by(Occurrence.starts_at, Occurrence.id)
        .limit(number)
    )
    return rows[number - 1]["event"], rows[number - 1]["id"]


async def dates_of_their_own() -> dict[str, Any]:
    rows = await Event.select(Event.slug, Event.uid, Event.when).where(Event.state == "published")
    return next(row for row in rows if _is_of_many_dates(from_json(row["when"])))


def _is_of_many_dates(when: When) -> bool:
    return when.repeat is not Repeat.DATES and published_series(when, date(2028, 12, 31), PAUSES) is None


async def venue_content(slug: str) -> tuple[int, VenueContent]:
    venue = await Venue.objects().where(Venue.slug == slug).first()
    assert venue
    return venue.id, VenueContent(
        name=venue.name,
        street=venue.street,
        postcode=venue.postcode,
        city=venue.city,
        district_id=venue.district,
        latitude=venue.latitude,
        longitude=venue.longitude,
        directions=venue.directions,
    )


async def uids_at(venue_id: int) -> set[str]:
    rows = await Event.select(Event.uid).where(Event.venue == venue_id, Event.state == "published")
    return {row["uid"] for row in rows}
