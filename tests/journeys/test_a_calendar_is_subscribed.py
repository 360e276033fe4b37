"""Somebody chooses a topic, subscribes to its calendar, and the calendar follows what the club changes."""

import re

from calendars.feed_checks import problems
from calendars.feed_parsers import library_occurrences
from makers import NOW, a_club, a_published_event, occurrence_ids, seats
from mittendrin.events.calendar_window import move_window
from people import a_responsible, sign_in
from visitor import ORIGIN, Visitor

DESK = "/verein/demo-turnverein-barbarossa"


async def test_a_calendar_follows_its_events(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club(), terms=seats(5))
    await move_window(NOW)
    address = await _subscribe(visitor)
    first = await visitor.client.get(address)
    assert problems(first.content) == []
    assert library_occurrences(first.content)[0].title == "Gymnastik im Sitzen"
    assert await _asked_again(visitor, address, first.headers["etag"]) == 304

    await _call_off(visitor, (await occurrence_ids(event_id))[0])
    visitor.client.cookies.clear()
    assert await _asked_again(visitor, address, first.headers["etag"]) == 200
    changed = await visitor.client.get(address)
    assert problems(changed.content) == []
    assert library_occurrences(changed.content)[0].title == "ABGESAGT: Gymnastik im Sitzen"
    assert await _asked_again(visitor, address, changed.headers["etag"]) == 304

    head = await visitor.client.head(address)
    assert (head.content, head.headers["etag"]) == (b"", changed.headers["etag"])


async def _subscribe(visitor: Visitor) -> str:
    """The address that the page offers, in the three forms that calendar programs want."""
    await visitor.get("/veranstaltungen")
    await visitor.get("/kalender")
    await visitor.submit("Auswahl übernehmen", thema="bewegung")
    offered = [link.href for link in visitor.page.links]
    path = "/kalender/thema/bewegung.ics"
    assert f"{ORIGIN}{path}" in offered
    assert re.sub("^https", "webcal", f"{ORIGIN}{path}") in offered
    assert any(one.startswith("https://calendar.google.com/") and "bewegung.ics" in one for one in offered)
    return path


async def _asked_again(visitor: Visitor, address: str, etag: str) -> int:
    return (await visitor.client.get(address, headers={"if-none-match": etag})).status_code


async def _call_off(visitor: Visitor, occurrence_id: int) -> None:
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{occurrence_id}")
    await visitor.click("Termin absagen")
    await visitor.submit("Weiter: Angaben prüfen", grund="Der Raum ist belegt.")
    await visitor.submit("Jetzt absagen")
