"""One function for each command."""

import argparse
import asyncio

from mittendrin.cli import first_account, sample
from mittendrin.cli.serving import serve_pages
from mittendrin.core.clock import system_clock
from mittendrin.database import migrating


async def migrate(_: argparse.Namespace) -> None:
    await migrating.migrate()


async def demo(chosen: argparse.Namespace) -> None:
    if chosen.remove:
        await sample.remove()
    elif chosen.if_empty:
        await sample.load_if_empty(system_clock())
    else:
        await sample.load(system_clock())


def serve(chosen: argparse.Namespace) -> None:
    asyncio.run(_greet())
    serve_pages(chosen.host, chosen.port)


async def _greet() -> None:
    await sample.say_accounts()
    await first_account.say_how_to_begin()
