"""What a constraint of the database said, in one vocabulary for both engines."""

import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import asyncpg  # type: ignore[import-untyped]

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.engine import current_engine

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

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


def finds_the_first(act: Callable[Asked, Awaitable[Answer]]) -> Callable[Asked, Awaitable[Answer]]:
    """For an act that answers a form sent twice as it did the first time, because it looks for its key first.

    Sent twice at the same moment, both find nothing, and PostgreSQL refuses the second: done once more, it finds the
    first. Belongs around the whole transaction. Raises Refused when what is there is somebody else's.
    """

    @wraps(act)
    async def again_when_second(*args: Asked.args, **named: Asked.kwargs) -> Answer:
        try:
            return await act(*args, **named)
        except Exception as error:
            if not unique_violation(error) or current_engine().current_transaction.get():
                raise
        with refuse_duplicate(_("Das wird gerade schon gespeichert.")):
            return await act(*args, **named)

    return again_when_second
