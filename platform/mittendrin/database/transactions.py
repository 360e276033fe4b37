"""The two ways to hold several statements together."""

from mittendrin.database.engine import Transaction, current_engine


def transaction() -> Transaction:
    """All or nothing. Joins the transaction that already runs, so an action may call an action.

    Keep it short: read and compute first, write last; on SQLite everyone else who writes is waiting.
    """
    return current_engine().transaction()


def snapshot() -> Transaction:
    """Several reads that see the same moment; writing is an error. Inside a transaction it joins that one."""
    return current_engine().snapshot()
