from datetime import datetime

from mittendrin.accounts.rules import ATTEMPTS_WINDOW, Actor, Attempts, Role, session_alive
from mittendrin.accounts.tables import Session, SignInAttempt
from mittendrin.core.tokens import token_hash


async def actor_of_session(cookie: str, now: datetime) -> Actor | None:
    """None for an unknown, ended or idle session, and for a deactivated account."""
    row = await (
        Session.select(
            Session.last_seen_at,
            Session.expires_at,
            Session.account.id.as_alias("account_id"),
            Session.account.name.as_alias("name"),
            Session.account.role.as_alias("role"),
            Session.account.active.as_alias("active"),
        )
        .where(Session.key == token_hash(cookie))
        .first()
    )
    if not row or not row["active"] or not session_alive(row["last_seen_at"], row["expires_at"], now):
        return None
    return Actor(row["account_id"], row["name"], Role(row["role"]))


async def attempts(account: str, network: str, now: datetime) -> Attempts:
    """`account` and `network` are the keyed hashes of SignInAttempt."""
    attempt = SignInAttempt
    rows = await attempt.select(attempt.account, attempt.network, attempt.succeeded, attempt.at).where(
        (attempt.account == account) | ((attempt.network == network) & (attempt.at > now - ATTEMPTS_WINDOW))
    )
    failed = [row for row in rows if not row["succeeded"] and row["at"] > now - ATTEMPTS_WINDOW]
    return Attempts(
        account_here=sum(row["account"] == account and row["network"] == network for row in failed),
        network=sum(row["network"] == network for row in failed),
        account=sum(row["account"] == account for row in failed),
        known_network=any(
            row["succeeded"] and row["account"] == account and row["network"] == network for row in rows
        ),
    )
