"""Feeds over HTTP: what calendar programs get, before and after each kind of change."""

import re
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from app_fixtures import StandingClock
from calendars.feed_checks import problems
from calendars.feed_parsers import Occurrence, library_occurrences
from databases import Database
from makers import (
    BERLIN,
    NOW,
    TUESDAYS_AT_TEN,
    a_published_event,
    cheap_passwords,
    occurrence_ids,
    seats,
    some_content,
)
from mittendrin.app import create_app
from mittendrin.audit.rules import SYSTEM
from mittendrin.calendars import rules
from mittendrin.calendars.queries import feed, write_ahead
from mittendrin.events.actions import load, publish
from mittendrin.events.calendar_parts import PartShelf
from mittendrin.events.calendar_window import move_window
from mittendrin.events.recurrence import Repeat, When
from mittendrin.events.setting_aside import archive
from mittendrin.events.tables import Event
from mittendrin.jobs.topping_up import top_up
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.settings import Settings
from visitor import ORIGIN, Visitor

FEEDS = (
    "/kalender/alle.ics",
    "/kalender/thema/bewegung.ics",
    "/kalender/thema/bewegung/stadtteil/innenstadt-ost/organisation/demo-turnverein-barbarossa.ics",
    "/veranstaltungen/gymnastik-im-sitzen.ics",
)


@pytest.mark.parametrize("path", FEEDS)
async def test_a_feed_is_right_for_every_calendar_program(visitor: Visitor, path: str) -> None:
    await a_published_event()
    answer = await visitor.client.get(path, headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert problems(answer.content) == []
    assert "set-cookie" not in answer.headers


async def test_the_same_feed_again_is_not_sent_again(visitor: Visitor) -> None:
    await a_published_event()
    first = await visitor.client.get("/kalender/alle.ics")
    again = await visitor.client.get("/kalender/alle.ics", headers={"if-none-match": first.headers["etag"]})
    head = await visitor.client.head("/kalender/alle.ics")
    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])


@pytest.mark.parametrize(
    "accept",
    ["text/calendar,text/plain;q=0.8,*/*;q=0.5", "text/html", "application/json", "*/*", "image/png"],
)
async def test_every_program_gets_the_same_whatever_it_says_it_accepts(visitor: Visitor, accept: str) -> None:
    await a_published_event()
    plain = await visitor.client.get("/kalender/alle.ics")
    answer = await visitor.client.get("/kalender/alle.ics", headers={"accept": accept})
    assert (answer.status_code, answer.content) == (200, plain.content)


@pytest.mark.parametrize("since", ["Thu, 01 Jan 1970 00:00:00 GMT", "gestern", "", "-1"])
async def test_a_date_from_long_ago_or_none_at_all_brings_the_whole_feed(
    visitor: Visitor, since: str
) -> None:
    await a_published_event()
    answer = await visitor.client.get("/kalender/alle.ics", headers={"if-modified-since": since})
    assert (answer.status_code, len(answer.content) > 0) == (200, True)


async def test_a_fingerprint_beats_a_date(visitor: Visitor) -> None:
    await a_published_event()
    first = await visitor.client.get("/kalender/alle.ics")
    both = {"if-none-match": 'W/"another"', "if-modified-since": first.headers["last-modified"]}
    assert (await visitor.client.get("/kalender/alle.ics", headers=both)).status_code == 200
    listed = {"if-none-match": f'"another", W/{first.headers["etag"]}'}
    assert (await visitor.client.get("/kalender/alle.ics", headers=listed)).status_code == 304


@pytest.mark.parametrize(("feeds", "coding"), [("packed", "gzip"), ("plain", None)])
async def test_packing_can_be_switched_off_for_feeds(
    database: Database, tmp_path: Path, feeds: str, coding: str | None
) -> None:
    await a_published_event()
    settings = Settings(database.address, tmp_path, ORIGIN, b"x" * 32, None, 1, feeds=feeds)
    async with Visitor(create_app(settings, StandingClock(), cheap_passwords())) as visitor:
        for path in ("/kalender/alle.ics", "/veranstaltungen/gymnastik-im-sitzen.ics"):
            answer = await visitor.client.get(path, headers={"accept-encoding": "gzip"})
            assert answer.headers.get("content-encoding") == coding
            assert ("no-transform" in answer.headers["cache-control"]) == (coding is None)
            unasked = await visitor.client.get(path, headers={"accept-encoding": "identity"})
            assert "content-encoding" not in unasked.headers
            assert unasked.headers["cache-control"].startswith("public, max-age=300")


async def test_the_file_of_an_event_is_the_same_as_its_feed_on_another_day(
    visitor: Visitor, clock: StandingClock
) -> None:
    await a_published_event(when=replace(TUESDAYS_AT_TEN, until=None))
    await move_window(NOW)
    before = (await visitor.client.get("/veranstaltungen/gymnastik-im-sitzen.ics")).content
    clock.now = datetime(2027, 2, 20, 8, tzinfo=BERLIN)
    await top_up(clock.now)
    assert (await visitor.client.get("/veranstaltungen/gymnastik-im-sitzen.ics")).content == before
    assert b"UNTIL=20281226T090000Z" in before


