"""A half note of before still has its name: in the field for the surname, because nobody guesses which part is which."""

import json
from pathlib import Path
from typing import Any

from database.test_old_rows import release, releases
from databases import Database
from makers import NOW
from mittendrin.database.migrating import migrate
from mittendrin.database.sealing import opened, seal
from mittendrin.desks.office.tables import OfficeNote
from mittendrin.paths import MIGRATIONS

__all__ = ["releases"]
MOVES = "mittendrin_2026_11_30t16_57_00_000000.py"
OFFER, REQUEST = "hilfe/neu/angebot", "hilfe/neu/gesuch"
Fields = list[list[str]]
NOTES: list[tuple[str, Fields, Fields | None]] = [
    (OFFER, [["name", "Erna Müller"], ["was", "besuch"], ["was", "einkauf"]], [["nachname", "Erna Müller"], ["was", "besuch"], ["was", "einkauf"]]),
    (REQUEST, [["fuer", "mich"], ["name", "Frau Dr. Weiß"]], [["fuer", "mich"], ["nachname", "Frau Dr. Weiß"]]),
    (REQUEST, [["telefon", "0171 3920001"]], None),
    (OFFER, [["vorname", "Erna"], ["nachname", "Müller"]], None),
    (OFFER, [["name", ""], ["vorname", "Erna"]], None),
    ("personen/3/kontakt", [["name", "Erna Müller"], ["vorname", "Erna"]], [["nachname", "Erna Müller"], ["vorname", "Erna"]]),
    ("personen/3/kontakt", [["vorname", "Erna"], ["nachname", "Müller"]], None),
    ("anmelden", [["name", "Erna Müller"]], None),
    ("rueckruf", [["name", "Erna Müller"]], None),
]  # fmt: skip


async def as_before(releases: Path) -> None:
    release(releases, (one for one in sorted(MIGRATIONS.glob("mittendrin_*.py")) if one.name < MOVES))
    await migrate()


async def a_note(page: str, content: str, number: int) -> None:
    await OfficeNote.raw(
        "INSERT INTO office_note (page, title, content, written_by, written_by_name, changed_at, key)"
        " VALUES ({}, {}, {}, 1, 'Frau Demo', {}, {})",
        page, seal("Erna Müller: Ist zur Kur."), content, NOW, str(number) if number % 2 else None,
    )  # fmt: skip


async def rows() -> list[dict[str, Any]]:
    return await OfficeNote.raw("SELECT * FROM office_note ORDER BY id")


async def test_the_name_goes_where_the_form_asks_for_it(empty_database: Database, releases: Path) -> None:
    await as_before(releases)
    for number, (page, fields, _moved) in enumerate(NOTES):
        await a_note(page, seal(json.dumps(fields, ensure_ascii=False)), number)
    damaged = f"{seal('[]')[:-4]}AAA="
    await a_note(OFFER, damaged, len(NOTES))
    before = await rows()
    release(releases, (one for one in sorted(MIGRATIONS.glob("mittendrin_*.py")) if one.name >= MOVES))
    await migrate()
    after = await rows()
    contents = [row.pop("content") for row in after]
    assert after == [{name: value for name, value in row.items() if name != "content"} for row in before]
    assert contents[-1] == damaged
    assert [json.loads(opened(one)) for one in contents[:-1]] == [
        fields if moved is None else moved for _page, fields, moved in NOTES
    ]
    untouched = [number for number, (_page, _fields, moved) in enumerate(NOTES) if moved is None]
    assert [contents[number] for number in untouched] == [before[number]["content"] for number in untouched]
