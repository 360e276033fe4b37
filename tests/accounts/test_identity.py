"""A new name, a new address: what changes, who is told, and who has to prove it."""

import pytest

from databases import Database
from makers import NOW, PASSWORD, a_gate, an_account
from mittendrin.accounts import identity, links
from mittendrin.accounts.actions import Origin
from mittendrin.accounts.identity import Identity
from mittendrin.accounts.queries import account_of, actor_of_session
from mittendrin.accounts.rules import Actor, LinkPurpose, Role
from mittendrin.accounts.sessions import start_session
from mittendrin.accounts.tables import SecondStep
from mittendrin.accounts.tickets import issue
from mittendrin.accounts.upkeep import Proof, change_role
from mittendrin.audit.rules import SYSTEM
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.outbox.tables import Mail
from people import a_lead, a_responsible, link_to, sign_in
from visitor import Visitor

OLD, NEW = "alt@example.org", "neu@example.org"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "EVEN_SECONDS", 0.0)


async def test_a_new_address_ends_sessions_links_and_waiting_sign_ins_and_is_told_to_both(
    database: Database,
) -> None:
    account_id = await an_account(OLD)
    session = await start_session(account_id, NOW)
    token = await link_to(OLD, LinkPurpose.SIGN_IN)
    await issue(account_id, NOW)
    await identity.change_address(account_id, NEW.upper(), SYSTEM, NOW)
    assert (await account_of(account_id)).email == NEW
    assert await actor_of_session(session, NOW) is None
    assert await SecondStep.count() == 0
    with pytest.raises(NotFound):
        await links.sign_in_by_link(token, Origin("192.0.2.1"), a_gate(), NOW)
    told = await Mail.select(Mail.recipient).where(Mail.purpose == "address_changed").order_by(Mail.id)
    assert [row["recipient"] for row in told] == [OLD, NEW]


async def test_an_address_that_is_taken_changes_nothing(database: Database) -> None:
    account_id = await an_account(OLD)
    await an_account(NEW)
    session = await start_session(account_id, NOW)
    with pytest.raises(Refused, match="gibt es schon einen Zugang"):
        await identity.put_right(account_id, Identity("Frau Neu", NEW), SYSTEM, NOW)
    account = await account_of(account_id)
    assert (account.name, account.email) == ("Frau Demo", OLD)
    assert await actor_of_session(session, NOW)
    assert await Mail.count() == 0


async def test_the_own_address_needs_the_password(database: Database) -> None:
    actor = Actor(await an_account(OLD), "Frau Demo", Role.NONE)
    with pytest.raises(Refused, match="Passwort stimmt nicht"):
        wrong = Proof("falsch, aber lang genug", "192.0.2.1")
        await identity.change_own_address(actor, NEW, wrong, a_gate(), NOW)
    await identity.change_own_address(actor, NEW, Proof(PASSWORD, "192.0.2.1"), a_gate(), NOW)
    assert (await account_of(actor.account_id)).email == NEW


async def test_somebody_changes_their_own_address(visitor: Visitor) -> None:
    await sign_in(visitor, await a_responsible())
    await visitor.click("Mein Zugang")
    await visitor.click("E-Mail-Adresse ändern")
    await visitor.submit("Adresse ändern", mail="keine", passwort="")
    assert len(visitor.page.errors) == 2
    await visitor.submit("Adresse ändern", mail=NEW, passwort=PASSWORD)
    assert "Ihre neue E-Mail-Adresse gilt." in visitor.page.text
    await visitor.submit("Anmelden", mail=NEW, passwort=PASSWORD)
    assert visitor.page.path.startswith("/verein")


async def test_the_lead_puts_name_and_address_right(visitor: Visitor) -> None:
    account_id = await an_account(OLD)
    await sign_in(visitor, await a_lead())
    await visitor.get(f"/buero/zugaenge/{account_id}")
    await visitor.submit("Angaben speichern", name="", mail="keine")
    assert len(visitor.page.errors) == 2
    await visitor.submit("Angaben speichern", name="Frau Neu", mail=NEW)
    assert "Die neuen Angaben gelten." in visitor.page.text
    account = await account_of(account_id)
    assert (account.name, account.email) == ("Frau Neu", NEW)
    acts = await AuditEntry.select(AuditEntry.act).where(AuditEntry.subject == f"account:{account_id}")
    assert {"account.renamed", "account.address_changed"} <= {row["act"] for row in acts}


async def test_the_lead_s_own_address_is_changed_with_the_password_only(visitor: Visitor) -> None:
    await sign_in(visitor, await a_lead())
    await visitor.get("/buero/zugaenge")
    await visitor.click("Frau Leitung, leitung@example.org")
    await visitor.submit("Angaben speichern", name="Frau Leitung", mail=NEW)
    assert visitor.page.errors == ["Ihre eigene Adresse ändern Sie unter „Mein Zugang“."]
    await visitor.submit("Angaben speichern", name="Frau Demo-Leitung", mail="leitung@example.org")
    assert "Die neuen Angaben gelten." in visitor.page.text


async def test_a_new_role_ends_every_session(database: Database) -> None:
    """A club's session may have begun without a password: it must not become the office's."""
    account_id = await an_account(OLD)
    session = await start_session(account_id, NOW)
    await change_role(account_id, Role.CLERK, SYSTEM, NOW)
    assert await actor_of_session(session, NOW) is None
