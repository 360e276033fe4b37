"""One function for each command."""

import argparse

from mittendrin.cli.serving import serve_pages
from mittendrin.database import migrating


async def migrate(_: argparse.Namespace) -> None:
    await migrating.migrate()


def serve(chosen: argparse.Namespace) -> None:
    serve_pages(chosen.host, chosen.port)
