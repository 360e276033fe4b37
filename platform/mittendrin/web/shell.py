"""All layers in front of Litestar, in the order that a request meets them:

1. `Prepared`: what is ready is given at once; nothing below runs, so it stands first.
2. `SecurityHeaders`: before everything that can answer, so that no answer lacks them. Prepared answers were
   made below and keep theirs.
3. `LastResort`: inside the headers, around everything that may fail.
4. `Wellformed`: whoever comes after it can read the request.
5. `ClientAddress`: before everything that counts by network.
6. `SameOrigin`: a foreign form is refused before its body is read.
7. `BodyFirst`, then `Overload`: a request waits for a place only when it has arrived as a whole.
"""

import time
from collections.abc import Callable
from typing import cast

from litestar import Litestar

from mittendrin.core.clock import system_clock
from mittendrin.settings import Settings
from mittendrin.web.asgi import ASGIApp, Message, Receive, Scope, Send
from mittendrin.web.changes import ChangeWatcher
from mittendrin.web.errors import LastResort, ProblemPages
from mittendrin.web.headers import SecurityHeaders
from mittendrin.web.limits import ClientAddress
from mittendrin.web.origin import SameOrigin
from mittendrin.web.overload import BodyFirst, Overload
from mittendrin.web.prepared import Prepared
from mittendrin.web.sessions_cookie import SessionCookie
from mittendrin.web.shelf import Shelf
from mittendrin.web.wellformed import Wellformed


def create_shell(app: Litestar, settings: Settings) -> "Shell":
    """What the server serves: the app with everything that stands in front of it."""
    pages = ProblemPages(app)
    shelf = Shelf(seconds=_seconds_of(app))
    layers: ASGIApp = cast(ASGIApp, app)
    layers = BodyFirst(Overload(layers, pages), pages)
    layers = SameOrigin(layers, settings.base_url, SessionCookie(settings.is_https), pages)
    layers = ClientAddress(layers, settings.proxies)
    layers = LastResort(Wellformed(layers, pages), pages)
    layers = SecurityHeaders(layers, is_https=settings.is_https)
    return Shell(Prepared(layers, shelf), ChangeWatcher(shelf.drop))


def _seconds_of(app: Litestar) -> Callable[[], float]:
    clock = app.state.get("clock", system_clock)
    # Asked with every request: the plain function is four times as fast.
    return time.time if clock is system_clock else lambda: float(clock().timestamp())


class Shell:
    """Watches for changes as long as the app runs. `watcher` is public for who cannot wait a second."""

    def __init__(self, layers: ASGIApp, watcher: ChangeWatcher) -> None:
        self._layers = layers
        self.watcher = watcher

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            return await self._layers(scope, receive, send)

        async def receive_and_stop() -> Message:
            message = await receive()
            if message["type"] == "lifespan.shutdown":
                await self.watcher.stop()
            return message

        async def start_and_send(message: Message) -> None:
            # The app's own start has opened the database by now, and no request has come yet.
            if message["type"] == "lifespan.startup.complete":
                await self.watcher.start()
            await send(message)

        return await self._layers(scope, receive_and_stop, start_and_send)
