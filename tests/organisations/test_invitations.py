"""From the invitation in a mail to the own desk."""

from datetime import timedelta

import pytest

from app_fixtures import StandingClock
from databases import Database
from makers import CLUB as CLUB_DOER
from makers import NOW, PASSWORD, a_city, a_club
from mittendrin.accounts.invitations import Invitee, invite, invite_first_lead, send_again
from mittendrin.accounts.queries import account_with
from mittendrin.accounts.rules import Role
from mittendrin.accounts.tables import Account, Invitation, Session
from mittendrin.accounts.upkeep import change_role
from mittendrin.audit.rules import SYSTEM
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import Refused
from mittendrin.organisations.queries import belongings
from mittendrin.organisations.rules import MemberRole
from mittendrin.outbox.tables import Mail
from people import (
    CLUB,
    a_clerk,
    a_lead,
    a_responsible,
    from_another_club,
    link_in_mail_to,
    mail_to,
    sign_in,
)
from visitor import Visitor

NEW = "neu@example.org"


async def invited(email: str = NEW, role: MemberRole = MemberRole.MAINTAINER, club: str = CLUB) -> str:
    await a_city()
    invitee = Invitee(email, "Frau Neu", Role.NONE, club, await a_club(club), role.value)
    return await invite(invitee, CLUB_DOER, NOW)


async def roles_of(email: str) -> list[tuple[str, str]]:
    account = await account_with(email)
    assert account
    return [(one.name, one.role) for one in await belongings(account.id)]


async def test_an_invited_person_chooses_a_password_and_is_there(visitor: Visitor) -> None:
    path = await invited()
    assert await link_in_mail_to(NEW) == path
    assert "gilt bis Montag, 18. Januar 2027" in await mail_to(NEW)
    await visitor.get(path)
    await visitor.submit("Zugang anlegen", name="Frau Anders", passwort="kurz")
    assert visitor.page.errors
    await visitor.submit("Zugang anlegen", passwort=PASSWORD)
    assert await roles_of(NEW) == [(CLUB, "maintainer")]
    assert visitor.page.path.startswith("/verein")
    assert await Account.select(Account.name) == [{"name": "Frau Anders"}]


async def test_an_invitation_works_once(visitor: Visitor) -> None:
    path = await invited()
    await visitor.get(path)
    await visitor.submit("Zugang anlegen", passwort=PASSWORD)
    visitor.client.cookies.clear()
    for page in (await visitor.get(path), await visitor.post(path, {"name": "X", "passwort": PASSWORD})):
        assert (page.status, page.heading) == (404, "Diese Einladung gilt nicht mehr")
    assert await Account.count() == 1


async def test_an_invitation_gets_old_and_a_new_one_replaces_it(
    visitor: Visitor, clock: StandingClock
) -> None:
    path = await invited()
    clock.now = NOW + timedelta(days=7)
    assert (await visitor.get(path)).status == 404
    row = await Invitation.select(Invitation.id).first()
    assert row
    await send_again(row["id"], CLUB, CLUB_DOER, clock.now)
    assert (await visitor.get(path)).status == 404
    assert (await visitor.get(await link_in_mail_to(NEW))).status == 200


async def test_inviting_twice_leaves_one_way_in(visitor: Visitor) -> None:
    first = await invited()
    second = await invited(role=MemberRole.RESPONSIBLE)
    assert [(await visitor.get(path)).status for path in (first, second)] == [404, 200]


async def test_who_has_an_account_only_joins(visitor: Visitor) -> None:
    email = await from_another_club()
    path = await invited(email)
    await visitor.get(path)
    assert visitor.page.heading == "Sie sind eingeladen"
    await visitor.submit("Einladung annehmen")
    assert visitor.page.path.startswith("/zugang")
    assert not visitor.client.cookies
    assert await roles_of(email) == [(CLUB, "maintainer"), ("Demo-Wanderfreunde", "responsible")]


async def test_joining_again_takes_no_role_away(visitor: Visitor) -> None:
    email = await a_responsible()
    await visitor.get(await invited(email))
    await visitor.submit("Einladung annehmen")
    assert await roles_of(email) == [(CLUB, "responsible")]


