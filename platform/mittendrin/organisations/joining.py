"""Accepting an invitation: the account, and with it the place in the organisation that invited."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.accounts import invitations, queries
from mittendrin.accounts.actions import Gate, NewAccount, hash_new_password, insert_account, let_in
from mittendrin.accounts.queries import AccountView, InvitationView
from mittendrin.accounts.upkeep import change_role
from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import refuse_duplicate
from mittendrin.organisations.actions import subject_of
from mittendrin.organisations.tables import Membership


@dataclass(frozen=True, slots=True)
class Acceptance:
    """`network` is the address the request came from."""

    token: str
    name: str
    password: str
    network: str


async def accept_invitation(wish: Acceptance, gate: Gate, now: datetime) -> str:
    """For somebody new: answers the value of their first session. Raises NotFound and Refused."""
    invitation = await queries.open_invitation(wish.token, now)
    hashed = await hash_new_password(invitation.email, wish.password, gate)
    new = NewAccount(invitation.email, wish.name, invitation.role, wish.password)
    with refuse_duplicate(_("Für diese E-Mail-Adresse gibt es schon einen Zugang.")):
        async with transaction():
            await invitations.use(wish.token, now)
            account_id = await insert_account(new, hashed, Doer(wish.name), now)
            await _join(account_id, wish.name, invitation, now)
            return (await let_in(account_id, gate.trial(invitation.email, wish.network), now)).session


async def join_with_known_account(token: str, now: datetime) -> None:
    """The link came by mail, so it proves the address; signing in still asks for the password, and for the second
    factor where the new role has one.
    """
    invitation = await queries.open_invitation(token, now)
    async with transaction():
        account = await queries.account_with(invitation.email)
        if account is None or not account.active:
            raise Refused(_("Ihr Zugang ist geschlossen. Rufen Sie uns bitte an."))
        await invitations.use(token, now)
        await _take_on_role(account, invitation, now)
        await _join(account.id, account.name, invitation, now)


async def _take_on_role(account: AccountView, invitation: InvitationView, now: datetime) -> None:
    """What an organisation invites to says nothing about the role in the city."""
    if invitation.organisation is None and invitation.role is not account.role:
        await change_role(account.id, invitation.role, Doer(account.name, account_id=account.id), now)


async def _join(account_id: int, name: str, invitation: InvitationView, now: datetime) -> None:
    if invitation.organisation is None:
        return
    # Whoever belongs already keeps the role: it is changed on the page of the people.
    if await Membership.exists().where(
        Membership.account == account_id, Membership.organisation == invitation.organisation
    ):
        return
    await Membership.insert(
        Membership(
            account=account_id, organisation=invitation.organisation, role=invitation.organisation_role
        )
    )
    act = Act("organisation.member_joined", subject_of(invitation.organisation), title=name)
    await record(act, Doer(name, account_id=account_id), now)
