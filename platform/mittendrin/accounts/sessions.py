"""The session cookie: made at sign-in only, so that visitors never get one and public pages stay cacheable."""

from datetime import datetime, timedelta
from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from mittendrin.accounts.queries import actor_of_session
from mittendrin.accounts.rules import SESSION_LASTS, Actor
from mittendrin.accounts.tables import Session
from mittendrin.core.tokens import new_token, token_hash

SEEN_EVERY = timedelta(minutes=5)


def cookie_name(*, secure: bool) -> str:
    """Browsers accept the `__Host-` prefix over https only."""
    return "__Host-sitzung" if secure else "sitzung"


def session_cookie(value: str, *, secure: bool) -> Cookie:
    """Without a value it tells the browser to forget the cookie."""
    return Cookie(
        key=cookie_name(secure=secure),
        value=value,
        path="/",
        httponly=True,
        secure=secure,
        samesite="lax",
        max_age=int(SESSION_LASTS.total_seconds()) if value else 0,
    )


async def start_session(account_id: int, now: datetime) -> str:
    """A new random value at every sign-in; answers what the cookie carries."""
    value = new_token()
    await Session.insert(
        Session(
            key=token_hash(value),
            account=account_id,
            created_at=now,
            last_seen_at=now,
            expires_at=now + SESSION_LASTS,
        )
    )
    return value


async def end_session(value: str) -> None:
    await Session.delete().where(Session.key == token_hash(value))


async def end_all_sessions(account_id: int) -> None:
    await Session.delete().where(Session.account == account_id)


def cookie_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    return connection.cookies.get(cookie_name(secure=connection.app.state.settings.is_https), "")


async def load_actor(connection: ASGIConnection[Any, Any, Any, Any]) -> Actor | None:
    """Asks the database once a request and keeps the answer in the connection's state."""
    if not hasattr(connection.state, "actor"):
        value = cookie_of(connection)
        now = connection.app.state.clock()
        connection.state.actor = await actor_of_session(value, now) if value else None
        if connection.state.actor:
            await _note_seen(value, now)
    actor: Actor | None = connection.state.actor
    return actor


async def _note_seen(value: str, now: datetime) -> None:
    await Session.update({Session.last_seen_at: now}).where(
        Session.key == token_hash(value), Session.last_seen_at < now - SEEN_EVERY
    )
