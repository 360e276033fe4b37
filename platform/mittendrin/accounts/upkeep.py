"""Changes of an account that exists: its password, its role, its end, and what is forgotten with time."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.accounts import queries, sessions
from mittendrin.accounts.actions import (
    Gate,
    TooManyTries,
    count_attempt,
    counted_as,
    doer,
    hash_new_password,
    know_network,
    let_in,
)
from mittendrin.accounts.invitations import forget_roles_offered
from mittendrin.accounts.links import forget_links
from mittendrin.accounts.messages import Letter, write
from mittendrin.accounts.rules import (
    FAILED_ATTEMPT_KEPT,
    INVITATION_KEPT,
    KNOWN_NETWORK_KEPT,
    ROLE_WORDS,
    SESSION_IDLE,
    Actor,
    Role,
)
from mittendrin.accounts.tables import Account, AccountLink, Invitation, Session, SignInAttempt
from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """`network` is the address the request came from."""

    old: str
    new: str
    network: str
    browser: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """The password once more. `network` is the address the request came from, `field` where the password was typed,
    `browser` what stands for the browser, or empty.
    """

    password: str
    network: str
    field: str = "passwort"
    browser: str = ""


async def owner_proven(actor: Actor, proof: Proof, gate: Gate, now: datetime) -> Account:
    """A session left open on a table in the library is not enough for what could keep the owner out."""
    account = await Account.objects().where(Account.id == actor.account_id).first()
    if account is None:
        raise Refused(_("Diesen Zugang gibt es nicht mehr."))
    at_home = gate.trial(account.email, proof.browser)
    trial = await counted_as(at_home, gate.trial(account.email, proof.network))
    try:
        await count_attempt(trial, now)
    except TooManyTries as refused:
        raise Refused(refused.sentence, proof.field) from None
    if not await gate.passwords.verify(account.password_hash, proof.password):
        raise Refused(_("Das bisherige Passwort stimmt nicht."), proof.field)
    await know_network(trial, now)
    return account


async def change_password(actor: Actor, wish: PasswordChange, gate: Gate, now: datetime) -> str:
    """Ends every session of the account; answers the value of the one new session."""
    account = await owner_proven(actor, Proof(wish.old, wish.network, "bisher", wish.browser), gate, now)
    trial = gate.trial(account.email, wish.network)
    hashed = await hash_new_password(account.email, wish.new, gate)
    async with transaction():
        await Account.update({Account.password_hash: hashed}).where(Account.id == account.id)
        await sessions.end_all_sessions(account.id)
        await forget_links(account.id, now)
        about = f"account:{account.id}"
        await write(Letter("password_changed", about, account.name, account.email, "/zugang"), now)
        await record(Act("account.password_chosen", about, title=account.name), doer(actor), now)
        return (await let_in(account.id, trial, now)).session


async def change_role(account_id: int, role: Role, by: Doer, now: datetime) -> None:
    async with transaction():
        await _keep_a_lead(account_id, role)
        account = await queries.account_of(account_id)
        await Account.update({Account.role: role.value}).where(Account.id == account_id)
        # Links and sessions were for the old role: a club's session began without a password.
        await forget_links(account_id, now)
        await sessions.end_all_sessions(account_id)
        await forget_roles_offered(account.email)
        await record(
            Act(
                "account.role_changed",
                f"account:{account_id}",
                title=account.name,
                detail=_(ROLE_WORDS[role]),
            ),
            by,
            now,
        )


async def deactivate(account_id: int, by: Doer, now: datetime) -> None:
    async with transaction():
        await _keep_a_lead(account_id, Role.NONE)
        account = await queries.account_of(account_id)
        await Account.update({Account.active: False}).where(Account.id == account_id)
        await sessions.end_all_sessions(account_id)
        await forget_links(account_id, now)
        await record(Act("account.deactivated", f"account:{account_id}", title=account.name), by, now)


async def reactivate(account_id: int, by: Doer, now: datetime) -> None:
    async with transaction():
        account = await queries.account_of(account_id)
        await Account.update({Account.active: True}).where(Account.id == account_id)
        await record(Act("account.reactivated", f"account:{account_id}", title=account.name), by, now)


async def _keep_a_lead(account_id: int, role: Role) -> None:
    """Without a lead nobody could invite anybody. Writing first makes two leads wait for each other."""
    leads = await (
        Account.update({Account.role: Role.LEAD.value})
        .where(Account.role == Role.LEAD.value, Account.active.eq(True))
        .returning(Account.id)
    )
    if role is not Role.LEAD and [row["id"] for row in leads] == [account_id]:
        raise Refused(_("Das ist die einzige Leitung. Geben Sie bitte zuerst jemand anderem diese Aufgabe."))


async def forget_old_traces(now: datetime) -> None:
    """Sessions, links, invitations and attempts that no longer mean anything."""
    attempt = SignInAttempt
    async with transaction():
        await Session.delete().where((Session.expires_at < now) | (Session.last_seen_at < now - SESSION_IDLE))
        await AccountLink.delete().where(AccountLink.expires_at < now - FAILED_ATTEMPT_KEPT)
        await Invitation.delete().where(Invitation.expires_at < now - INVITATION_KEPT)
        await attempt.delete().where(
            (attempt.succeeded.eq(False) & (attempt.at < now - FAILED_ATTEMPT_KEPT))
            | (attempt.at < now - KNOWN_NETWORK_KEPT)
        )
