"""One-time links in mails: to choose a new password, and for organisations to sign in without one.

Opening a link changes nothing, because programs that look through mails open links: only the button does.
"""

import asyncio
from collections.abc import Awaitable
from datetime import datetime, timedelta

from mittendrin.accounts import queries, sessions
from mittendrin.accounts.actions import Entrance, Gate, Origin, admit, hash_new_password, hold, know_owner
from mittendrin.accounts.messages import Letter, write
from mittendrin.accounts.queries import AccountView
from mittendrin.accounts.rules import (
    LINK_LASTS,
    LINKS_PER_ACCOUNT,
    QUICK_LINKS_A_DAY,
    SLOW_LINK_EACH,
    LinkPurpose,
    purpose_for,
)
from mittendrin.accounts.tables import Account, AccountLink
from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.refusal import NotFound
from mittendrin.core.tokens import new_token, token_hash
from mittendrin.database.transactions import transaction

EVEN_SECONDS = 0.3
ONE_DAY = timedelta(days=1)
PATHS = {LinkPurpose.RESET: "/zugang/neues-passwort", LinkPurpose.SIGN_IN: "/zugang/link"}


async def ask_for_link(email: str, wanted: LinkPurpose, now: datetime) -> None:
    """Says nothing, and takes the same time, whether the address has an account or not."""
    await _evenly(_send_if_known(email, wanted, now))


async def _evenly(work: Awaitable[None]) -> None:
    """The time runs before the work begins: on SQLite the work does not wait for anything."""
    await asyncio.gather(asyncio.sleep(EVEN_SECONDS), work)


async def _send_if_known(email: str, wanted: LinkPurpose, now: datetime) -> None:
    account = await queries.account_with(email)
    if account is None or not account.active:
        return
    async with transaction():
        await hold(account.id)
        purpose = purpose_for(wanted, account.role)
        if await _may_have_another(account.id, purpose, now):
            await _send(account, purpose, now)


async def _may_have_another(account_id: int, purpose: LinkPurpose, now: datetime) -> bool:
    link = AccountLink
    rows = await link.select(link.used_at, link.expires_at, link.created_at).where(
        link.account == account_id, link.purpose == purpose.value, link.created_at > now - ONE_DAY
    )
    still_open = [row for row in rows if row["used_at"] is None and row["expires_at"] > now]
    in_turn = len(rows) < QUICK_LINKS_A_DAY or all(row["created_at"] <= now - SLOW_LINK_EACH for row in rows)
    return len(still_open) < LINKS_PER_ACCOUNT and in_turn


async def _send(account: AccountView, purpose: LinkPurpose, now: datetime) -> None:
    token = new_token()
    await AccountLink.insert(
        AccountLink(
            key=token_hash(token),
            account=account.id,
            purpose=purpose.value,
            created_at=now,
            expires_at=now + LINK_LASTS,
        )
    )
    about = f"account:{account.id}"
    await write(Letter(purpose.value, about, account.name, account.email, f"{PATHS[purpose]}/{token}"), now)
    await record(Act("account.link_sent", about, title=account.name), Doer(account.name), now)


async def choose_password_by_link(
    token: str, password: str, origin: Origin, gate: Gate, now: datetime
) -> None:
    """Ends every session: whoever was in with the old password is out. Raises NotFound and Refused."""
    if not await queries.link_lives(token, LinkPurpose.RESET, now):
        raise NotFound
    account = await _owner(token)
    hashed = await hash_new_password(account.email, password, gate)
    async with transaction():
        await _use(token, LinkPurpose.RESET, now)
        await Account.update({Account.password_hash: hashed}).where(Account.id == account.id)
        await sessions.end_all_sessions(account.id)
        await forget_links(account.id, now)
        await know_owner(account.email, origin, gate, now)
        await write(
            Letter("password_changed", f"account:{account.id}", account.name, account.email, "/zugang"), now
        )
        await record(
            Act("account.password_chosen", f"account:{account.id}", title=account.name),
            Doer(account.name, account_id=account.id),
            now,
        )


async def sign_in_by_link(token: str, origin: Origin, gate: Gate, now: datetime) -> Entrance:
    """Raises NotFound for a link that is used, expired, unknown, or not meant for signing in."""
    async with transaction():
        await _use(token, LinkPurpose.SIGN_IN, now)
        account = await _owner(token)
        await know_owner(account.email, origin, gate, now)
        return await admit(account.id, gate.trial(account.email, origin.network), now)


async def forget_links(account_id: int, now: datetime) -> None:
    """Links that were sent before no longer open anything."""
    await AccountLink.update({AccountLink.used_at: now}).where(
        AccountLink.account == account_id, AccountLink.used_at.is_null()
    )


async def _owner(token: str) -> AccountView:
    link = await AccountLink.select(AccountLink.account).where(AccountLink.key == token_hash(token)).first()
    account = await queries.account_of(link["account"]) if link else None
    if account is None or not account.active:
        raise NotFound
    return account


async def _use(token: str, purpose: LinkPurpose, now: datetime) -> None:
    """Once only, even when two browsers press the button at the same moment."""
    link = AccountLink
    used = await (
        link.update({link.used_at: now})
        .where(
            link.key == token_hash(token),
            link.purpose == purpose.value,
            link.used_at.is_null(),
            link.expires_at > now,
        )
        .returning(link.id)
    )
    if not used:
        raise NotFound
