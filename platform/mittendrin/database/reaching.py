"""Whether there is a database at all, asked before anything is done with it."""

import sqlite3

import asyncpg  # type: ignore[import-untyped]

from mittendrin.core.refusal import Refused
from mittendrin.database.engine import current_engine


class Unreachable(Refused):
    """Carries the sentence that the operator reads."""


async def reach_database() -> None:
    """Raises Unreachable with what the engine says: a wrong address, password or folder."""
    try:
        await current_engine().run_ddl("SELECT 1")
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, sqlite3.Error) as error:
        raise Unreachable(f"The database of MITTENDRIN_DATABASE cannot be reached: {error}") from error
