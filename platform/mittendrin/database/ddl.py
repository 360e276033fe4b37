"""Says in each engine's words what Piccolo's `ALTER TABLE … ADD CONSTRAINT` means.

SQLite has no such statement, and Piccolo emits it even for a new table: UNIQUE becomes a unique index of the
same name, CHECK goes into the CREATE TABLE while the table is empty (else: rebuild.py). INDEX and UNIQUE
INDEX are our own (constraints.py) and become indexes on both. No table gives a number twice: where a page still
names what is gone, it must not mean somebody else. PostgreSQL's sequences never go back, SQLite has to be told.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any

_ADD = re.compile(
    r'ALTER TABLE "?(\w+)"? ADD CONSTRAINT "?(\w+)"? (UNIQUE INDEX|INDEX|UNIQUE|CHECK)\s*(.*)$', re.I | re.S
)
_DROP = re.compile(r'ALTER TABLE "?\w+"? DROP CONSTRAINT IF EXISTS "?(\w+)"?$', re.I)
_COLUMNS = re.compile(r"CREATE TABLE\b|ALTER TABLE \S+ (?:ADD|ALTER) COLUMN\b", re.I)
_KEY = re.compile(r"(?<=INTEGER PRIMARY KEY)(?! AUTOINCREMENT)")
# The name before it tells a column's type from words in a default.
_TEXT_COLUMN = re.compile(r'("\w+" (?:TYPE )?(?:VARCHAR(?:\(\d+\))?|TEXT))(?=[\s,;)]|$)')

Run = Callable[[str], Awaitable[list[dict[str, Any]]]]


async def for_sqlite(ddl: str, run: Run) -> list[str]:
    if added := _ADD.match(ddl):
        table, name, kind, rule = added.groups()
        if kind == "CHECK":
            return await _create_again_with(f'CONSTRAINT "{name}" CHECK {rule}', table, run)
        return [_create_index(table, name, kind, rule)]
    if dropped := _DROP.match(ddl):
        return [f'DROP INDEX IF EXISTS "{dropped[1]}"']
    if ddl.startswith("CREATE TABLE"):
        return [_KEY.sub(" AUTOINCREMENT", ddl, count=1)]
    return [ddl]


def beside(table: str, create: str) -> str:
    """The same table under the name from which `put_in_its_place` takes it."""
    return create.replace(f'"{table}"', f'"{table}__new"', 1)


def put_in_its_place(table: str, *copy: str) -> list[str]:
    """The table that was made beside it takes over its rows and its name, and goes on with its numbers."""
    return [
        _GO_ON.format(table=table),
        *copy,
        f'DROP TABLE "{table}"',
        f'ALTER TABLE "{table}__new" RENAME TO "{table}"',
    ]


_GO_ON = (
    "INSERT INTO sqlite_sequence (name, seq) "
    "SELECT '{table}__new', seq FROM sqlite_sequence WHERE name = '{table}'"
)


def for_postgres(ddl: str) -> list[str]:
    """Text is compared byte by byte as on SQLite, whatever language the database was made for: sort keys count on it."""
    if _COLUMNS.match(ddl):
        return [_TEXT_COLUMN.sub(r'\1 COLLATE "C"', ddl)]
    added = _ADD.match(ddl)
    if added and added[3].endswith("INDEX"):
        return [_create_index(*added.groups())]
    if dropped := _DROP.match(ddl):
        return [ddl, f'DROP INDEX IF EXISTS "{dropped[1]}"']
    return [ddl]


def _create_index(table: str, name: str, kind: str, rule: str) -> str:
    if rule.startswith("NULLS NOT DISTINCT"):
        raise NotImplementedError("SQLite has no NULLS NOT DISTINCT.")
    unique = "UNIQUE " if kind.startswith("UNIQUE") else ""
    return f'CREATE {unique}INDEX "{name}" ON "{table}" {rule}'


async def _create_again_with(check: str, table: str, run: Run) -> list[str]:
    if await run(f'SELECT 1 FROM "{table}" LIMIT 1'):  # noqa: S608
        raise NotImplementedError(f"{table} has rows: give it the CHECK with rebuild().")
    create, *indexes = [row["sql"] for row in await run(_DEFINITIONS.format(table=table))]
    body = beside(table, create).rstrip().removesuffix(")")
    made = await for_sqlite(f"{body}, {check})", run)
    return [*made, *put_in_its_place(table), *indexes]


_DEFINITIONS = (
    "SELECT sql FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL "
    "ORDER BY type = 'table' DESC, rowid"
)
