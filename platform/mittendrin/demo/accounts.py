"""Who can sign in to the sample, and in whose name its acts are done."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.accounts.actions import Gate, NewAccount, insert_account
from mittendrin.accounts.rules import Role
from mittendrin.accounts.tables import Account
from mittendrin.audit.rules import SYSTEM, Channel, Doer
from mittendrin.database.transactions import transaction
from mittendrin.demo.city import Organisation
from mittendrin.demo.ground import Ground
from mittendrin.organisations.rules import MemberRole
from mittendrin.organisations.tables import Membership

PASSWORD = "mittendrin-demo"  # noqa: S105


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """`what` tells the reader of the list whose desk it opens."""

    email: str
    name: str
    what: str
    role: Role = Role.NONE
    organisation: str = ""
    member: MemberRole = MemberRole.RESPONSIBLE


OFFICE = DemoAccount("buero@example.org", "Frau Demo", "the office, lead", Role.LEAD)
BOARD = DemoAccount("beirat@example.org", "Herr Demo", "the advisory board", Role.BOARD)
ACCOUNTS = (
    OFFICE,
    BOARD,
    # Belongs to a club, so that the board's pages show on what she may not decide.
    DemoAccount(
        "beirat2@example.org",
        "Frau Demo-Zweite",
        "the advisory board, also in the Turnverein",
        Role.BOARD,
        "demo-turnverein-barbarossa",
        MemberRole.MAINTAINER,
    ),
    DemoAccount(
        "verein@example.org",
        "Frau Demo-Barbarossa",
        "Demo-Turnverein Barbarossa, responsible",
        organisation="demo-turnverein-barbarossa",
    ),
    DemoAccount(
        "verein2@example.org",
        "Herr Demo-Fruchtmarkt",
        "Demo-Kulturkreis Fruchtmarkt, maintainer",
        organisation="demo-kulturkreis-fruchtmarkt",
        member=MemberRole.MAINTAINER,
    ),
)


@dataclass(frozen=True, slots=True)
class Team:
    """Account ids by e-mail address."""

    ids: dict[str, int]

    @property
    def board(self) -> Doer:
        return Doer(BOARD.name, account_id=self.ids[BOARD.email])

    def office_for(self, caller: str, channel: Channel) -> Doer:
        return Doer(OFFICE.name, channel, self.ids[OFFICE.email], on_behalf_of=caller)

    def writer_for(self, organisation: Organisation) -> Doer:
        """Organisations without an account of their own write by the name of their contact."""
        for account in ACCOUNTS:
            if account.organisation == organisation.slug and account.role is Role.NONE:
                return Doer(account.name, account_id=self.ids[account.email])
        return Doer(organisation.contact)


async def add_accounts(ground: Ground, gate: Gate, now: datetime) -> Team:
    ids = {}
    for one in ACCOUNTS:
        new = NewAccount(one.email, one.name, one.role, PASSWORD)
        ids[one.email] = await _add_sample_account(new, gate, now)
        if one.organisation:
            membership = Membership(
                organisation=ground.organisations[one.organisation],
                account=ids[one.email],
                role=one.member.value,
            )
            await Membership.insert(membership)
    return Team(ids)


async def _add_sample_account(new: NewAccount, gate: Gate, now: datetime) -> int:
    """Its password is known to everybody, so nobody else may choose it, and a second factor would protect nothing;
    nothing else marks accounts so.
    """
    hashed = await gate.passwords.hash(new.password)
    async with transaction():
        account_id = await insert_account(new, hashed, SYSTEM, now)
        await Account.update({Account.sample: True}).where(Account.id == account_id)
    return account_id
