"""A number means one row for ever: whoever still has a page about what is gone never acts on somebody else."""

import re
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from catalogue import real, wanted
from database.test_old_rows import release, releases
from database.test_rebuild import CHANGE
from database.throwaway import Club, Topic
from databases import Database
from mittendrin.database import ddl
from mittendrin.database.engine import current_engine
from mittendrin.database.migrating import migrate
from mittendrin.paths import MIGRATIONS
from mittendrin.piccolo_app import APP_CONFIG
from mittendrin.places.tables import District
from whole_catalogue import everything

__all__ = ["releases"]
NUMBERS_FOR_GOOD = "mittendrin_2026_11_30t12_20_00_000000.py"


async def new_club(name: str) -> int:
    (row,) = await Club.insert(Club(name=name, founded=date(1861, 5, 1)))
    return int(row["id"])


@pytest.mark.usefixtures("town")
async def test_the_number_of_a_row_that_is_gone_is_not_given_again() -> None:
    assert [await new_club("Barbarossa"), await new_club("Humberg")] == [1, 2]
    await Club.delete().where(Club.id == 2)
    assert await new_club("Pfalz") == 3
    await Club.delete(force=True)
    assert await new_club("Burg") == 4


@pytest.mark.parametrize("left", ["Barbarossa", "nobody"])
async def test_a_table_that_is_rebuilt_goes_on_counting(town: Database, migrations: Path, left: str) -> None:
    assert [await new_club("Barbarossa"), await new_club("Humberg")] == [1, 2]
    await Club.delete().where(Club.name != left)
    (migrations / f"change_{uuid4().hex}.py").write_text(CHANGE)
    await migrate()
    assert await new_club("Pfalz") == 3


@pytest.mark.usefixtures("town")
async def test_an_empty_table_that_gets_a_check_goes_on_counting() -> None:
    await Topic.insert(Topic(name="Bewegung"))
    await Topic.delete(force=True)
    await current_engine().run_ddl("ALTER TABLE try_topic ADD CONSTRAINT try_topic_named CHECK (name <> '')")
    (row,) = await Topic.insert(Topic(name="Wandern"))
    assert row == {"id": 2}


async def test_a_database_from_before_is_numbered_for_good(
    empty_database: Database, releases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted(MIGRATIONS.glob("mittendrin_*.py"))
    with monkeypatch.context() as before:
        before.setattr(ddl, "_KEY", re.compile("never"))
        before.setattr(ddl, "_GO_ON", "SELECT 1")
        release(releases, (one for one in files if one.name != NUMBERS_FOR_GOOD))
        await migrate()
    rules = await everything()
    for number, slug in enumerate(("west", "ost"), start=1):
        await District.raw(
            "INSERT INTO district (id, slug, name, synonyms, position) VALUES ({}, {}, {}, '', 1)",
            number, slug, slug.title(),
        )  # fmt: skip
    release(releases, (one for one in files if one.name == NUMBERS_FOR_GOOD))
    assert len(await migrate()) == 1
    assert await real() == wanted(APP_CONFIG.table_classes)
    assert await everything() == rules
    assert await District.select(District.id, District.slug).order_by(District.id) == [
        {"id": 1, "slug": "west"},
        {"id": 2, "slug": "ost"},
    ]
