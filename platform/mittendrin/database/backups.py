"""`backup` while everything runs, into one checked file; `restore` into an empty database, or not at all.

The file belongs to its engine. It holds one moment and is made by what the engine itself offers: no other
program is needed. After `restore` run `migrate`: the backup may be older than the program.
"""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from mittendrin.database import backup_postgres, backup_sqlite
from mittendrin.database.archive import BackupRefused, Manifest, pack, unpack
from mittendrin.database.engine import Engine, current_engine
from mittendrin.database.sqlite_engine import PooledSQLiteEngine
from mittendrin.database.versions import applied_migrations

__all__ = ["BackupRefused", "Manifest", "backup", "restore"]


async def backup(target: Path) -> Manifest:
    if await asyncio.to_thread(target.exists):
        raise BackupRefused(f"{target} exists already: a backup never replaces another one.")
    applied = await applied_migrations()
    if not applied:
        raise BackupRefused("There is nothing to save: the database has no tables yet.")
    engine = current_engine()
    made = Manifest(
        engine=engine.engine_type, version=applied[-1], made_at=datetime.now(UTC).isoformat(), rows={}
    )
    with TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        if isinstance(engine, PooledSQLiteEngine):
            saved = await backup_sqlite.save(engine, made, Path(folder))
        else:
            saved = await backup_postgres.save(engine, made, Path(folder))
        return await asyncio.to_thread(pack, Path(folder), saved, target)


async def restore(source: Path) -> Manifest:
    engine = current_engine()
    with TemporaryDirectory(prefix="mittendrin-restore-") as folder:
        manifest = await asyncio.to_thread(unpack, source, Path(folder))
        await _put_back(engine, manifest, Path(folder))
    return manifest


async def _put_back(engine: Engine, manifest: Manifest, folder: Path) -> None:
    if manifest.engine != engine.engine_type:
        raise BackupRefused(f"This backup is of {manifest.engine}, the database is {engine.engine_type}.")
    if isinstance(engine, PooledSQLiteEngine):
        await backup_sqlite.put_back(engine, manifest, folder)
    else:
        await backup_postgres.put_back(engine, manifest, folder)
