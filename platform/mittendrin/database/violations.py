"""What a constraint of the database said, in one vocabulary for both engines."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg  # type: ignore[import-untyped]

from mittendrin.core.refusal import Refused

_UNIQUE = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)


def unique_violation(error: BaseException) -> bool:
    if isinstance(error, sqlite3.IntegrityError):
        return error.sqlite_errorcode in _UNIQUE
    return isinstance(error, asyncpg.UniqueViolationError)


def foreign_key_violation(error: BaseException) -> bool:
    if isinstance(error, sqlite3.IntegrityError):
        # The code is that of a trigger when ON DELETE RESTRICT refuses.
        return str(error) == "FOREIGN KEY constraint failed"
    return isinstance(error, asyncpg.ForeignKeyViolationError)


@contextmanager
def refuse_duplicate(sentence: str, field: str | None = None) -> Iterator[None]:
    """Turns a broken UNIQUE into `Refused(sentence, field)`.

    Put it around the whole `transaction()`: PostgreSQL accepts nothing more in one that failed.
    """
    try:
        yield
    except Exception as error:
        if unique_violation(error):
            raise Refused(sentence, field) from error
        raise
