"""Feeds over HTTP: what calendar programs get, before and after each kind of change."""

from datetime import datetime

import pytest

from app_fixtures import StandingClock
from calendars.feed_checks import problems
from calendars.feed_parsers import Occurrence, library_occurrences
from makers import BERLIN, NOW, a_published_event, occurrence_ids, seats
from mittendrin.audit.rules import SYSTEM
from mittendrin.calendars import rules
from mittendrin.calendars.actions import move_window
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from visitor import Visitor

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


async def test_the_page_says_when_a_feed_keeps_only_the_nearest_dates(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_COMPONENTS", 1)
    await a_published_event()
    await a_published_event(title="Singen macht froh")
    await visitor.get("/kalender")
    assert "Das sind sehr viele Termine." in visitor.page.text
