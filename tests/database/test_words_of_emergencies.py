"""A city that runs already gets the new words of an emergency, once, and keeps what its office has written."""

from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest

from databases import Database
from mittendrin.desks.office.name_pages import MOST_SYNONYMS
from mittendrin.paths import MIGRATIONS
from mittendrin.places.more_words import more_words
from mittendrin.places.tables import HelpCategory
from mittendrin.volunteering.start_set import START_SET, add_start_set


def migration(name: str = "02_40_00_000000") -> ModuleType:
    spec = spec_from_file_location("words", MIGRATIONS / f"mittendrin_2026_11_30t{name}.py")
    assert spec
    assert spec.loader
    loaded = module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


async def words_of(slug: str) -> list[str]:
    row = await HelpCategory.select(HelpCategory.synonyms).where(HelpCategory.slug == slug).first()
    assert row
    return str(row["synonyms"]).split(", ")


async def test_new_words_are_added_once_and_the_ground_alone_is_none(database: Database) -> None:
    await add_start_set()
    old = "Sturz, am Boden, Was das Büro schrieb"
    await HelpCategory.update({HelpCategory.synonyms: old}).where(HelpCategory.slug == "notfall")
    words = migration()
    for _twice in range(2):
        await words.add_missing_words()
        said = await words_of("notfall")
        assert said == ["Sturz", "Was das Büro schrieb", *words.EMERGENCY]


async def test_a_new_city_has_them_all(database: Database) -> None:
    await add_start_set()
    before = [await words_of(slug) for slug in ("notfall", "haushalt")]
    await migration().add_missing_words()
    assert [await words_of(slug) for slug in ("notfall", "haushalt")] == before
    assert set(migration().EMERGENCY) <= set(before[0])


async def test_words_that_come_later_join_what_is_there_once(database: Database) -> None:
    await add_start_set()
    await HelpCategory.update({HelpCategory.synonyms: "Sturz, einbrecher"}).where(
        HelpCategory.slug == "notfall"
    )
    for _twice in range(2):
        await more_words("notfall", ("werde bedroht", "Einbrecher"))()
        assert await words_of("notfall") == ["Sturz", "einbrecher", "werde bedroht"]


async def test_plain_words_are_the_same_in_a_new_city_and_in_one_that_runs(database: Database) -> None:
    await add_start_set()
    new = await words_of("notfall")
    plain = list(migration("17_05_00_000000").WORDS)
    before = [one for one in new if one not in plain]
    assert [*before, *plain] == new
    for _twice in range(2):
        await more_words("notfall", plain)()
        assert await words_of("notfall") == new
    await HelpCategory.update({HelpCategory.synonyms: ", ".join(before)}).where(
        HelpCategory.slug == "notfall"
    )
    await more_words("notfall", plain)()
    assert await words_of("notfall") == new


async def test_words_of_every_day_are_the_same_in_a_new_city_and_in_one_that_runs(database: Database) -> None:
    await add_start_set()
    for slug, words in migration("17_10_00_000000").WORDS.items():
        new = await words_of(slug)
        assert new[-len(words) :] == list(words)
        before = ", ".join(new[: -len(words)])
        await HelpCategory.update({HelpCategory.synonyms: before}).where(HelpCategory.slug == slug)
        for _twice in range(2):
            await more_words(slug, words, declined=slug == "pflege")()
            assert await words_of(slug) == new


@pytest.mark.parametrize("kind", START_SET, ids=lambda kind: kind.slug)
def test_the_office_can_save_what_we_have_written(kind: object) -> None:
    assert len(getattr(kind, "synonyms", "")) < MOST_SYNONYMS
