"""The lead and the accounts of the city."""

from app_fixtures import StandingClock
from html_page import words
from makers import NOW, PASSWORD
from mittendrin.accounts.queries import account_with, actor_of_session
from mittendrin.accounts.rules import A_MOMENT
from mittendrin.accounts.sessions import start_session
from mittendrin.accounts.tables import Invitation
from people import a_board_member, a_clerk, a_lead, a_responsible, link_in_mail_to, mail_to, sign_in
from visitor import Visitor

PATH = "/buero/zugaenge"


async def the_page_of(visitor: Visitor, email: str) -> None:
    account = await account_with(email)
    assert account
    await visitor.get(f"{PATH}/{account.id}")


async def test_the_lead_invites_a_board_member(visitor: Visitor) -> None:
    await sign_in(visitor, await a_lead())
    await visitor.get(PATH)
    await visitor.submit("Einladung schicken", name="Herr Neu", mail="neu@example.org", rolle="board")
    assert "Die Einladung ist unterwegs." in visitor.page.text
    assert "Frau Leitung lädt Sie ein" in await mail_to("neu@example.org")
    assert "für den Seniorenbeirat" in await mail_to("neu@example.org")
    visitor.client.cookies.clear()
    await visitor.get(await link_in_mail_to("neu@example.org"))
    await visitor.submit("Zugang anlegen", passwort=PASSWORD)
    assert visitor.page.path == "/zugang/zweiter-schritt?weiter=%2Fbeirat"


async def test_an_invitation_is_sent_again_and_taken_back(visitor: Visitor, clock: StandingClock) -> None:
    await sign_in(visitor, await a_lead())
    await visitor.get(PATH)
    await visitor.submit("Einladung schicken", name="Herr Neu", mail="neu@example.org", rolle="clerk")
    first = await link_in_mail_to("neu@example.org")
    clock.now += A_MOMENT
    await visitor.submit("Noch einmal schicken")
    assert first != await link_in_mail_to("neu@example.org")
    await visitor.submit("Zurücknehmen")
    assert await Invitation.count() == 0


async def test_whoever_has_an_account_is_not_invited_to_another_role(visitor: Visitor) -> None:
    email = await a_clerk()
    await sign_in(visitor, await a_lead())
    await visitor.get(PATH)
    await visitor.submit("Einladung schicken", name="Herr Büro", mail=email, rolle="lead")
    assert visitor.page.errors[0].startswith("Diese E-Mail-Adresse hat schon einen Zugang.")


async def test_the_lead_changes_a_role(visitor: Visitor) -> None:
    email = await a_board_member()
    await sign_in(visitor, await a_lead())
    await the_page_of(visitor, email)
    await visitor.submit("Aufgabe speichern", rolle="clerk")
    assert "Die neue Aufgabe gilt ab jetzt." in visitor.page.text
    await sign_in(visitor, email)
    assert visitor.page.path == "/buero"


async def test_closing_an_account_ends_its_sessions_and_opening_brings_it_back(visitor: Visitor) -> None:
    email = await a_responsible()
    account = await account_with(email)
    assert account
    session = await start_session(account.id, NOW)
    await sign_in(visitor, await a_lead())
    await the_page_of(visitor, email)
    await visitor.submit("Jetzt schließen")
    assert await actor_of_session(session, NOW) is None
    await the_page_of(visitor, email)
    await visitor.submit("Wieder öffnen")
    await sign_in(visitor, email)
    assert visitor.page.path.startswith("/verein")


async def test_nobody_closes_the_own_account_or_gives_up_the_last_lead(visitor: Visitor) -> None:
    email = await a_lead()
    await sign_in(visitor, email)
    await the_page_of(visitor, email)
    await visitor.submit("Jetzt schließen")
    assert visitor.page.errors == ["Das ist Ihr eigener Zugang. Ihn kann nur jemand anders schließen."]
    await visitor.submit("Aufgabe speichern", rolle="clerk")
    assert visitor.page.errors[0].startswith("Das ist die einzige Leitung.")


async def test_the_clerk_does_not_see_the_door(visitor: Visitor) -> None:
    await sign_in(visitor, await a_clerk())
    await visitor.get("/buero/einstellungen")
    assert "Zugänge" not in [link.text for link in visitor.page.links]
    assert (await visitor.get(PATH)).status == 403


async def test_the_lead_finds_the_door_under_the_settings(visitor: Visitor) -> None:
    await sign_in(visitor, await a_lead())
    await visitor.get("/buero/einstellungen")
    await visitor.click("Zugänge")
    assert visitor.page.heading == "Zugänge"
    menu = next(visitor.page.tree.iter("nav"))
    assert [words(one) for one in menu.iter("a") if "aria-current" in one.attrib] == ["Einstellungen"]
