"""Starts the server processes. On SQLite one process writes, so there is one unless more are asked for."""

import argparse
import asyncio
import logging
import os
import signal
import socket

from granian.constants import Interfaces
from granian.server import Server

from mittendrin.app import create_app
from mittendrin.cli.greeting import say_accounts, say_how_to_begin
from mittendrin.cli.staying import made_to_stay
from mittendrin.core.refusal import Refused
from mittendrin.database.engine import current_engine, use_engine
from mittendrin.database.transactions import snapshot
from mittendrin.database.versions import refuse_old_database
from mittendrin.settings import settings
from mittendrin.web.asgi import ASGIApp

# For the answers and the jobs under way when the server is told to end.
ENDS_WITHIN = 20


def serve(chosen: argparse.Namespace) -> None:
    asyncio.run(_greet())
    serve_pages(chosen.host, chosen.port)


async def _greet() -> None:
    use_engine(current_engine())
    async with snapshot():  # one connection for all of it
        await refuse_old_database()
        await say_accounts()
        await say_how_to_begin()


def make_app() -> ASGIApp:
    """Called in each server process."""
    logging.basicConfig(format="%(levelname)s - %(asctime)s - %(name)s - %(message)s")
    logging.getLogger("mittendrin").setLevel(logging.INFO)
    with made_to_stay():
        return create_app(settings())


def _end_when_told() -> None:
    """A new process has the handlers of the one that made it, until it listens itself: told to end so early, it would
    go on for ever, and that one would wait for it.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


def refuse_taken_port(host: str, port: int) -> None:
    """The server's own processes share a port, so a second server would silently answer half of the requests."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as error:
        raise Refused(f"Port {port} cannot be used: {error.strerror}. Choose another with --port.") from error


def serve_pages(host: str, port: int) -> None:
    refuse_taken_port(host, port)
    print(f"Mittendrin: {settings().base_url}", flush=True)
    os.register_at_fork(after_in_child=_end_when_told)
    Server(
        "mittendrin.cli.serving:make_app",
        factory=True,
        interface=Interfaces.ASGI,
        address=host,
        port=port,
        workers=settings().workers,
        log_access=False,
        workers_kill_timeout=ENDS_WITHIN,
    ).serve()
