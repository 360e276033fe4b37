"""What somebody typed is not lost when their session has ended: it goes with them through the sign-in.

Hidden fields of the sign-in page carry it, the new session keeps it for an hour, and the page that the form stood on
shows it again. That page is only opened, never sent: nothing is done that the person has not seen.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException

from mittendrin.accounts.tables import Session
from mittendrin.core.tokens import token_hash
from mittendrin.database.sealing import CannotOpen, opened, seal
from mittendrin.web.addresses import can_be_opened
from mittendrin.web.asgi import Scope
from mittendrin.web.carried import Fields, without_secrets
from mittendrin.web.forms import Form, read_form
from mittendrin.web.origin import Source, origin_of, source_of

CARRIED = "getippt"
SHOWN_AGAIN = ("getippt", "ja")
SHOWN_FOR = timedelta(hours=1)


class SignInFirst(NotAuthorizedException):
    """Nobody is signed in. `typed` is what came with the request, without passwords."""

    def __init__(self, typed: Fields) -> None:
        super().__init__()
        self.typed = typed


async def sign_in_first(connection: ASGIConnection[Any, Any, Any, Any]) -> SignInFirst:
    """To be raised. Only what our own page has sent is carried on."""
    own = origin_of(connection.app.state.settings.base_url) or ""
    if not isinstance(connection, Request) or connection.method != "POST":
        return SignInFirst([])
    if source_of(cast(Scope, connection.scope), own) is not Source.here:
        return SignInFirst([])
    return SignInFirst(without_secrets((await read_form(connection)).everything()))


def carry(fields: Fields) -> list[str]:
    """For hidden fields, one for each that was typed."""
    return [urlencode([field]) for field in fields]


def carried(form: Form) -> Fields:
    """Out of the form of the sign-in page."""
    texts = [text for _name, text in form.carried([CARRIED])]
    return without_secrets([field for text in texts for field in parse_qsl(text, keep_blank_values=True)])


async def keep(session: str, fields: Fields) -> None:
    """With the new session, and with nobody else's."""
    typed = seal(json.dumps(fields, ensure_ascii=False))
    await Session.update({Session.typed: typed}).where(Session.key == token_hash(session))


async def kept(session: str, now: datetime) -> Fields:
    row = await (
        Session.select(Session.typed)
        .where(Session.key == token_hash(session), Session.created_at > now - SHOWN_FOR)
        .first()
    )
    return read_fields(row["typed"]) if row else []


def read_fields(sealed: str) -> Fields:
    """Nobody is kept from signing in by what cannot be opened: it was of another secret, as all links were."""
    try:
        return [(name, value) for name, value in json.loads(opened(sealed) or "[]")]
    except CannotOpen:
        return []


async def forget_typed(now: datetime) -> None:
    """Called daily."""
    await Session.update({Session.typed: ""}).where(
        Session.typed != "", Session.created_at <= now - SHOWN_FOR
    )


def page_of_form(request: Request[Any, Any, Any]) -> str:
    """The way back to the form: the page it stood on, else the nearest page above the address it was sent to."""
    before = urlsplit(request.headers.get("referer", ""))
    if before.path and can_be_opened(request.app, before.path):
        return f"{before.path}?{before.query}".rstrip("?")
    parts = request.url.path.split("/")
    above = ("/".join(parts[:length]) for length in range(len(parts), 1, -1))
    return next((path for path in above if can_be_opened(request.app, path)), "")


def with_typed(address: str) -> str:
    """The address at which the page shows what is kept."""
    path, _mark, query = address.partition("?")
    rest: Iterable[tuple[str, str]] = (pair for pair in parse_qsl(query) if pair[0] != CARRIED)
    return f"{path}?{urlencode([*rest, SHOWN_AGAIN])}"
