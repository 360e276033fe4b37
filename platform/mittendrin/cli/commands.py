"""Preparing the database: its tables, and a sample city."""

import argparse

from mittendrin.cli import sample
from mittendrin.core.clock import system_clock
from mittendrin.database import migrating


async def migrate(_: argparse.Namespace) -> None:
    await migrating.migrate()


async def demo(chosen: argparse.Namespace) -> None:
    if chosen.remove:
        await sample.remove(system_clock())
    elif chosen.if_empty:
        await sample.load_if_empty(system_clock())
    else:
        await sample.load(system_clock())
