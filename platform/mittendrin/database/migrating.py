"""Brings the database to the newest version: all pending migrations or none.

Everything runs in one transaction with its lock (`BEGIN IMMEDIATE`, on PostgreSQL an advisory lock), so
several processes may start at once, and a migration that fails leaves nothing behind. Migrations therefore
never set `wrap_in_transaction=False`.
"""

from contextlib import redirect_stdout
from io import StringIO

from piccolo.apps.migrations.commands.forwards import run_forwards

from mittendrin.core.refusal import Refused
from mittendrin.database.engine import current_engine
from mittendrin.database.versions import APP, applied_migrations


class MigrationFailed(Refused):
    """Carries what Piccolo printed."""


async def migrate() -> list[str]:
    """The ids of the migrations that were run: none when everything is new already."""
    async with current_engine().migration():
        return await run_pending()


async def run_pending(until: str = "all") -> list[str]:
    """Only inside `current_engine().migration()`, which holds the lock."""
    before = await applied_migrations()
    said = StringIO()
    with redirect_stdout(said):
        result = await run_forwards(APP, until)
    if not result.success:
        raise MigrationFailed(result.message or said.getvalue())
    return [name for name in await applied_migrations() if name not in before]
