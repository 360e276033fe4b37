"""A database that was made for German sorts by itself; our sort keys are compared byte by byte all the same."""

import os
from collections.abc import Iterator

import pytest

import databases
from databases import Database
from makers import NOW
from mittendrin.core.text import sort_key
from mittendrin.database.ddl import for_postgres
from mittendrin.database.pool import close_pool, open_pool
from mittendrin.places.tables import Topic, Venue

NAMES = [
    "Haus am See",
    "Hausa",
    "Haus-Ost",
    "Häuser",
    "Zum Ölberg",
    "Zum Olberg",
    "1. FC",
    "Äpfel",
    "Apfel",
    "Straße",
]
GERMAN = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' LOCALE 'C.UTF-8'"


@pytest.fixture
def german() -> Iterator[Database]:
    database = databases.new_postgres(f"mittendrin_test_german_{os.getpid()}", GERMAN)
    yield databases.migrated(database)
    databases.drop_postgres(database)


@pytest.mark.skipif(not databases.SERVER, reason="needs MITTENDRIN_TEST_POSTGRES")
async def test_sort_keys_do_not_depend_on_the_language_of_the_database(german: Database) -> None:
    databases.use(german)
    await open_pool()
    try:
        await Topic.insert(*(Topic(slug=f"t{n}", name=name) for n, name in enumerate(NAMES)))
        await Venue.insert(*(a_venue(number, name) for number, name in enumerate(NAMES)))
        rows = await Venue.select(Venue.name).order_by(Venue.sort_key, Venue.id)
        topics = await Topic.select(Topic.name).order_by(Topic.name, Topic.id)
    finally:
        await close_pool()
    assert [row["name"] for row in rows] == sorted(NAMES, key=sort_key)
    assert [row["name"] for row in topics] == sorted(NAMES)


def a_venue(number: int, name: str) -> Venue:
    return Venue(
        slug=f"v{number}",
        name=name,
        street="Musterstraße 1",
        postcode="67655",
        city="Kaiserslautern",
        sort_key=sort_key(name),
        changed_at=NOW,
    )


@pytest.mark.parametrize(
    ("ddl", "said"),
    [
        (
            'CREATE TABLE "a" ("b" VARCHAR(200) NOT NULL DEFAULT \'"c" TEXT\', "d" TEXT, "e" INTEGER)',
            'CREATE TABLE "a" ("b" VARCHAR(200) COLLATE "C" NOT NULL DEFAULT \'"c" TEXT\', "d" TEXT COLLATE "C", '
            '"e" INTEGER)',
        ),
        (
            'ALTER TABLE a ALTER COLUMN "b" TYPE VARCHAR(300)',
            'ALTER TABLE a ALTER COLUMN "b" TYPE VARCHAR(300) COLLATE "C"',
        ),
        (
            "ALTER TABLE a ADD COLUMN \"b\" TEXT DEFAULT ''",
            'ALTER TABLE a ADD COLUMN "b" TEXT COLLATE "C" DEFAULT \'\'',
        ),
    ],
    ids=["a new table", "another length", "a new column"],
)
def test_every_text_column_is_compared_byte_by_byte(ddl: str, said: str) -> None:
    assert for_postgres(ddl) == [said]
