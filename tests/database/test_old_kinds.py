"""What later releases do to the kinds of help of a city that runs already: each step, and whole rows of every kind."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from database.test_old_rows import release, releases
from databases import Database
from mittendrin.database.migrating import migrate
from mittendrin.paths import MIGRATIONS
from mittendrin.places.tables import FormerName, HelpCategory

__all__ = ["releases"]
ALL = sorted(MIGRATIONS.glob("mittendrin_*.py"))
FALLEN, FIRST_WORDS = "2026_11_29t21_37_00_000000", "2026_11_29t21_24_30_000000"
GROUND, MEETS, HOW = "2026_11_30t02_40_00_000000", "2026_11_30t12_04_20_388419", "2026_11_30t12_30_00_000000"
THREATENED, CARE = "2026_11_30t12_50_00_000000", "2026_11_30t13_05_00_000000"
EVERY_DAY = "2026_11_30t17_10_00_000000"
Row = dict[str, Any]


def kind(slug: str, synonyms: str = "", **others: Any) -> Row:
    """As the office may have it: every column says something."""
    plain = {
        "name": f"Name von {slug}",
        "position": 7,
        "professional": False,
        "instead": "",
        "prerequisite": "",
    }
    return {"slug": slug, "synonyms": synonyms, **plain, **others}


def declined(slug: str, synonyms: str = "") -> Row:
    return kind(slug, synonyms, professional=True, instead="Rufen Sie bitte 112 an.", position=99)


# Of every kind, and what looks nearly like those that change.
OTHERS = [
    kind("besuch", "Kaffee, am Boden", prerequisite="Erweitertes Führungszeugnis"),
    kind("telefonkette", "Telefon"),
    kind("vorlesen", "Brief, Zeitung"),
    kind("haushalt", "Lampe, Rasen"),
    kind("sonstiges"),
    kind("grabpflege", "Pflege, Notfall", name="Pflege von Gräbern", position=0),
    declined("pflege", "Waschen, Spritze"),
    declined("geld", "Konto"),
    declined("notfall", "Sturz, Unfall, Feuer"),
    declined("notfall-nachts", "Sturz, am Boden"),
]
FIRST_EMERGENCY = (
    "Notfall, gestürzt, hingefallen, am Boden, blute, blutet, Blutung, Atemnot, keine Luft, bewusstlos, Brustschmerzen, "
    "Schmerzen in der Brust, Herzinfarkt, Schlaganfall, Notarzt"
)
FIRST_CARE = "Verbandswechsel, Pflege, Wunde, Wundversorgung, Katheter, Tabletten stellen, Tabletten geben, Medikamente, Insulin"
OF_THE_FALLEN = (
    "atmet nicht, nicht atmen, kaum Luft, schlecht Luft, Luftnot, ohnmächtig, es brennt, brennt es, Küche brennt, "
    "Wohnung brennt, Haus brennt, bin gefallen, komme nicht hoch, kommt nicht hoch, komme nicht auf, nicht mehr leben, "
    "will sterben, mich umbringen, Leben nehmen"
)
OF_THE_GROUND = (
    "möchte sterben, noch sterben, weiterleben, Selbstmord, Suizid, liege am Boden, liegt am Boden, am Boden liege, "
    "am Boden liegt, liege auf dem Boden, liegt auf dem Boden, auf dem Boden liege, auf dem Boden liegt, vom Boden hoch, "
    "Boden nicht hoch, nicht vom Boden auf, nicht vom Boden aufstehen, nicht mehr aufstehen, zusammengebrochen, "
    "nicht ansprechbar, Ohnmacht, Bewusstlosigkeit, Brustschmerz, riecht nach Gas, Gasgeruch, viel Tabletten genommen, "
    "viel Tabletten geschluckt, alle Tabletten genommen, Vergiftung, Krampfanfall"
)
OF_THE_THREATENED = (
    "bring mich um, bringe mich um, Selbstmordgedanken, Suizidgedanken, Leben keinen Sinn, lebensmüde, schlägt mich, "
    "werde geschlagen, werde bedroht, bedroht mich, Einbrecher im"
)
MORE_CARE = "Tabletten richten, Duschen, Windeln, Kompressionsstrümpfe, Stützstrümpfe"
MORE_MONEY = "Geld abheben, Automaten abheben"


@dataclass(frozen=True)
class Step:
    """`own` stand in place of those of OTHERS with their slug. `become` says what changes, by slug: nothing else does."""

    migration: str
    own: list[Row] = field(default_factory=list)
    become: dict[str, Row] = field(default_factory=dict)


STEPS = {
    "first words": Step(
        FIRST_WORDS,
        [],
        {
            "notfall": {"synonyms": f"Sturz, Unfall, Feuer, {FIRST_EMERGENCY}"},
            "pflege": {"synonyms": f"Waschen, Spritze, {FIRST_CARE}"},
        },
    ),
    "first words, none taken out comes back": Step(
        FIRST_WORDS,
        [declined("notfall", FIRST_EMERGENCY.replace(", Notarzt", "")), declined("pflege", FIRST_CARE.replace("Wunde, ", ""))],
    ),
    "first words, not where neighbours do it": Step(
        FIRST_WORDS, [kind("notfall", "Hilfe in der Not"), kind("pflege", "Blumen")]
    ),
    "fallen": Step(FALLEN, [], {"notfall": {"synonyms": f"Sturz, Unfall, Feuer, {OF_THE_FALLEN}"}}),
    "fallen, with words of the office": Step(
        FALLEN,
        [declined("notfall", "Glatteis, LUFTNOT,")],
        {"notfall": {"synonyms": f"Glatteis, LUFTNOT, {OF_THE_FALLEN.replace('Luftnot, ', '')}"}},
    ),
    "fallen, not where neighbours do it": Step(FALLEN, [kind("notfall", "Hilfe in der Not")]),
    "ground": Step(
        GROUND,
        [declined("notfall", "Sturz, am Boden, Feuer")],
        {
            "notfall": {"synonyms": f"Sturz, Feuer, {OF_THE_GROUND}"},
            "haushalt": {"synonyms": "Lampe, Rasen, Gardinen, Vorhänge"},
        },
    ),
    "ground, none taken out comes back": Step(
        GROUND,
        [declined("notfall", f"am Boden, {OF_THE_GROUND.replace('Suizid, ', '')}"), kind("haushalt", "Vorhänge, Gardinen")],
    ),
    "ground, not where somebody else does it": Step(GROUND, [kind("notfall", "am Boden"), declined("haushalt", "Lampe")]),
    "threatened": Step(
        THREATENED,
        [declined("notfall", "Sturz, , werde bedroht")],
        {"notfall": {"synonyms": f"Sturz, werde bedroht, {OF_THE_THREATENED.replace('werde bedroht, ', '')}"}},
    ),
    "threatened, not where neighbours do it": Step(THREATENED, [kind("notfall", "Hilfe in der Not")]),
    "care and money": Step(
        CARE,
        [declined("geld")],
        {"pflege": {"synonyms": f"Waschen, Spritze, {MORE_CARE}"}, "geld": {"synonyms": MORE_MONEY}},
    ),
    "care and money, not where neighbours do it": Step(CARE, [kind("pflege", "Blumen"), kind("geld", "Kleingeld")]),
    "every day": Step(
        EVERY_DAY,
        [kind("tiere", "Hund, GASSI")],
        {
            "haushalt": {"synonyms": "Lampe, Rasen, Laub, putzen, Hausputz"},
            "pflege": {"synonyms": "Waschen, Spritze, Putzhilfe, Putzfrau, Haushaltshilfe"},
        },
    ),
    "every day, not where somebody else does it": Step(
        EVERY_DAY, [declined("haushalt", "Lampe"), kind("pflege", "Blumen")]
    ),
}  # fmt: skip


async def as_before(folder: Path, migration: str) -> None:
    release(folder, (one for one in ALL if one.name < f"mittendrin_{migration}.py"))
    await migrate()


async def then(folder: Path, *migrations: str) -> None:
    release(folder, (one for one in ALL if one.name in {f"mittendrin_{name}.py" for name in migrations}))
    await migrate()


async def written(*kinds: Row) -> None:
    """As they stood before the class had the columns that it has now."""
    for one in kinds:
        await HelpCategory.raw(
            "INSERT INTO help_category (slug, name, synonyms, position, professional, instead, prerequisite)"
            " VALUES ({}, {}, {}, {}, {}, {}, {})",
            one["slug"], one["name"], one["synonyms"], one["position"], one["professional"], one["instead"],
            one["prerequisite"],
        )  # fmt: skip


async def rows() -> list[Row]:
    return [dict(row) for row in await HelpCategory.raw("SELECT * FROM help_category ORDER BY id")]


@pytest.mark.parametrize("step", STEPS.values(), ids=list(STEPS))
async def test_words_come_where_they_belong_and_nothing_else_changes(
    empty_database: Database, releases: Path, step: Step
) -> None:
    await as_before(releases, step.migration)
    slugs = {one["slug"] for one in step.own}
    await written(*step.own, *(one for one in OTHERS if one["slug"] not in slugs))
    before = await rows()
    await then(releases, step.migration)
    assert await rows() == [row | step.become.get(row["slug"], {}) for row in before]


async def test_what_the_office_has_taken_away_does_not_come_back(
    empty_database: Database, releases: Path
) -> None:
    await as_before(releases, FIRST_WORDS)
    await written(kind("tiere"), kind("besuch"))
    before = await rows()
    await then(
        releases, *(name for one in ALL if (name := one.stem.removeprefix("mittendrin_")) >= FIRST_WORDS)
    )
    # A word that came later is none that was taken away.
    become = {"tiere": {"meets": "anyhow", "synonyms": "Gassi"}, "besuch": {"meets": "visit"}}
    assert await rows() == [row | become[row["slug"]] for row in before]


# By the number of the kind that it became; 99 is none.
FORMER = [("help", "besuch", "kaffeerunde"), ("topic", "telefonkette", "sonstiges"), ("help", "garten", "haushalt"), ("help", "vorlesen", "")]  # fmt: skip


async def test_known_kinds_say_how_people_meet_under_their_later_name_too(
    empty_database: Database, releases: Path
) -> None:
    await as_before(releases, MEETS)
    others = [one for one in OTHERS if one["slug"] not in {"besuch", "vorlesen"}]
    renamed = kind("telefonkette", "Telefon", name="Plausch am Apparat")
    await written(renamed, kind("kaffeerunde"), *(one for one in others if one["slug"] != "telefonkette"))
    before = await rows()
    number = {row["slug"]: row["id"] for row in before} | {"": 99}
    await FormerName.insert(
        *(FormerName(kind=kind_, slug=slug, became=number[became]) for kind_, slug, became in FORMER)
    )
    former = await FormerName.select().order_by(FormerName.id)
    await then(releases, MEETS)
    assert await rows() == [row | {"meets": "anyhow"} for row in before]
    await then(releases, HOW)
    known = {"telefonkette": "phone", "kaffeerunde": "visit"}
    assert await rows() == [row | {"meets": known.get(row["slug"], "anyhow")} for row in before]
    assert await FormerName.select().order_by(FormerName.id) == former
