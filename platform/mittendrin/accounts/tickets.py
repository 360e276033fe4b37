"""What stands between the right password and the code: a ticket in a cookie of its own, which opens nothing else."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from litestar.datastructures import Cookie

from mittendrin.accounts.rules import SECOND_STEP_LASTS
from mittendrin.accounts.sessions import Connection
from mittendrin.accounts.tables import SecondStep
from mittendrin.accounts.typed import SHOWN_FOR, read_fields
from mittendrin.core.refusal import NotFound
from mittendrin.core.tokens import new_token, token_hash
from mittendrin.database.sealing import seal
from mittendrin.web.asgi import Scope
from mittendrin.web.carried import Fields
from mittendrin.web.sessions_cookie import SessionCookie

_ACCOUNT: Any = SecondStep.account


@dataclass(frozen=True, slots=True)
class Ticket:
    """Whose sign-in waits, and what the session will need. `late`: the password has to be typed again."""

    account_id: int
    email: str
    name: str
    late: bool
    onward: str
    typed: Fields


async def issue(account_id: int, now: datetime) -> str:
    """Belongs inside the act's transaction; answers what the cookie carries."""
    value = new_token()
    await SecondStep.insert(SecondStep(key=token_hash(value), account=account_id, created_at=now))
    return value


async def keep(value: str, onward: str, fields: Fields) -> None:
    """Where the person wanted to go, and what they had typed when their session ended."""
    typed = seal(json.dumps(fields, ensure_ascii=False)) if fields else ""
    await SecondStep.update({SecondStep.onward: onward, SecondStep.typed: typed}).where(
        SecondStep.key == token_hash(value)
    )


async def ticket_of(value: str, now: datetime) -> Ticket:
    """Raises NotFound when there is none, or its account is closed."""
    row = await (
        SecondStep.select(
            SecondStep.created_at,
            SecondStep.onward,
            SecondStep.typed,
            _ACCOUNT.id.as_alias("account_id"),
            _ACCOUNT.email.as_alias("email"),
            _ACCOUNT.name.as_alias("name"),
        )
        .where(SecondStep.key == token_hash(value), _ACCOUNT.active.eq(True))
        .first()
    )
    if row is None:
        raise NotFound
    fields = read_fields(row["typed"])
    late = now >= row["created_at"] + SECOND_STEP_LASTS
    return Ticket(row["account_id"], row["email"], row["name"], late, row["onward"], fields)


async def use_up(value: str, now: datetime) -> None:
    """Once only. Raises NotFound."""
    used = await (
        SecondStep.delete()
        .where(SecondStep.key == token_hash(value), SecondStep.created_at > now - SECOND_STEP_LASTS)
        .returning(SecondStep.id)
    )
    if not used:
        raise NotFound


async def forget_tickets(now: datetime) -> None:
    """Called daily. What was typed is kept no longer than in a session."""
    await SecondStep.delete().where(SecondStep.created_at <= now - SHOWN_FOR)


def bring(connection: Connection, value: str) -> Cookie:
    return _cookie_of(connection).carry(value, int(SHOWN_FOR.total_seconds()))


def take_away(connection: Connection) -> Cookie:
    return _cookie_of(connection).end()


def brought(connection: Connection) -> str:
    return _cookie_of(connection).read(cast(Scope, connection.scope)) or ""


def _cookie_of(connection: Connection) -> SessionCookie:
    return SessionCookie(connection.app.state.settings.is_https, "schritt")
