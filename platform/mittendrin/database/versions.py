"""Which migrations the database has seen, without loading what runs them."""

import re

from piccolo.apps.migrations.tables import Migration

from mittendrin.core.refusal import Refused
from mittendrin.paths import MIGRATIONS

APP = "mittendrin"
FILES = f"{APP}_*.py"


async def applied_migrations() -> list[str]:
    """In the order in which they ran; the last one is the version of the schema."""
    if not await Migration.table_exists():
        return []
    return await Migration.get_migrations_which_ran(APP)


async def refuse_old_database() -> None:
    """Raises Refused with what the operator has to do."""
    applied = {_digits(one) for one in await applied_migrations()}
    missing = [one for one in MIGRATIONS.glob(FILES) if _digits(one.stem) not in applied]
    if missing:
        raise Refused(f"{len(missing)} migrations are missing: run `mittendrin migrate`.")


def _digits(name: str) -> str:
    """A file is named after its migration, with other signs in between."""
    return re.sub(r"\D", "", name)
