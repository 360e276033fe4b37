"""A club writes, the board returns it, the club mends it, the board lets it through, visitors find it."""

from app_fixtures import StandingClock
from desks.club_walk import to_preview
from makers import a_topic, a_venue
from people import a_board_member, a_maintainer, mail_to, sign_in
from visitor import Visitor


async def test_returned_with_a_reason_mended_and_let_through(visitor: Visitor, clock: StandingClock) -> None:
    await a_topic()
    await a_venue()
    club, member = await a_maintainer(), await a_board_member()
    await sign_in(visitor, club)
    await to_preview(visitor)
    await visitor.submit("So einreichen")

    await sign_in(visitor, member)
    await visitor.click("Boule-Treff")
    assert visitor.page.heading == "Boule-Treff: neu"
    await visitor.submit("Zurückgeben", grund="missing", worte="der Treffpunkt")

    assert "Es fehlt noch etwas: der Treffpunkt. Bitte ergänzen Sie es." in await mail_to(club)
    await sign_in(visitor, club)
    assert "Es fehlt noch etwas: der Treffpunkt." in visitor.page.text
    await visitor.get(f"{visitor.page.path}/veranstaltungen/1/aendern")
    await visitor.submit("So einreichen")

    await sign_in(visitor, member)
    await visitor.click("Boule-Treff")
    assert "zurückgegeben" in visitor.page.text
    await visitor.submit("Freigeben")
    assert "Ihr Beitrag ist jetzt zu sehen: Boule-Treff" in await mail_to(club)
    await visitor.get("/veranstaltungen/boule-treff")
    assert visitor.page.heading == "Boule-Treff"
