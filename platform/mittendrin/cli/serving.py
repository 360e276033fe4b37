"""Starts the server processes. On SQLite one process writes, so there is one unless more are asked for."""

from granian.constants import Interfaces
from granian.server import Server

from mittendrin.app import create_app
from mittendrin.settings import settings
from mittendrin.web.asgi import ASGIApp


def make_app() -> ASGIApp:
    """Called in each server process."""
    return create_app(settings())


def serve_pages(host: str, port: int) -> None:
    print(f"Mittendrin: {settings().base_url}", flush=True)
    Server(
        "mittendrin.cli.serving:make_app",
        factory=True,
        interface=Interfaces.ASGI,
        address=host,
        port=port,
        workers=settings().workers,
        log_access=False,
    ).serve()
