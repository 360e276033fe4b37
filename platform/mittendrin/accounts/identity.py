"""Who an account belongs to: its name and its address. A new address is told to both, the old one and the new."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.accounts import queries, sessions
from mittendrin.accounts.actions import Gate
from mittendrin.accounts.links import forget_links
from mittendrin.accounts.messages import Letter, write
from mittendrin.accounts.queries import AccountView
from mittendrin.accounts.rules import Actor
from mittendrin.accounts.tables import Account
from mittendrin.accounts.upkeep import Proof, owner_proven
from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import refuse_duplicate


@dataclass(frozen=True, slots=True)
class Identity:
    name: str
    email: str


async def put_right(account_id: int, wish: Identity, by: Doer, now: datetime) -> None:
    """By the lead: both, or nothing."""
    async with transaction():
        await change_address(account_id, wish.email, by, now)
        await rename(account_id, wish.name, by, now)


async def rename(account_id: int, name: str, by: Doer, now: datetime) -> None:
    async with transaction():
        account = await queries.account_of(account_id)
        if name == account.name:
            return
        await Account.update({Account.name: name}).where(Account.id == account_id)
        act = Act("account.renamed", f"account:{account_id}", title=account.name, detail=name)
        await record(act, by, now)


async def change_address(account_id: int, email: str, by: Doer, now: datetime) -> None:
    """Ends every session, every link and every sign-in that waits. Raises Refused for an address that is taken."""
    with refuse_duplicate(_("Für diese E-Mail-Adresse gibt es schon einen Zugang."), "mail"):
        async with transaction():
            account = await queries.account_of(account_id)
            if email.casefold() == account.email:
                return
            await Account.update({Account.email: email.casefold()}).where(Account.id == account_id)
            await sessions.end_all_sessions(account_id)
            await forget_links(account_id, now)
            await _tell_both(account, email.casefold(), by, now)
            await record(Act("account.address_changed", f"account:{account_id}", title=account.name), by, now)


async def change_own_address(actor: Actor, email: str, proof: Proof, gate: Gate, now: datetime) -> None:
    await owner_proven(actor, proof, gate, now)
    await change_address(actor.account_id, email, Doer(actor.name, account_id=actor.account_id), now)


async def _tell_both(account: AccountView, email: str, by: Doer, now: datetime) -> None:
    for address in (account.email, email):
        letter = Letter("address_changed", f"account:{account.id}", account.name, address, "/zugang")
        await write(letter, now, by=by, new=email)
