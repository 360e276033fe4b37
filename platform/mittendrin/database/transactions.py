"""The two ways to hold several statements together, and the one to ask them side by side."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from mittendrin.database.engine import Transaction, current_engine


def transaction() -> Transaction:
    """All or nothing. Joins the transaction that already runs, so an action may call an action.

    Keep it short: read and compute first, write last; on SQLite everyone else who writes is waiting.
    """
    return current_engine().transaction()


def snapshot() -> Transaction:
    """Several reads that see the same moment; writing is an error. Inside a transaction it joins that one."""
    return current_engine().snapshot()


async def at_once(*reads: Awaitable[Any]) -> list[Any]:
    """Reads that do not need each other: PostgreSQL answers them at the same time, each on a connection of its own.

    Inside a transaction there is one connection, so there one follows the other.
    """
    if current_engine().current_transaction.get():
        return [await read for read in reads]
    return await asyncio.gather(*reads)
