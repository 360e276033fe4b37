"""One account from its invitation to its end: password, signing out, a lost password, a link by mail, closing."""

import pytest

from makers import PASSWORD
from mittendrin.accounts import links
from people import CLUB, a_lead, a_responsible, link_in_mail_to, mail_to, sign_in
from visitor import Visitor

NEW_PERSON = "neu@example.org"
NEW_PASSWORD = "drei rote Boote im Hafen"
MEMBERS = "/verein/demo-turnverein-barbarossa"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "EVEN_SECONDS", 0.0)


async def test_from_the_invitation_to_the_end(visitor: Visitor) -> None:
    await a_responsible()
    await _is_invited(visitor)
    await visitor.get(await link_in_mail_to(NEW_PERSON))
    await visitor.submit("Zugang anlegen", name="Frau Neu", passwort=PASSWORD)
    assert visitor.page.path.startswith(MEMBERS)

    await visitor.submit("Abmelden")
    assert visitor.page.heading == "Sie sind abgemeldet."
    await _is_sent_away(visitor)

    await _forgets_the_password(visitor)
    await _comes_by_a_link(visitor)
    session = dict(visitor.client.cookies)
    await _is_closed(visitor)
    visitor.client.cookies.clear()
    visitor.client.cookies.update(session)
    await _is_sent_away(visitor)
    await visitor.get("/zugang")
    await visitor.submit("Anmelden", mail=NEW_PERSON, passwort=NEW_PASSWORD)
    assert visitor.page.errors == ["E-Mail-Adresse oder Passwort stimmt nicht."]


async def _is_invited(visitor: Visitor) -> None:
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{MEMBERS}/menschen")
    await visitor.submit("Einladung schicken", name="Frau Neu", mail=NEW_PERSON, rolle="maintainer")
    assert CLUB in await mail_to(NEW_PERSON)
    visitor.client.cookies.clear()


async def _is_sent_away(visitor: Visitor) -> None:
    await visitor.get(MEMBERS)
    assert visitor.page.path.startswith("/zugang")


async def _is_closed(visitor: Visitor) -> None:
    await sign_in(visitor, await a_lead())
    await visitor.get("/buero/zugaenge")
    await visitor.click(f"Frau Neu, {NEW_PERSON}")
    await visitor.submit("Jetzt schließen")
    assert "Der Zugang ist geschlossen." in visitor.page.text


async def _forgets_the_password(visitor: Visitor) -> None:
    await visitor.get("/zugang/passwort-vergessen")
    await visitor.submit("Link schicken", mail=NEW_PERSON)
    await visitor.get(await link_in_mail_to(NEW_PERSON))
    await visitor.submit("Passwort speichern", passwort=NEW_PASSWORD)
    await visitor.get("/zugang")
    await visitor.submit("Anmelden", mail=NEW_PERSON, passwort=PASSWORD)
    assert visitor.page.errors == ["E-Mail-Adresse oder Passwort stimmt nicht."]
    await visitor.submit("Anmelden", mail=NEW_PERSON, passwort=NEW_PASSWORD)
    assert visitor.page.path.startswith(MEMBERS)


async def _comes_by_a_link(visitor: Visitor) -> None:
    await visitor.submit("Abmelden")
    await visitor.get("/zugang/link")
    await visitor.submit("Link schicken", mail=NEW_PERSON)
    link = await link_in_mail_to(NEW_PERSON)
    await visitor.get(link)
    await visitor.submit("Jetzt anmelden")
    assert visitor.page.path.startswith(MEMBERS)
    await visitor.get(link)
    assert visitor.page.path.startswith(MEMBERS)
