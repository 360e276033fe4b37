"""Setting up a second factor, changing it, switching it off, and taking it from somebody who has lost everything."""

from dataclasses import dataclass, replace
from datetime import datetime

from mittendrin.accounts import queries, sessions
from mittendrin.accounts.actions import Gate, doer, let_in
from mittendrin.accounts.messages import Letter, write
from mittendrin.accounts.rules import Actor
from mittendrin.accounts.second_factor import (
    matching_step,
    new_recovery_codes,
    recovery_key,
    secret_of,
    seed_for,
)
from mittendrin.accounts.tables import Account, RecoveryCode
from mittendrin.accounts.upkeep import Proof, owner_proven
from mittendrin.audit.actions import record
from mittendrin.audit.rules import SYSTEM, Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction


@dataclass(frozen=True, slots=True)
class SetUp:
    """`session` is what the browser's session cookie carries; `code` was typed as the app shows it."""

    session: str
    code: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class Armed:
    """What is shown once: the recovery codes. `session` is the value of the one session that goes on."""

    session: str
    codes: list[str]


async def secret_to_set_up(actor: Actor, session: str, gate: Gate) -> str:
    return secret_of(seed_for(session, await _seed(actor.account_id)), gate.secret)


async def set_up(actor: Actor, wish: SetUp, gate: Gate, now: datetime) -> Armed:
    """Also when a new telephone takes the place of the old one. Ends every other session."""
    if not actor.owes_second_factor:
        await owner_proven(actor, wish.proof, gate, now)
    before = await _seed(actor.account_id)
    seed = seed_for(wish.session, before)
    step = matching_step(secret_of(seed, gate.secret), wish.code, now)
    if step is None:
        raise Refused(
            _("Dieser Code stimmt nicht. Nehmen Sie bitte den Code, den die App jetzt zeigt."), "code"
        )
    async with transaction():
        await _put_in_place(actor.account_id, before, seed, step)
        await sessions.end_all_sessions(actor.account_id)
        codes = await _new_codes(actor.account_id, gate)
        account = await _note(Act("account.second_factor_set_up", about(actor.account_id)), doer(actor), now)
        entered = await let_in(actor.account_id, gate.trial(account.email, wish.proof.network), now)
    return Armed(entered.session, codes)


async def switch_off(actor: Actor, proof: Proof, gate: Gate, now: datetime) -> str:
    """Answers the value of the one session that goes on."""
    if not (await queries.second_factor_view(actor.account_id)).may_be_without:
        raise Refused(_("Für Büro und Beirat gehört der zweite Schritt dazu. Sie können das Gerät wechseln."))
    await owner_proven(actor, proof, gate, now)
    async with transaction():
        await _take_away(actor.account_id)
        account = await _note(Act("account.second_factor_off", about(actor.account_id)), doer(actor), now)
        return (await let_in(account.id, gate.trial(account.email, proof.network), now)).session


async def make_new_codes(actor: Actor, proof: Proof, gate: Gate, now: datetime) -> list[str]:
    """The old ones no longer count."""
    await owner_proven(actor, proof, gate, now)
    async with transaction():
        if not await _seed(actor.account_id):
            raise NotFound
        codes = await _new_codes(actor.account_id, gate)
        act = Act("account.recovery_codes_made", about(actor.account_id), title=actor.name)
        await record(act, doer(actor), now)
    return codes


async def reset(account_id: int, by: Doer, now: datetime) -> None:
    """For whoever has lost telephone and recovery codes. Board and office set up a new one at their next sign-in."""
    if account_id == by.account_id:
        raise Refused(_("Das ist Ihr eigener Zugang. Bitten Sie jemand anderen aus der Leitung."))
    async with transaction():
        await _take_away(account_id)
        await _note(Act("account.second_factor_reset", about(account_id)), by, now)


async def reset_by_operator(email: str, now: datetime) -> None:
    """For the command: the only lead may have lost everything, too."""
    account = await queries.account_with(email)
    if account is None:
        raise Refused(_("Für diese E-Mail-Adresse gibt es keinen Zugang."))
    await reset(account.id, SYSTEM, now)


async def _seed(account_id: int) -> str:
    row = await Account.select(Account.second_factor).where(Account.id == account_id).first()
    return str(row["second_factor"]) if row else ""


async def _put_in_place(account_id: int, before: str, seed: str, step: int) -> None:
    changed = await (
        Account.update({Account.second_factor: seed, Account.second_factor_step: step})
        .where(Account.id == account_id, Account.second_factor == before, Account.active.eq(True))
        .returning(Account.id)
    )
    if not changed:
        raise NotFound


async def _new_codes(account_id: int, gate: Gate) -> list[str]:
    codes = new_recovery_codes()
    await RecoveryCode.delete().where(RecoveryCode.account == account_id)
    for code in codes:
        key = recovery_key(code, account_id, gate.secret)
        await RecoveryCode.insert(RecoveryCode(account=account_id, key=key))
    return codes


async def _take_away(account_id: int) -> None:
    taken = await (
        Account.update({Account.second_factor: "", Account.second_factor_step: 0})
        .where(Account.id == account_id, Account.second_factor != "")
        .returning(Account.id)
    )
    if not taken:
        raise Refused(_("Hier ist kein zweiter Schritt eingerichtet."))
    await RecoveryCode.delete().where(RecoveryCode.account == account_id)
    await sessions.end_all_sessions(account_id)


async def _note(act: Act, by: Doer, now: datetime) -> queries.AccountView:
    """The owner reads of it, whoever did it; the message is called after the act."""
    account = await queries.account_of(int(act.subject.removeprefix("account:")))
    letter = Letter(act.name.removeprefix("account."), act.subject, account.name, account.email, "/zugang")
    await write(letter, now, by=by)
    await record(replace(act, title=account.name), by, now)
    return account


def about(account_id: int) -> str:
    return f"account:{account_id}"
