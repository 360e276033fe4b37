"""`python -m mittendrin.database.new_migration "What changes"`: a migration from what changed in the tables.

Deletes nothing and overwrites nothing: the file carries the moment in its name. Read it before you commit it:
on SQLite only new tables, new columns (nullable or with a constant default) and indexes work as they are; for
the rest see rebuild.py.
"""

import asyncio
import sys

from piccolo.apps.migrations.commands.new import new

from mittendrin.database.versions import APP


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit('Say what changes: python -m mittendrin.database.new_migration "Venues have a telephone"')
    asyncio.run(new(APP, auto=True, desc=sys.argv[1]))


if __name__ == "__main__":
    main()
