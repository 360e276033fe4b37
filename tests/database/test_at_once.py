"""Reads that do not need each other, asked side by side where the engine can."""

from collections.abc import Awaitable
from typing import Any

from database.throwaway import Venue
from databases import Database
from mittendrin.database.transactions import at_once, snapshot, transaction


async def test_reads_at_once_answer_in_the_order_of_their_asking(empty_database: Database) -> None:
    await Venue.create_table()
    await Venue.insert(Venue(name="Halle", slug="halle"))

    def asked() -> tuple[Awaitable[Any], ...]:
        return Venue.select(Venue.name).run(), Venue.count().run(), Venue.exists().run()

    said = [[{"name": "Halle"}], 1, True]
    assert await at_once(*asked()) == said
    async with transaction():
        assert await at_once(*asked()) == said
    async with snapshot():
        assert await at_once(*asked()) == said
