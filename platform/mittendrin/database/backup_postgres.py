"""PostgreSQL table by table through COPY, read as of one moment, put back in one transaction.

Not pg_dump: it must be as new as the server, and the machine that runs us may not have it.
"""

from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from mittendrin.database.archive import BackupRefused, Manifest
from mittendrin.database.migrating import run_pending
from mittendrin.database.postgres_engine import CarefulPostgresEngine
from mittendrin.database.versions import applied_migrations

LONG = 3600.0


async def save(engine: CarefulPostgresEngine, manifest: Manifest, folder: Path) -> Manifest:
    async with engine.snapshot() as moment:
        connection = moment.connection
        columns = await _columns(connection)
        rows = {}
        for table, names in columns.items():
            said = await connection.copy_from_table(
                table, columns=names, output=folder / _part(table), timeout=LONG
            )
            rows[table] = int(said.removeprefix("COPY "))
        sequences = {row["name"]: row["value"] for row in await connection.fetch(_SEQUENCES)}
    return replace(manifest, rows=rows, columns=columns, sequences=sequences)


async def put_back(engine: CarefulPostgresEngine, manifest: Manifest, folder: Path) -> None:
    async with engine.migration() as migration:
        connection = migration.connection
        await _refuse_if_filled(connection)
        await _bring_to(manifest.version)
        order = await _parents_first(connection)
        if sorted(order) != sorted(manifest.columns):
            raise BackupRefused("The backup has other tables than its version of the program makes.")
        for table in reversed(order):  # what migrations themselves put in is in the backup too
            await connection.execute(f'DELETE FROM "{table}"')  # noqa: S608
        for table in order:
            await _fill(connection, table, manifest, folder)
        for sequence, value in manifest.sequences.items():
            await connection.execute("SELECT setval($1::text::regclass, $2)", sequence, value)


async def _bring_to(version: str) -> None:
    applied = await applied_migrations()
    if applied and applied[-1] != version:
        raise BackupRefused(f"The database is at {applied[-1]}, the backup at {version}: use a new database.")
    if not applied:
        await run_pending(until=version)


async def _refuse_if_filled(connection: Any) -> None:
    for table in await _columns(connection):
        if table != "migration" and await connection.fetchval(f'SELECT 1 FROM "{table}" LIMIT 1'):  # noqa: S608
            raise BackupRefused(f"The database is not empty: {table}. Restore into a new one.")


async def _fill(connection: Any, table: str, manifest: Manifest, folder: Path) -> None:
    said = await connection.copy_to_table(
        table, columns=manifest.columns[table], source=folder / _part(table), timeout=LONG
    )
    if int(said.removeprefix("COPY ")) != manifest.rows[table]:
        raise BackupRefused(f"{table} does not hold as many rows as the manifest says.")


async def _columns(connection: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in await connection.fetch(_COLUMNS):
        found.setdefault(row["table_name"], []).append(row["column_name"])
    return found


async def _parents_first(connection: Any) -> list[str]:
    order: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(await _columns(connection), ()))
    for row in await connection.fetch(_REFERENCES):
        order.add(row["child"], row["parent"])
    return list(order.static_order())


def _part(table: str) -> str:
    return f"{table}.copy"


_COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables
USING (table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
ORDER BY table_name, ordinal_position
"""
_SEQUENCES = """
SELECT format('%I', sequencename) AS name, last_value AS value FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL
"""
# A table that points to itself is whole after its COPY.
_REFERENCES = """
SELECT child.relname AS child, parent.relname AS parent FROM pg_constraint
JOIN pg_class child ON child.oid = conrelid JOIN pg_class parent ON parent.oid = confrelid
WHERE contype = 'f' AND conrelid <> confrelid
"""
