"""The browser that an owner has signed in with before, told by a signed cookie.

Limits count by network, and behind one network may stand a whole care home. Whoever guesses there must not keep
the owner out, so a browser that the account knows is counted by itself.
"""

import hashlib
import hmac
from typing import cast

from litestar.datastructures import Cookie

from mittendrin.accounts.rules import KNOWN_NETWORK_KEPT
from mittendrin.accounts.sessions import Connection
from mittendrin.core.tokens import new_token
from mittendrin.web.asgi import Scope
from mittendrin.web.limits import network_behind
from mittendrin.web.sessions_cookie import SessionCookie


def browser_of(connection: Connection) -> str:
    """What stands for this browser, empty when it has never signed in; only we can have written it."""
    given = _cookie_of(connection).read(cast(Scope, connection.scope)) or ""
    name, _, signature = given.partition(".")
    own = _signature(connection, name)
    # As bytes: what is no ASCII cannot be compared otherwise.
    return given if hmac.compare_digest(own.encode(), signature.encode()) else ""


def new_browser(connection: Connection) -> str:
    name = new_token()
    return f"{name}.{_signature(connection, name)}"


def this_browser(connection: Connection) -> str:
    return browser_of(connection) or new_browser(connection)


def remember(connection: Connection, browser: str) -> Cookie:
    return _cookie_of(connection).carry(browser, int(KNOWN_NETWORK_KEPT.total_seconds()))


def browser_or_network(connection: Connection) -> str:
    """For limits: who has signed in here before does not share the limit of the network."""
    return browser_of(connection) or network_behind(connection)


def _signature(connection: Connection, name: str) -> str:
    secret = connection.app.state.settings.secret
    return hmac.new(secret, b"browser:" + name.encode(), hashlib.sha256).hexdigest()[:32]


def _cookie_of(connection: Connection) -> SessionCookie:
    return SessionCookie(connection.app.state.settings.is_https, "geraet")
