"""SQLite has no ALTER TABLE … ADD or DROP CONSTRAINT, which Piccolo emits even for a new table.

UNIQUE becomes a unique index of the same name; CHECK goes into the CREATE TABLE, while the table is empty.
For everything else see rebuild.py.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any

_ADD = re.compile(r'ALTER TABLE "?(\w+)"? ADD CONSTRAINT "?(\w+)"? (UNIQUE|CHECK|INDEX)\s*(.*)$', re.I | re.S)
_DROP = re.compile(r'ALTER TABLE "?\w+"? DROP CONSTRAINT IF EXISTS "?(\w+)"?$', re.I)

Run = Callable[[str], Awaitable[list[dict[str, Any]]]]


async def translate(ddl: str, run: Run) -> list[str]:
    """The statements that say on SQLite what `ddl` says on PostgreSQL."""
    if added := _ADD.match(ddl):
        table, name, kind, rule = added.groups()
        if kind.upper() == "CHECK":
            return await _create_again_with_check(table, f'CONSTRAINT "{name}" CHECK {rule}', run)
        return [create_index(table, name, kind, rule)]
    if dropped := _DROP.match(ddl):
        return [f'DROP INDEX IF EXISTS "{dropped[1]}"']
    return [ddl]


def create_index(table: str, name: str, kind: str, rule: str) -> str:
    if "NULLS NOT DISTINCT" in rule:
        raise NotImplementedError("SQLite has no NULLS NOT DISTINCT.")
    unique = "UNIQUE " if kind.upper() == "UNIQUE" else ""
    return f'CREATE {unique}INDEX "{name}" ON "{table}" {rule}'


async def _create_again_with_check(table: str, check: str, run: Run) -> list[str]:
    if await run(f'SELECT 1 FROM "{table}" LIMIT 1'):  # noqa: S608
        raise NotImplementedError(f"{table} has rows: give it the CHECK with rebuild().")
    create, *indexes = [row["sql"] for row in await run(_DEFINITIONS.format(table=table))]
    body = create.rstrip().removesuffix(")")
    return [f'DROP TABLE "{table}"', f"{body}, {check})", *indexes]


_DEFINITIONS = (
    "SELECT sql FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL "
    "ORDER BY type = 'table' DESC, rowid"
)
