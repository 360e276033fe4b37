"""A city that began with fewer words gets the new ones once, beside its own."""

from pathlib import Path

import pytest

from database.test_old_rows import release, releases
from databases import Database
from mittendrin.database.migrating import migrate
from mittendrin.paths import MIGRATIONS
from mittendrin.places.tables import HelpCategory
from mittendrin.volunteering.start_set import CARE_WORDS, EMERGENCY_WORDS

__all__ = ["releases"]
ADDS = "mittendrin_2026_11_29t21_24_30_000000.py"
OF_THE_OFFICE = "Sturz, Glatteis, notarzt"


@pytest.mark.parametrize(
    ("slug", "before", "after"),
    [
        pytest.param("notfall", "Sturz, Unfall, Feuer", EMERGENCY_WORDS, id="as it began"),
        pytest.param(
            "notfall",
            OF_THE_OFFICE,
            ", ".join([OF_THE_OFFICE, *(one for one in EMERGENCY_WORDS.split(", ")[3:] if one != "Notarzt")]),
            id="with words of the office",
        ),
        pytest.param("notfall", "", ", ".join(EMERGENCY_WORDS.split(", ")[3:]), id="without any"),
        pytest.param("pflege", CARE_WORDS.replace(", Insulin", ""), None, id="taken out by the office"),
        pytest.param("geld", "Konto", "Konto, Geld abheben, Automaten abheben", id="of money"),
        pytest.param("besuch", "Kaffee", None, id="another kind"),
    ],
)
async def test_new_words_come_beside_those_of_the_office(
    empty_database: Database, releases: Path, slug: str, before: str, after: str | None
) -> None:
    files = sorted(MIGRATIONS.glob("mittendrin_*.py"))
    release(releases, (one for one in files if one.name < ADDS))
    await migrate()
    await HelpCategory.raw(
        "INSERT INTO help_category (slug, name, synonyms, professional) VALUES ({}, {}, {}, {})",
        slug, slug, before, slug != "besuch",
    )  # fmt: skip
    release(releases, (one for one in files if one.name >= ADDS))
    await migrate()
    assert await HelpCategory.select(HelpCategory.synonyms) == [
        {"synonyms": before if after is None else after}
    ]
