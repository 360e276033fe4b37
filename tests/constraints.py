"""What a CHECK of the database says when it is broken; only tests ask, because no page ever should."""

import sqlite3

import asyncpg


def check_violation(error: BaseException) -> bool:
    if isinstance(error, sqlite3.IntegrityError):
        return error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_CHECK
    return isinstance(error, asyncpg.CheckViolationError)