@pytest.mark.usefixtures("database")
async def test_what_was_written_ahead_is_what_the_first_reader_gets() -> None:
    event_id = await a_published_event(title="Singen")
    shelf = PartShelf()
    await write_ahead(shelf, ORIGIN, NOW)
    # Behind the back of everybody: whoever writes now would tell it.
    await Event.update({Event.title: "Tanzen"}).where(Event.id == event_id)
    content = await feed(rules.FeedChoice(), shelf, ORIGIN, NOW)
    assert (b"SUMMARY:Singen" in content, b"SUMMARY:Tanzen" in content) == (True, False)


async def test_whatever_was_put_away_with_dates_to_come_leaves_the_feed(visitor: Visitor) -> None:
    event_id = await a_published_event()
    await archive(event_id, SYSTEM, NOW)
    assert b"VEVENT" not in (await visitor.client.get("/kalender/alle.ics")).content


async def test_a_date_that_comes_back_has_no_lower_sequence(visitor: Visitor) -> None:
    """Moved twice, taken out of the rule, and back in it."""
    dates = When(
        Repeat.DATES,
        date(2027, 1, 19),
        dates=(date(2027, 1, 19), date(2027, 1, 26)),
        starts=time(10),
        ends=time(11),
    )
    event_id = await a_published_event(when=dates)
    first = (await occurrence_ids(event_id))[0]
    for hour in (12, 13):
        start = datetime(2027, 1, 19, hour, tzinfo=BERLIN)
        await move_date(first, Move(start, start.replace(hour=15), "", "Grund"), SYSTEM, NOW)
    before = sequence_on("20270119", (await visitor.client.get("/kalender/alle.ics")).text)
    for when in (replace(dates, dates=(date(2027, 1, 26),)), dates):
        await publish(await load(event_id), await some_content(when=when), NOW, written=NOW)
    assert sequence_on("20270119", (await visitor.client.get("/kalender/alle.ics")).text) >= before == 2


def sequence_on(day: str, calendar: str) -> int:
    entry = next(one for one in calendar.split("BEGIN:VEVENT") if f"-{day}T" in one)
    return int(entry.partition("SEQUENCE:")[2].split()[0])


async def test_the_clock_alone_changes_nothing(visitor: Visitor, clock: StandingClock) -> None:
    await a_published_event()
    await move_window(NOW)
    before = (await visitor.client.get("/kalender/alle.ics")).content
    clock.now = datetime(2027, 2, 20, tzinfo=BERLIN)
    assert (await visitor.client.get("/kalender/alle.ics")).content == before


async def test_called_off_and_moved_dates_show_in_the_feed(visitor: Visitor) -> None:
    event_id = await a_published_event(terms=seats(5))
    first, second, *_rest = await occurrence_ids(event_id)
    before = (await visitor.client.get("/kalender/alle.ics")).content
    await call_off_date(first, CallingOff("Der Raum ist belegt."), SYSTEM, NOW)
    new_start = datetime(2027, 1, 20, 14, 0, tzinfo=BERLIN)
    move = Move(new_start, new_start.replace(hour=15), "Rathaus, Zimmer 3", "Wasserschaden")
    await move_date(second, move, SYSTEM, NOW)

    content = (await visitor.client.get("/kalender/alle.ics")).content
    assert content != before
    assert problems(content) == []
    assert library_occurrences(content)[:3] == [
        Occurrence(
            "2027-01-12 09:00",
            "2027-01-12 10:00",
            "ABGESAGT: Gymnastik im Sitzen",
            "CANCELLED",
        ),
        Occurrence(
            "2027-01-20 13:00",
            "2027-01-20 14:00",
            "VERLEGT: Gymnastik im Sitzen",
            "CONFIRMED",
        ),
        Occurrence("2027-01-26 09:00", "2027-01-26 10:00", "Gymnastik im Sitzen", "CONFIRMED"),
    ]


@pytest.mark.parametrize(
    "path", ["/kalender/thema/gibt-es-nicht.ics", "/kalender/unsinn", "/kalender/organisation/x/thema/y.ics"]
)
async def test_unknown_feeds_are_not_found(visitor: Visitor, path: str) -> None:
    await a_published_event()
    assert (await visitor.client.get(path)).status_code == 404


async def test_the_page_explains_how_to_subscribe(visitor: Visitor) -> None:
    await a_published_event()
    await visitor.get("/kalender?thema=bewegung")
    assert "/kalender/thema/bewegung.ics" in visitor.page.text
    assert "Format ICS, etwa 2 Kilobyte." in visitor.page.text


async def test_the_page_says_how_large_the_feed_is_now(visitor: Visitor) -> None:
    await a_published_event()
    await a_published_event(title="Treffen", description="Wir reden miteinander. " * 80)
    size = len((await visitor.client.get("/kalender/alle.ics")).content)
    await visitor.get("/kalender")
    before = said_size(visitor)
    assert (before, size > 2500) == (round(size / 1000), True)
    await a_published_event(title="Singen", description="Wir singen Volkslieder. " * 100)
    await visitor.get("/kalender")
    assert said_size(visitor) > before


def said_size(visitor: Visitor) -> int:
    found = re.search(r"Format ICS, etwa (\d+) Kilobyte", visitor.page.text)
    assert found
    return int(found[1])


async def test_the_page_says_when_a_feed_keeps_only_the_nearest_dates(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_COMPONENTS", 1)
    await a_published_event()
    await a_published_event(title="Singen macht froh")
    await visitor.get("/kalender")
    assert "Das sind sehr viele Termine." in visitor.page.text
