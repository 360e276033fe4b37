"""Two who each hold what the other wants: PostgreSQL lets one give way, who reads that once more will do."""

from asyncio import Barrier, gather

import pytest

import databases
from database.throwaway import Venue
from databases import Database
from mittendrin.core.refusal import PressAgain
from mittendrin.database.transactions import transaction

pytestmark = pytest.mark.skipif(not databases.SERVER, reason="needs MITTENDRIN_TEST_POSTGRES")


@pytest.mark.parametrize("empty_database", ["postgres"], indirect=True)
async def test_who_gives_way_only_has_to_press_again(empty_database: Database) -> None:
    await Venue.create_table()
    await Venue.insert(Venue(name="Halle", slug="halle"), Venue(name="Haus", slug="haus"))
    both_hold_one = Barrier(2)

    async def rename(first: str, then: str) -> None:
        async with transaction():
            await Venue.update({Venue.name: first}).where(Venue.slug == first)
            await both_hold_one.wait()
            await Venue.update({Venue.name: first}).where(Venue.slug == then)

    said = await gather(rename("halle", "haus"), rename("haus", "halle"), return_exceptions=True)
    (refused,) = [one for one in said if one is not None]
    assert isinstance(refused, PressAgain)
    assert refused.sentence == "Jemand hat gerade dasselbe geändert. Bitte drücken Sie den Knopf noch einmal."
    rows = await Venue.select(Venue.name)
    assert rows[0] == rows[1]
