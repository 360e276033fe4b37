"""Two who each hold what the other wants: PostgreSQL lets one give way, who reads that once more will do."""

from asyncio import Barrier, gather

import pytest

import databases
from database.throwaway import Venue
from databases import Database
from mittendrin.core.refusal import PressAgain
from mittendrin.database.engine import current_engine
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


# What PostgreSQL says of a deadlock, of two who cannot both have been first, and of a lock that was not to be had.
CODES = ("40P01", "40001", "55P03")
GIVES_WAY = "DO $$BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END$$"
AT_ITS_END = (
    "CREATE FUNCTION give_way() RETURNS trigger LANGUAGE plpgsql AS "
    "$$BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END$$",
    "CREATE CONSTRAINT TRIGGER give_way AFTER INSERT ON try_venue "
    "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION give_way()",
)


@pytest.mark.parametrize("empty_database", ["postgres"], indirect=True)
@pytest.mark.parametrize("code", CODES)
async def test_a_single_statement_gives_way_like_a_transaction(empty_database: Database, code: str) -> None:
    statement = GIVES_WAY.replace("{code}", code)
    with pytest.raises(PressAgain):
        await current_engine().run_ddl(statement)
    with pytest.raises(PressAgain):
        async with transaction():
            await current_engine().run_ddl(statement)
    assert await Venue.raw("SELECT 1 AS one").run() == [{"one": 1}]


@pytest.mark.parametrize("empty_database", ["postgres"], indirect=True)
async def test_so_does_one_that_is_refused_at_its_end(empty_database: Database) -> None:
    await Venue.create_table()
    for statement in AT_ITS_END:
        await current_engine().run_ddl(statement)
    with pytest.raises(PressAgain):
        async with transaction():
            await Venue.insert(Venue(name="Halle", slug="halle"))
    assert await Venue.count() == 0
