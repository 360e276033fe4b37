"""From a club's form to the visitor's page and calendar, with the board between."""

from desks.club_walk import DESK, HOURS, to_preview
from makers import a_topic, a_venue
from people import a_board_member, a_maintainer, sign_in
from visitor import Visitor


async def test_a_club_writes_the_board_reads_visitors_and_calendars_have_it(visitor: Visitor) -> None:
    await a_topic()
    await a_venue()
    await sign_in(visitor, await a_maintainer())
    await to_preview(
        visitor, "wochentag-im-monat", der_wievielte="2", wochentage="dienstag",
        ab_tag="1", ab_monat="3", ab_jahr="2027", **HOURS,
    )  # fmt: skip
    await visitor.submit("So einreichen")
    assert "Wir prüfen Ihren Beitrag. Das dauert meist 2 Arbeitstage." in visitor.page.text
    await visitor.get("/veranstaltungen")
    assert "Boule-Treff" not in visitor.page.text

    await sign_in(visitor, await a_board_member())
    await visitor.get("/beirat")
    await visitor.click("Boule-Treff")
    assert "jeden 2. Dienstag im Monat" in visitor.page.text
    await visitor.submit("Freigeben")

    visitor.client.cookies.clear()
    await visitor.get("/veranstaltungen/boule-treff")
    assert "Dienstag, 9. März, 10 bis 11.30 Uhr" in visitor.page.text
    feed = await visitor.client.get("/kalender/alle.ics")
    assert "SUMMARY:Boule-Treff" in feed.text

    await sign_in(visitor, await a_maintainer())
    await visitor.get(DESK)
    assert "Dienstag, 9. März, 10 bis 11.30 Uhr" in visitor.page.text
