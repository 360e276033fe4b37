"""Statements that Piccolo puts into words once, and that run with new values each time.

Piccolo needs up to 1 ms to write a statement, the database 0.05 ms to run it. What every sign-up does is kept:

    _BY_KEY = KeptStatement(lambda: Registration.select(Registration.code).where(Registration.key == given("key")))
    rows = await _BY_KEY.rows(key="…")

A condition that differs from one time to the next belongs to `KeptSelect`.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from piccolo.columns import Column
from piccolo.columns.defaults.base import Default
from piccolo.query.base import Query
from piccolo.querystring import QueryString
from piccolo.table import Table

from mittendrin.database.kept_select import Row, as_dicts


class Given(int):
    """Keeps the place of a value. A number for Piccolo, which refuses to add anything else to a column."""

    name: str


def given(name: str) -> Any:
    """Never for NULL in a condition: Piccolo would have written IS NULL."""
    place = Given()
    place.name = name
    return place


class KeptStatement:
    """`write` is asked once for each kind of engine, which mark the places of values in their own way."""

    def __init__(self, write: Callable[[], Query[Any, Any]]) -> None:
        self._write = write
        self._kept: dict[str, tuple[str, list[Any]]] = {}

    async def rows(self, **values: Any) -> list[Row]:
        """Raises KeyError when a value is missing."""
        engine = self._table._meta.db
        text, places = self._kept.get(engine.engine_type) or self._keep(engine.engine_type)
        filled = [values[place.name] if isinstance(place, Given) else place for place in places]
        return as_dicts(await engine.run_querystring(Worded(text, filled), in_pool=True))

    async def first(self, **values: Any) -> Row | None:
        return next(iter(await self.rows(**values)), None)

    @cached_property
    def _table(self) -> type[Table]:
        return self._write().table

    def _keep(self, engine_type: str) -> tuple[str, list[Any]]:
        (querystring,) = self._write().querystrings
        return self._kept.setdefault(engine_type, querystring.compile_string(engine_type))


class Worded(QueryString):
    """Words and values as the engine takes them. Piccolo's own beginning would look for columns among them."""

    query_type = "generic"
    table = None

    def __init__(self, text: str, values: list[Any]) -> None:
        self._compiled = text, values

    def compile_string(self, engine_type: str = "postgres") -> tuple[str, list[Any]]:
        return self._compiled


class KeptInsert:
    """One new row. What is not given has the default of its column, as with `Table.insert`."""

    def __init__(self, table: type[Table]) -> None:
        self._table = table
        self._statements: dict[tuple[str, ...], KeptStatement] = {}

    async def new_id(self, **values: Any) -> int:
        names = tuple(values)
        statement = self._statements.get(names) or self._keep(names)
        (row,) = await statement.rows(**values)
        return int(row["id"])

    def _keep(self, names: tuple[str, ...]) -> KeptStatement:
        changing = [
            column._meta.name for column in self._table._meta.columns if _has_changing_default(column)
        ]
        if missing := set(changing) - set(names):
            raise TypeError(f"Kept for good would be the first value of {', '.join(missing)}.")
        values = {name: given(name) for name in names}
        return self._statements.setdefault(
            names, KeptStatement(lambda: self._table.insert(self._table(**values)))
        )


def _has_changing_default(column: Column) -> bool:
    default = column._meta.params.get("default")
    return callable(default) or isinstance(default, Default)
