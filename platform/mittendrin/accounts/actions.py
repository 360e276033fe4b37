"""Signing in and out. Invitations and one-time links have files of their own."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from mittendrin.accounts import queries, sessions
from mittendrin.accounts.passwords import Passwords, common_passwords
from mittendrin.accounts.rules import Actor, Role, check_password, may_try
from mittendrin.accounts.tables import Account, SignInAttempt
from mittendrin.audit.actions import record
from mittendrin.audit.rules import SYSTEM, Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction


@dataclass(frozen=True, slots=True)
class Gate:
    """What signing in needs beside the database: one for each process."""

    passwords: Passwords
    secret: bytes
    base_url: str

    def keyed(self, text: str) -> str:
        """A hash that means nothing without the secret, for addresses in the attempts table."""
        return hmac.new(self.secret, text.casefold().encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Credentials:
    """`network` is the address the request came from."""

    email: str
    password: str
    network: str


def doer(actor: Actor) -> Doer:
    return Doer(name=actor.name, account_id=actor.account_id)


async def sign_in(credentials: Credentials, gate: Gate, now: datetime) -> tuple[Actor, str]:
    """The actor and the value of the new session cookie. Raises Refused with one sentence for every wrong case."""
    who, where = gate.keyed(credentials.email), gate.keyed(credentials.network)
    if not may_try(await queries.attempts(who, where, now)):
        raise Refused(
            _(
                "Das waren zu viele Versuche. Warten Sie bitte 15 Minuten oder lassen Sie sich einen Link schicken."
            )
        )
    account = await Account.objects().where(Account.email == credentials.email.casefold()).first()
    usable = account.password_hash if account and account.active else ""
    if not await gate.passwords.verify(usable, credentials.password) or account is None:
        await SignInAttempt.insert(SignInAttempt(account=who, network=where, succeeded=False, at=now))
        raise Refused(_("E-Mail-Adresse oder Passwort stimmt nicht."))
    return await _let_in(account, SignInAttempt(account=who, network=where, succeeded=True, at=now), now)


async def _let_in(account: Account, attempt: SignInAttempt, now: datetime) -> tuple[Actor, str]:
    actor = Actor(account.id, account.name, Role(account.role))
    async with transaction():
        await SignInAttempt.delete().where(
            SignInAttempt.account == attempt.account,
            SignInAttempt.network == attempt.network,
        )
        await SignInAttempt.insert(attempt)
        cookie = await sessions.start_session(account.id, now)
        await record(Act("account.signed_in", f"account:{account.id}"), doer(actor), now)
    return actor, cookie


async def sign_out(cookie: str) -> None:
    await sessions.end_session(cookie)


@dataclass(frozen=True, slots=True)
class NewAccount:
    email: str
    name: str
    role: Role
    password: str


async def add_account(wish: NewAccount, gate: Gate, now: datetime, by: Doer = SYSTEM) -> int:
    """Used by accepted invitations, by the command that makes the first lead, and by the demo."""
    check_password(wish.password, common=common_passwords(), email=wish.email)
    hashed = await gate.passwords.hash(wish.password)
    async with transaction():
        rows = await Account.insert(
            Account(
                email=wish.email.casefold(),
                name=wish.name,
                role=wish.role.value,
                password_hash=hashed,
                created_at=now,
            )
        )
        account_id = int(rows[0]["id"])
        await record(Act("account.added", f"account:{account_id}", title=wish.name), by, now)
    return account_id


async def choose_password(account_id: int, password: str, gate: Gate, now: datetime) -> None:
    """Ends every session of the account (ASVS V7.4.3): whoever was in with the old password is out."""
    account = await Account.objects().where(Account.id == account_id).first()
    if account is None:
        raise Refused(_("Diesen Zugang gibt es nicht mehr."))
    check_password(password, common=common_passwords(), email=account.email)
    hashed = await gate.passwords.hash(password)
    async with transaction():
        await Account.update({Account.password_hash: hashed}).where(Account.id == account_id)
        await sessions.end_all_sessions(account_id)
        await record(
            Act("account.password_chosen", f"account:{account_id}"),
            Doer(account.name, account_id=account_id),
            now,
        )


async def deactivate(account_id: int, by: Doer, now: datetime) -> None:
    async with transaction():
        await Account.update({Account.active: False}).where(Account.id == account_id)
        await sessions.end_all_sessions(account_id)
        await record(Act("account.deactivated", f"account:{account_id}"), by, now)
