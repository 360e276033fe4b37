"""A club calls a date off and changes the series through its pages: mail, call list, feed, paper and page say so."""

from makers import CLUB, NOW, a_club, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.rules import Target
from people import a_responsible, mail_to, sign_in
from visitor import Visitor

DESK = "/verein/demo-turnverein-barbarossa"
EVENT = "/veranstaltungen/gymnastik-im-sitzen"
WITH_MAIL = "gast@example.org"


async def test_everybody_learns_of_it_on_their_own_way(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club(), terms=seats(5))
    for title in ("Chor", "Schach"):  # a club that is proven waits for nobody
        await a_published_event(await a_club(), title=title)
    first, _second, third, *_later = await occurrence_ids(event_id)
    await sign_up(Target(event_id, first), a_wish("Demo-Person 1", email=WITH_MAIL), CLUB, NOW)
    await sign_up(Target(event_id, first), a_wish("Demo-Person 2"), CLUB, NOW)
    await sign_up(Target(event_id, third), a_wish("Demo-Person 3", email=WITH_MAIL), CLUB, NOW)

    await _call_off(visitor, first)
    assert "Ein Rohr ist gebrochen." in await mail_to(WITH_MAIL)
    await visitor.get(f"{DESK}/anrufe")
    assert "Demo-Person 2" in visitor.page.text
    assert await _purposes() == ["called_off"]
    await _seen_everywhere(visitor, "FÄLLT AUS", "ABGESAGT: Gymnastik im Sitzen")

    await _move_to_wednesday(visitor, event_id)
    assert "Mittwoch, 27. Januar" in await mail_to(WITH_MAIL)
    visitor.client.cookies.clear()
    await visitor.get(EVENT)
    assert "Mittwoch, 27. Januar, 10 bis 11 Uhr" in visitor.page.text
    assert "Dienstag, 19. Januar" in await _month(visitor)
    assert "Mittwoch, 27. Januar" in await _month(visitor)
    feed = (await visitor.client.get("/kalender/alle.ics")).text
    assert feed.count("SUMMARY:Gymnastik im Sitzen") == 2
    assert feed.replace("\r\n ", "").count("RELATED-TO;RELTYPE=SIBLING:") == 2


async def _call_off(visitor: Visitor, occurrence_id: int) -> None:
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{occurrence_id}")
    await visitor.click("Termin absagen")
    await visitor.submit("Weiter: Angaben prüfen", grund="Ein Rohr ist gebrochen.")
    await visitor.submit("Jetzt absagen und Bescheid sagen")


async def _move_to_wednesday(visitor: Visitor, event_id: int) -> None:
    await visitor.get(f"{DESK}/veranstaltungen/{event_id}/ab-einem-tag")
    begins = {"tag-tag": "25", "tag-monat": "1", "tag-jahr": "2027"}
    await visitor.submit(
        "Weiter: Angaben prüfen", **begins, wochentage=["mittwoch"], grund="Der Raum ist belegt."
    )
    await visitor.submit("So ändern und Bescheid sagen")


async def _seen_everywhere(visitor: Visitor, on_pages: str, in_feed: str) -> None:
    for path in (EVENT, "/programm/2027-01"):
        await visitor.get(path)
        assert on_pages in visitor.page.text, path
        assert "Ein Rohr ist gebrochen" in visitor.page.text, path
    await visitor.get("/veranstaltungen")
    assert in_feed in visitor.page.text
    assert on_pages in (await visitor.client.get("/programm/2027-01.txt")).text
    assert in_feed in (await visitor.client.get("/kalender/alle.ics")).text


async def _month(visitor: Visitor) -> str:
    return (await visitor.get("/programm/2027-01")).text


async def _purposes() -> list[str]:
    return [row["purpose"] for row in await CallTask.select(CallTask.purpose).where(CallTask.state == "open")]
