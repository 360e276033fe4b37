"""The session of somebody signed in: made at sign-in only, so that visitors never get a cookie and public pages
stay cacheable.
"""

from datetime import datetime, timedelta
from typing import Any, cast

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from mittendrin.accounts.queries import actor_of_session
from mittendrin.accounts.rules import SESSION_LASTS, Actor
from mittendrin.accounts.tables import SecondStep, Session
from mittendrin.accounts.typed import SHOWN_AGAIN, kept
from mittendrin.core.tokens import new_token, token_hash
from mittendrin.web.asgi import Scope
from mittendrin.web.carried import Fields
from mittendrin.web.sessions_cookie import SessionCookie

SEEN_EVERY = timedelta(minutes=5)
Connection = ASGIConnection[Any, Any, Any, Any]


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
    """And sign-ins that wait for their code."""
    await Session.delete().where(Session.account == account_id)
    await SecondStep.delete().where(SecondStep.account == account_id)


def bring(connection: Connection, value: str) -> Cookie:
    return _cookie_of(connection).carry(value, int(SESSION_LASTS.total_seconds()))


def take_away(connection: Connection) -> Cookie:
    return _cookie_of(connection).end()


def brought(connection: Connection) -> str:
    """What the browser's session cookie carries; empty when there is none."""
    return _cookie_of(connection).read(cast(Scope, connection.scope)) or ""


def this_session(connection: Connection) -> str:
    """For limits behind a guard: who is signed in shares none with the network."""
    return token_hash(brought(connection))


async def load_actor(connection: Connection) -> Actor | None:
    """Asks the database once a request and keeps the answer in the connection's state."""
    if not hasattr(connection.state, "actor"):
        value = brought(connection)
        now = connection.app.state.clock()
        connection.state.actor = await actor_of_session(value, now) if value else None
        if connection.state.actor:
            await _note_seen(value, now)
            connection.state.typed = await _typed(connection, value, now)
    actor: Actor | None = connection.state.actor
    return actor


async def _typed(connection: Connection, value: str, now: datetime) -> Fields:
    """What the page in sight shows again: only right after the sign-in, and only where it is opened."""
    name, yes = SHOWN_AGAIN
    asked = connection.scope.get("method") == "GET" and connection.query_params.get(name) == yes
    return await kept(value, now) if asked else []


def _cookie_of(connection: Connection) -> SessionCookie:
    return SessionCookie(connection.app.state.settings.is_https)


async def _note_seen(value: str, now: datetime) -> None:
    await Session.update({Session.last_seen_at: now}).where(
        Session.key == token_hash(value), Session.last_seen_at < now - SEEN_EVERY
    )
