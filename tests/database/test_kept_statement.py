"""The same words, other values: and the same rows as Piccolo would write and read."""

from datetime import UTC, datetime
from typing import Any

import pytest

from database.throwaway import Club, Venue, Walk
from databases import Database
from mittendrin.core.refusal import Refused
from mittendrin.database.kept_statement import KeptInsert, KeptStatement, given
from mittendrin.database.transactions import transaction

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def _venues(empty_database: Database) -> None:
    await Venue.create_table()


async def test_words_are_kept_and_values_are_new() -> None:
    words: list[Any] = []

    def write() -> Any:
        words.append(Venue.select(Venue.name).where(Venue.slug == given("slug")))
        return words[-1]

    statement, insert = KeptStatement(write), KeptInsert(Venue)
    for name in ("Stadthalle", "Stadtpark", "Stadtbad"):
        await insert.new_id(name=name, slug=name.lower())
    assert await statement.rows(slug="stadthalle") == [{"name": "Stadthalle"}]
    written = len(words)
    assert await statement.first(slug="stadtbad") == {"name": "Stadtbad"}
    assert await statement.first(slug="nirgends") is None
    assert len(words) == written


async def test_a_new_row_has_the_defaults_of_its_table() -> None:
    kept, written = KeptInsert(Venue), Venue.insert
    ids = [
        await kept.new_id(name="Stadthalle", slug="a"),
        (await written(Venue(name="Stadthalle", slug="b")))[0]["id"],
    ]
    rows = await Venue.select(Venue.id, Venue.name, Venue.step_free).order_by(Venue.id)
    assert rows == [{"id": id_, "name": "Stadthalle", "step_free": False} for id_ in ids]


async def test_places_of_values_can_be_counted_with() -> None:
    await Club.create_table()
    await Walk.create_table()
    club = await KeptInsert(Club).new_id(name="Wanderfreunde", about="")
    walk = await KeptInsert(Walk).new_id(club=club, title="Spaziergang", seats=8, begins=NOON)
    take = KeptStatement(
        lambda: (
            Walk.update({Walk.taken: Walk.taken + given("party")})
            .where(Walk.id == given("id"), Walk.taken <= Walk.seats - given("party"))
            .returning(Walk.taken, Walk.begins)
        )
    )
    taken = [await take.first(id=walk, party=party) for party in (3, 6, 5)]
    assert taken == [{"taken": 3, "begins": NOON}, None, {"taken": 8, "begins": NOON}]


async def test_it_belongs_to_the_transaction_around_it() -> None:
    with pytest.raises(Refused):
        async with transaction():
            await KeptInsert(Venue).new_id(name="Stadthalle", slug="stadthalle")
            raise Refused("Doch nicht.")
    assert await Venue.count() == 0


async def test_a_value_that_is_missing_is_a_mistake() -> None:
    statement = KeptStatement(lambda: Venue.select(Venue.id).where(Venue.slug == given("slug")))
    with pytest.raises(KeyError, match="slug"):
        await statement.rows(name="Stadthalle")


async def test_a_moment_is_never_kept_as_a_default() -> None:
    with pytest.raises(TypeError, match="begins"):
        await KeptInsert(Walk).new_id(club=1, title="Spaziergang", seats=8)
