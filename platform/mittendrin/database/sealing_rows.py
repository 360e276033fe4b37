"""For migrations: seals a column that was plain, before the database begins to refuse what is not sealed.

    manager.add_raw(seal_column("offer", "best_time"))

Piccolo runs such lines before it alters columns and adds constraints.
"""

from collections.abc import Awaitable, Callable

from piccolo.querystring import QueryString, Unquoted

from mittendrin.database.engine import current_engine
from mittendrin.database.sealing import MARK, seal


def seal_column(table: str, column: str) -> Callable[[], Awaitable[None]]:
    """With the secret of the service; what is sealed already stays."""
    its_table, its_column = Unquoted(f'"{table}"'), Unquoted(f'"{column}"')

    async def run() -> None:
        engine = current_engine()
        asked = QueryString("SELECT id, {} AS said FROM {}", its_column, its_table)
        for row in await engine.run_querystring(asked):
            if row["said"] and not row["said"].startswith(MARK):
                sealed = seal(row["said"])
                await engine.run_querystring(
                    QueryString(
                        "UPDATE {} SET {} = {} WHERE id = {}", its_table, its_column, sealed, row["id"]
                    )
                )

    return run