async def test_nobody_takes_over_an_account_by_an_invitation(visitor: Visitor) -> None:
    email = await from_another_club()
    path = await invited(email)
    await visitor.post(path, {"name": "Fremd", "passwort": "ganz anderes Passwort"})
    assert visitor.page.errors == ["Für diese E-Mail-Adresse gibt es schon einen Zugang."]
    assert await Invitation.exists().where(Invitation.used_at.is_null())


async def test_the_first_lead_comes_by_a_command_and_only_once(visitor: Visitor, database: Database) -> None:
    await a_city()
    path = await invite_first_lead("leitung@example.org", "Frau Leitung", NOW)
    assert await Mail.select(Mail.subject) == [
        {"subject": "Ihre Einladung zu Mittendrin, für das Seniorenbüro"}
    ]
    await visitor.get(path)
    assert "bei Mittendrin mitzuarbeiten, für das Seniorenbüro." in visitor.page.text
    await visitor.submit("Zugang anlegen", passwort=PASSWORD)
    assert visitor.page.path == "/zugang/zweiter-schritt?weiter=%2Fbuero"
    assert [row["act"] for row in await AuditEntry.select(AuditEntry.act).order_by(AuditEntry.id)] == [
        "account.invited",
        "account.added",
        "account.signed_in",
    ]
    with pytest.raises(Refused, match="schon eine Leitung"):
        await invite_first_lead("zweite@example.org", "Frau Zweite", NOW)


async def test_a_lead_who_is_there_stops_the_command(database: Database) -> None:
    await a_lead()
    with pytest.raises(Refused):
        await invite_first_lead("zweite@example.org", "Frau Zweite", NOW)


async def as_role(email: str, role: Role) -> str:
    await a_city()
    return await invite(Invitee(email, "Frau Neu", role, "das Seniorenbüro"), SYSTEM, NOW)


async def role_of(email: str) -> Role:
    account = await account_with(email)
    assert account
    return account.role


async def test_who_has_an_account_takes_on_the_role_in_the_city_that_the_invitation_names(
    visitor: Visitor,
) -> None:
    email = await a_responsible()
    await sign_in(visitor, email)
    await visitor.get(await as_role(email, Role.LEAD))
    await visitor.submit("Einladung annehmen")
    assert (visitor.page.path, await Session.count()) == ("/zugang", 0)
    assert (await role_of(email), await roles_of(email)) == (Role.LEAD, [(CLUB, "responsible")])
    last = (
        await AuditEntry.select(AuditEntry.act, AuditEntry.detail)
        .order_by(AuditEntry.id, ascending=False)
        .first()
    )
    assert last == {"act": "account.role_changed", "detail": "Seniorenbüro, Leitung"}
    await visitor.submit("Anmelden", mail=email, passwort=PASSWORD)
    assert visitor.page.path.startswith("/zugang/zweiter-schritt")


async def test_the_only_lead_stays_lead_and_the_invitation_stays_open(visitor: Visitor) -> None:
    email = await a_lead()
    await visitor.get(await as_role(email, Role.BOARD))
    await visitor.submit("Einladung annehmen")
    assert visitor.page.errors == [
        "Das ist die einzige Leitung. Geben Sie bitte zuerst jemand anderem diese Aufgabe."
    ]
    assert await role_of(email) is Role.LEAD
    assert await Invitation.exists().where(Invitation.used_at.is_null())


async def test_an_invitation_of_an_organisation_leaves_the_role_in_the_city(visitor: Visitor) -> None:
    email = await a_clerk()
    await visitor.get(await invited(email))
    await visitor.submit("Einladung annehmen")
    assert (await role_of(email), await roles_of(email)) == (Role.CLERK, [(CLUB, "maintainer")])


async def test_what_the_lead_says_later_counts_and_not_an_older_invitation(visitor: Visitor) -> None:
    email = await a_clerk()
    path = await as_role(email, Role.LEAD)
    account = await account_with(email)
    assert account
    await change_role(account.id, Role.NONE, SYSTEM, NOW)
    assert (await visitor.get(path)).status == 404
    assert await role_of(email) is Role.NONE
