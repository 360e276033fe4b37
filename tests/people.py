"""The cast: always the same people, each signed in with a browser of their own.

    async def test_only_the_club_itself_may(app: ASGIApp, visitor: Visitor) -> None:
        await sign_in(visitor, await a_responsible())            # Demo-Turnverein Barbarossa
        await sign_in(visitor, await from_another_club())        # must see nothing of it

Each function makes the account (once a test) and answers its address; `sign_in` goes through the real form.
"""

import re

from makers import NOW, PASSWORD, a_city, a_club, a_member, an_account
from mittendrin.accounts.links import ask_for_link
from mittendrin.accounts.rules import LinkPurpose, Role
from mittendrin.accounts.tables import Account, SecondStep
from mittendrin.organisations.rules import MemberRole
from mittendrin.outbox.tables import Mail
from second_factors import code_at
from visitor import Page, Visitor

CLUB = "Demo-Turnverein Barbarossa"
OTHER_CLUB = "Demo-Wanderfreunde"


async def a_lead() -> str:
    return await _once("leitung@example.org", "Frau Leitung", Role.LEAD)


async def a_clerk() -> str:
    return await _once("buero@example.org", "Herr Büro", Role.CLERK)


async def a_board_member() -> str:
    return await _once("beirat@example.org", "Frau Beirat", Role.BOARD)


async def a_stranger() -> str:
    """Has an account and belongs to nothing."""
    return await _once("fremd@example.org", "Frau Fremd", Role.NONE)


async def a_responsible(club: str = CLUB) -> str:
    return await _member("verein@example.org", club, MemberRole.RESPONSIBLE)


async def a_maintainer(club: str = CLUB) -> str:
    return await _member("pflege@example.org", club, MemberRole.MAINTAINER)


async def from_another_club() -> str:
    return await _member("verein2@example.org", OTHER_CLUB, MemberRole.RESPONSIBLE)


async def sign_in(visitor: Visitor, email: str) -> Page:
    """Ends on the person's desk. Whoever was signed in with this browser is signed out first."""
    await a_city()
    visitor.client.cookies.clear()
    await visitor.get("/zugang")
    await visitor.submit("Anmelden", mail=email, passwort=PASSWORD)
    return await second_step(visitor, email) if visitor.page.path == "/zugang/code" else visitor.page


async def second_step(visitor: Visitor, email: str) -> Page:
    """Time stands still in tests, and a code counts once: what was typed before is forgotten."""
    ticket = await SecondStep.select(SecondStep.created_at).order_by(SecondStep.id, ascending=False).first()
    assert ticket
    await Account.update({Account.second_factor_step: 0}).where(Account.email == email)
    return await visitor.submit("Anmelden", code=code_at(ticket["created_at"]))


async def mail_to(email: str) -> str:
    """The last one."""
    mail = (
        await Mail.select(Mail.body).where(Mail.recipient == email).order_by(Mail.id, ascending=False).first()
    )
    assert mail, f"Nothing was written to {email}"
    return str(mail["body"])


async def link_in_mail_to(email: str) -> str:
    """The path of the first link in the last mail."""
    found = re.search(r"https?://[^/\s]+(/\S+)", await mail_to(email))
    assert found
    return found[1]


async def link_to(email: str, purpose: LinkPurpose) -> str:
    """The token of a fresh link that this person asked for."""
    await ask_for_link(email, purpose, NOW)
    return (await link_in_mail_to(email)).rsplit("/", maxsplit=1)[-1]


async def _once(email: str, name: str, role: Role) -> str:
    if not await Account.exists().where(Account.email == email):
        await an_account(email, role, name)
    return email


async def _member(email: str, club: str, role: MemberRole) -> str:
    if not await Account.exists().where(Account.email == email):
        await a_member(email, await a_club(club), role)
    return email
