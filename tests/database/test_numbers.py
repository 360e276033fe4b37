"""Many numbers as one value, and numbers that a question finds: the same answer on both engines."""

import pytest

from makers import a_topic
from mittendrin.database.engine import current_engine
from mittendrin.database.kept_statement import KeptStatement, given
from mittendrin.database.numbers import among, none_of, one_of, together
from mittendrin.places.tables import Topic

pytestmark = pytest.mark.usefixtures("database")

NAMES = ("Bewegung", "Singen", "Spiele")
SUNG = Topic.select(Topic.id).where(Topic.name == "Singen")


async def test_one_of_many_and_none_of_them() -> None:
    moving, singing, playing = [await a_topic(name) for name in NAMES]
    these = together([moving, playing])
    assert await Topic.count().where(one_of("topic.id", these)) == 2
    (left,) = await Topic.select(Topic.id).where(none_of("topic.id", these))
    assert left["id"] == singing


async def test_among_those_that_a_kept_question_finds() -> None:
    _moving, singing, _playing = [await a_topic(name) for name in NAMES]
    called = Topic.select(Topic.id).where(Topic.name == given("name"))
    statement = KeptStatement(lambda: Topic.select(Topic.id).where(among("topic.id", called)))
    assert await statement.rows(name="Singen") == [{"id": singing}]
    assert await statement.rows(name="Kochen") == []


async def test_postgres_finds_them_first_however_few_rows_the_rest_leaves() -> None:
    if current_engine().engine_type != "postgres":
        pytest.skip("SQLite begins with them by itself.")
    await a_topic("Singen")
    (asked,) = Topic.select(Topic.id).where(among("topic.id", SUNG) & (Topic.position == 0)).querystrings
    text, values = asked.compile_string()
    plan = await Topic.raw(f"EXPLAIN {text}".replace("$1", "{}").replace("$2", "{}"), *values)
    assert any("InitPlan" in row["QUERY PLAN"] for row in plan)
