"""Whoever was known before streets were compared is found by theirs too."""

from pathlib import Path

from database.test_old_rows import release, releases
from databases import Database
from makers import NOW
from mittendrin.database.migrating import migrate
from mittendrin.paths import MIGRATIONS
from mittendrin.people.tables import Person

__all__ = ["releases"]
ADDS = "mittendrin_2026_11_30t16_10_43_106777.py"
PEOPLE = {
    "Musterstraße 1, 67655 Kaiserslautern": "musterstr",
    "ß" * 198 + " 1": "s" * 100,
    "Heim am Park": "",
    "": "",
}


async def test_streets_are_written_down_for_everybody(empty_database: Database, releases: Path) -> None:
    files = sorted(MIGRATIONS.glob("mittendrin_*.py"))
    release(releases, (one for one in files if one.name < ADDS))
    await migrate()
    for address in PEOPLE:
        await Person.raw(
            "INSERT INTO person (name, first_name, email, phone, address, search, phone_end, held, created_at)"
            " VALUES ('Erna Müller', 'Erna', 'erna@example.org', '+491713920001', {}, 'erna muller', '0001', {}, {})",
            address, address == "", NOW,
        )  # fmt: skip
    before = await Person.raw("SELECT * FROM person ORDER BY id")
    release(releases, (one for one in files if one.name >= ADDS))
    await migrate()
    after = await Person.raw("SELECT * FROM person ORDER BY id")
    assert [row.pop("street") for row in after] == list(PEOPLE.values())
    assert after == before
