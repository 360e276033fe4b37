"""Signing in and out. The second step, links, invitations and changes of an account have files of their own."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from mittendrin.accounts import queries, sessions, tickets
from mittendrin.accounts.passwords import Passwords, common_passwords
from mittendrin.accounts.rules import (
    CODES_PER_ACCOUNT,
    Actor,
    Role,
    SecondFactor,
    Trial,
    check_password,
    wait_before,
)
from mittendrin.accounts.tables import Account, SignInAttempt
from mittendrin.audit.actions import record
from mittendrin.audit.rules import SYSTEM, Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import refuse_duplicate

# Where the page offers it, which the sentence leads to.
LINK_BY_MAIL = "link-schicken"


@dataclass(frozen=True, slots=True)
class Gate:
    """What signing in needs beside the database: one for each process."""

    passwords: Passwords
    secret: bytes
    base_url: str

    def trial(self, email: str, network: str) -> Trial:
        return Trial(self._keyed(email), self._keyed(network))

    def code_trial(self, email: str, network: str) -> Trial:
        """Counted apart from passwords: whoever guesses those must not keep the owner from typing a code."""
        return Trial(self._keyed(f"code {email}"), self._keyed(network), most=CODES_PER_ACCOUNT)

    def _keyed(self, text: str) -> str:
        """A hash that means nothing without the secret."""
        return hmac.new(self.secret, text.casefold().encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Credentials:
    """`network` is the address the request came from; `browser` what stands for the browser, or empty."""

    email: str
    password: str
    network: str
    browser: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a link was used: the address of the network, and what stands for the browser, or empty."""

    network: str
    browser: str = ""


class TooManyTries(Refused):
    """The page offers a link by mail beside it."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        minutes = ceil(wait.total_seconds() / 60)
        words = _("eine Minute") if minutes == 1 else _("{n} Minuten", n=minutes)
        sentence = _("Das waren zu viele Versuche. Warten Sie bitte {time}.", time=words)
        super().__init__(sentence, LINK_BY_MAIL)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`session` is the value of the new session cookie."""

    actor: Actor
    session: str


@dataclass(frozen=True, slots=True)
class Halfway:
    """The first step was right; the code is still to come. `ticket` is the value of its cookie."""

    ticket: str


Entrance = SignedIn | Halfway


async def hold(account_id: int | None) -> None:
    """Whatever else hangs on this account waits until the transaction ends."""
    await Account.update({Account.active: Account.active}).where(Account.id == account_id)


def doer(actor: Actor) -> Doer:
    return Doer(name=actor.name, account_id=actor.account_id)


async def sign_in(credentials: Credentials, gate: Gate, now: datetime) -> Entrance:
    """Raises Refused with one sentence for every wrong case."""
    gate.passwords.refuse_when_full()
    at_home = gate.trial(credentials.email, credentials.browser)
    trial = await counted_as(at_home, gate.trial(credentials.email, credentials.network))
    await count_attempt(trial, now)
    account = await Account.objects().where(Account.email == credentials.email.casefold()).first()
    usable = account.password_hash if account and account.active else ""
    if not await gate.passwords.verify(usable, credentials.password) or account is None:
        raise _wrong()
    fresh = usable
    if gate.passwords.needs_rehash(usable):
        fresh = await gate.passwords.hash(credentials.password)
    async with transaction():
        await _still_true(account.id, usable, fresh)
        if credentials.browser:
            await know_network(at_home, now)
        return await admit(account.id, gate.trial(credentials.email, credentials.network), now)


async def counted_as(browser: Trial, network: Trial) -> Trial:
    """By the browser when the account knows it, else by the network."""
    return browser if await queries.has_signed_in(browser) else network


async def count_attempt(trial: Trial, now: datetime) -> None:
    """Counted before the secret is looked at, so that many guesses at once do not slip through together."""
    rows = await SignInAttempt.insert(
        SignInAttempt(account=trial.account, network=trial.network, succeeded=False, at=now)
    )
    own = int(rows[0]["id"])
    wait = wait_before(await queries.attempts_before(trial, own, now), now, trial.most)
    if not wait:
        return
    # What was refused does not count: or else whoever goes on guessing would keep the door shut.
    await SignInAttempt.delete().where(SignInAttempt.id == own)
    raise TooManyTries(wait)


async def _still_true(account_id: int, known_hash: str, fresh_hash: str) -> None:
    """The password may have been changed, or the account closed, while the old one was being verified."""
    unchanged = await (
        Account.update({Account.password_hash: fresh_hash})
        .where(Account.id == account_id, Account.password_hash == known_hash, Account.active.eq(True))
        .returning(Account.id)
    )
    if not unchanged:
        raise _wrong()


def _wrong() -> Refused:
    return Refused(_("E-Mail-Adresse oder Passwort stimmt nicht."))


async def admit(account_id: int, trial: Trial, now: datetime) -> Entrance:
    """After a password or a link: in, or on to the second step. Belongs inside the act's transaction."""
    account = await queries.account_of(account_id)
    if account.second_factor is not SecondFactor.THERE:
        return await let_in(account_id, trial, now)
    await know_network(trial, now)
    return Halfway(await tickets.issue(account_id, now))


async def let_in(account_id: int, trial: Trial, now: datetime) -> SignedIn:
    """A session for somebody who has proven to be the owner. Belongs inside the act's transaction."""
    account = await queries.account_of(account_id)
    actor = Actor(account.id, account.name, account.role, account.second_factor)
    await know_network(trial, now)
    session = await sessions.start_session(account.id, now)
    await record(Act("account.signed_in", f"account:{account.id}", title=account.name), doer(actor), now)
    return SignedIn(actor, session)


async def know_network(trial: Trial, now: datetime) -> None:
    """From here the owner gets in, whatever strangers elsewhere try."""
    attempt = SignInAttempt
    await attempt.delete().where(attempt.account == trial.account, attempt.network == trial.network)
    await attempt.insert(attempt(account=trial.account, network=trial.network, succeeded=True, at=now))


async def know_owner(email: str, origin: Origin, gate: Gate, now: datetime) -> None:
    """Whoever reads the owner's mail is the owner: strangers' guesses no longer keep them out, in this browser not even
    those from the same house. Codes are counted as before, because who reads the mail has no app for them.
    """
    await know_network(gate.trial(email, origin.network), now)
    if origin.browser:
        await know_network(gate.trial(email, origin.browser), now)


async def sign_out(session: str, actor: Actor | None, now: datetime) -> None:
    async with transaction():
        await sessions.end_session(session)
        if actor:
            await record(Act("account.signed_out", f"account:{actor.account_id}"), doer(actor), now)


@dataclass(frozen=True, slots=True)
class NewAccount:
    email: str
    name: str
    role: Role
    password: str


async def add_account(wish: NewAccount, gate: Gate, now: datetime, by: Doer = SYSTEM) -> int:
    """Raises Refused for a weak password or a taken address."""
    hashed = await hash_new_password(wish.email, wish.password, gate)
    with refuse_duplicate(_("Für diese E-Mail-Adresse gibt es schon einen Zugang."), "mail"):
        async with transaction():
            return await insert_account(wish, hashed, by, now)


async def hash_new_password(email: str, password: str, gate: Gate) -> str:
    """Takes its time, so it belongs before the transaction. Raises Refused."""
    check_password(password, common=common_passwords(), email=email)
    return await gate.passwords.hash(password)


async def insert_account(wish: NewAccount, hashed: str, by: Doer, now: datetime) -> int:
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
