"""The board looks at what an organisation says of itself."""

from makers import NOW, a_club
from mittendrin.audit.rules import Doer
from mittendrin.organisations.profiles import submit_profile
from mittendrin.organisations.queries import organisation_by_slug, profile_of
from mittendrin.organisations.rules import Profile
from people import CLUB, a_board_member, sign_in
from visitor import Visitor

TEXT = "Wir turnen mit allen über 60."


async def a_waiting_profile() -> int:
    club = await a_club()
    await submit_profile(club, Profile(TEXT, "https://example.org", ()), Doer("Frau Demo"), NOW)
    return club


async def text_of_the_club() -> str:
    return (await profile_of(await organisation_by_slug("demo-turnverein-barbarossa"))).text


async def test_the_board_lets_a_profile_through(visitor: Visitor) -> None:
    await a_waiting_profile()
    await sign_in(visitor, await a_board_member())
    await visitor.click(CLUB)
    assert TEXT in visitor.page.text
    assert "https://example.org" in visitor.page.text
    await visitor.submit("Freigeben")
    assert "Nichts wartet." in visitor.page.text
    assert await text_of_the_club() == TEXT


async def test_the_board_sends_a_profile_back(visitor: Visitor) -> None:
    await a_waiting_profile()
    await sign_in(visitor, await a_board_member())
    await visitor.click(CLUB)
    await visitor.submit("Zurückgeben")
    assert visitor.page.errors == ["Wählen Sie bitte einen Grund."]
    await visitor.submit("Zurückgeben", grund="advertising")
    assert await text_of_the_club() == ""
    assert "Nichts wartet." in visitor.page.text
