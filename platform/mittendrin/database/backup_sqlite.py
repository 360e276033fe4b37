"""SQLite saves itself: VACUUM INTO reads one moment while others write; backup() writes all or nothing."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace

from mittendrin.database.archive import BackupRefused, Manifest
from mittendrin.database.sqlite_engine import PooledSQLiteEngine

PART = "database.sqlite"


async def save(engine: PooledSQLiteEngine, manifest: Manifest, folder: Path) -> Manifest:
    rows = await asyncio.to_thread(_save, engine.path, folder / PART)
    return replace(manifest, rows=rows)


async def put_back(engine: PooledSQLiteEngine, manifest: Manifest, folder: Path) -> None:
    await asyncio.to_thread(_put_back, engine.path, folder / PART, manifest)


def _save(path: str, part: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("VACUUM INTO ?", (str(part),))
    with closing(sqlite3.connect(part)) as copy:
        _check(copy)
        return _rows(copy)


def _put_back(path: str, part: Path, manifest: Manifest) -> None:
    with closing(sqlite3.connect(part)) as saved, closing(sqlite3.connect(path)) as target:
        _check(saved)
        if _rows(saved) != manifest.rows:
            raise BackupRefused("The backup does not hold as many rows as its manifest says.")
        filled = [table for table, number in _rows(target).items() if number and table != "migration"]
        if filled:
            raise BackupRefused(f"The database is not empty: {', '.join(filled)}. Restore into a new one.")
        saved.backup(target)


def _check(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise BackupRefused("SQLite finds the copy damaged.")
    if broken := connection.execute("PRAGMA foreign_key_check").fetchall():
        raise BackupRefused(f"Rows point to others that are not there: {broken[:3]}")


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in names.fetchall()
    }
