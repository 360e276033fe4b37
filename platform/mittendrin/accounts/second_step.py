"""The second step of signing in: a code from an app, or a recovery code. Only then is there a session."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.accounts import queries, tickets
from mittendrin.accounts.actions import (
    Gate,
    SignedIn,
    TooManyTries,
    count_attempt,
    counted_as,
    know_network,
    let_in,
)
from mittendrin.accounts.messages import Letter, write
from mittendrin.accounts.rules import FAILED_ATTEMPT_KEPT, WRONG_CODES_TOLD
from mittendrin.accounts.second_factor import matching_step, recovery_key, secret_of
from mittendrin.accounts.tables import Account, RecoveryCode
from mittendrin.accounts.tickets import Ticket
from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction


@dataclass(frozen=True, slots=True)
class SecondTry:
    """`code` as it was typed; `network` is the address the request came from, `browser` what stands for the browser."""

    ticket: str
    code: str
    network: str
    browser: str


@dataclass(frozen=True, slots=True)
class Entered:
    """`ticket` says where the person wanted to go."""

    entrance: SignedIn
    ticket: Ticket


async def enter_code(wish: SecondTry, gate: Gate, now: datetime) -> Entered:
    """Raises NotFound when the first step has to be done again, and Refused for a code that does not count."""
    ticket = await _ticket_in_time(wish, now)
    await _count(wish, ticket, gate, now)
    async with transaction():
        if await _takes_code(ticket, wish.code, gate, now):
            return await _let_in(wish, ticket, gate, now)
    sentence = _("Dieser Code stimmt nicht. Warten Sie bitte, bis die App einen neuen Code zeigt.")
    raise await _refusal(Refused(sentence, "code"), ticket, gate, now)


async def enter_recovery_code(wish: SecondTry, gate: Gate, now: datetime) -> Entered:
    """For whoever has lost their telephone. Raises as `enter_code` does."""
    ticket = await _ticket_in_time(wish, now)
    await _count(wish, ticket, gate, now)
    async with transaction():
        if await _takes_recovery_code(ticket, wish.code, gate, now):
            await _tell_of_recovery(ticket, now)
            return await _let_in(wish, ticket, gate, now)
    sentence = _("Dieser Notfall-Code stimmt nicht. Jeder gilt nur einmal.")
    raise await _refusal(Refused(sentence, "notfall"), ticket, gate, now)


async def _ticket_in_time(wish: SecondTry, now: datetime) -> Ticket:
    ticket = await tickets.ticket_of(wish.ticket, now)
    if ticket.late:
        raise NotFound
    return ticket


async def _count(wish: SecondTry, ticket: Ticket, gate: Gate, now: datetime) -> None:
    at_home = gate.code_trial(ticket.email, wish.browser)
    trial = await counted_as(at_home, gate.code_trial(ticket.email, wish.network))
    try:
        await count_attempt(trial, now)
    except TooManyTries as refused:
        # Here a link opens nothing; a new password keeps out whoever guesses, for they know the old one.
        raise Refused(refused.sentence) from None


async def _takes_code(ticket: Ticket, typed: str, gate: Gate, now: datetime) -> bool:
    """Once only: a later time step than that of the last code, also when two browsers send one code together."""
    row = await Account.select(Account.second_factor).where(Account.id == ticket.account_id).first()
    seed = row["second_factor"] if row else ""
    step = matching_step(secret_of(seed, gate.secret), typed, now)
    if not seed or step is None:
        return False
    taken = await (
        Account.update({Account.second_factor_step: step})
        .where(
            Account.id == ticket.account_id,
            Account.second_factor == seed,
            Account.second_factor_step < step,
            Account.active.eq(True),
        )
        .returning(Account.id)
    )
    return bool(taken)


async def _takes_recovery_code(ticket: Ticket, typed: str, gate: Gate, now: datetime) -> bool:
    code = RecoveryCode
    taken = await (
        code.update({code.used_at: now})
        .where(
            code.account == ticket.account_id,
            code.key == (recovery_key(typed, ticket.account_id, gate.secret) or ""),
            code.used_at.is_null(),
        )
        .returning(code.id)
    )
    return bool(taken)


async def _let_in(wish: SecondTry, ticket: Ticket, gate: Gate, now: datetime) -> Entered:
    await tickets.use_up(wish.ticket, now)
    await know_network(gate.code_trial(ticket.email, wish.browser), now)
    entrance = await let_in(ticket.account_id, gate.code_trial(ticket.email, wish.network), now)
    return Entered(entrance, ticket)


async def _tell_of_recovery(ticket: Ticket, now: datetime) -> None:
    about = f"account:{ticket.account_id}"
    left = (await queries.second_factor_view(ticket.account_id)).codes
    await write(Letter("recovery_code_used", about, ticket.name, ticket.email, "/zugang"), now, left=left)
    by = Doer(ticket.name, account_id=ticket.account_id)
    await record(Act("account.recovery_code_used", about, title=ticket.name), by, now)


async def _refusal(refused: Refused, ticket: Ticket, gate: Gate, now: datetime) -> Refused:
    """Tells the owner once a day when somebody who knows the password goes on guessing codes."""
    trial = gate.code_trial(ticket.email, "")
    if await queries.wrong_since(trial, now - FAILED_ATTEMPT_KEPT) == WRONG_CODES_TOLD:
        about = f"account:{ticket.account_id}"
        async with transaction():
            await write(Letter("wrong_codes", about, ticket.name, ticket.email, "/zugang"), now)
    return refused
