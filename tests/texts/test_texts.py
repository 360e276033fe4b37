"""Rules, acts and pages of the texts."""

import re

import pytest

from databases import Database
from makers import NOW, a_city
from mittendrin.audit.rules import Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.texts.actions import change_text, restore_default
from mittendrin.texts.queries import FOLDER, all_written, written
from mittendrin.texts.rules import PAGES, SLUGS, Source, check, unknown_placeholders
from visitor import Visitor

CLERK = Doer(name="Herr Büro")
HELP_AT_ONCE = re.compile(r"\b(?:11[02]|116 ?\d{3}|0800 [\d ]*\d)\b")


def test_every_text_is_delivered_and_none_is_forgotten() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.md")) == sorted(SLUGS)


@pytest.mark.parametrize(
    ("source", "field"),
    [
        (Source("", "Text"), "titel"),
        (Source("x" * 121, "Text"), "titel"),
        (Source("Titel", ""), "text"),
        (Source("Titel", "x" * 40_001), "text"),
        (Source("Titel", "Fragen Sie {{chef}}."), "text"),
    ],
)
def test_what_cannot_be_a_text(source: Source, field: str) -> None:
    with pytest.raises(Refused) as refused:
        check(source)
    assert refused.value.field == field


def test_placeholders_are_known_by_name() -> None:
    assert unknown_placeholders("{{city}} {{ office_phone }} {{x}} {{settings}}") == ["settings", "x"]


@pytest.mark.parametrize("slug", PAGES)
async def test_every_page_comes_with_its_default(visitor: Visitor, slug: str) -> None:
    await a_city()
    await visitor.get(f"/{slug}")
    assert visitor.page.answer.status_code == 200
    assert "noch nicht eingetragen" not in visitor.page.text


@pytest.mark.parametrize("slug", SLUGS)
async def test_whoever_needs_help_at_once_presses_the_number(visitor: Visitor, slug: str) -> None:
    await a_city()
    await visitor.get(f"/{slug}")
    to_press = {link.text for link in visitor.page.links if link.href.startswith("tel:")}
    assert set(HELP_AT_ONCE.findall(visitor.page.text)) <= to_press


def test_no_text_says_that_every_entry_is_looked_at_before() -> None:
    """Those of a proven organisation appear at once."""
    spoken = re.compile(r"Beirat[^.]*\b(?:vorher|zuerst|bevor)\b", re.IGNORECASE)
    assert [path.stem for path in FOLDER.glob("*.md") if spoken.search(path.read_text())] == []


def test_no_text_speaks_of_a_calendar_of_ones_own() -> None:
    """There is none yet: the feeds are public, and nobody is known by one."""
    promising = [path.stem for path in FOLDER.glob("*.md") if "geheime Adresse" in path.read_text()]
    assert promising == []


async def test_pages_come_before_anybody_has_said_anything(visitor: Visitor) -> None:
    await visitor.get("/kontakt")
    assert "noch nicht eingetragen" in visitor.page.text


async def test_a_changed_text_is_shown_at_once_and_can_be_taken_back(visitor: Visitor) -> None:
    await a_city()
    await visitor.get("/kontakt")
    await change_text("kontakt", Source("Wir sind umgezogen", "Neu: {{office_address}}"), CLERK, NOW)
    await visitor.get("/kontakt")
    assert visitor.page.heading == "Wir sind umgezogen"
    assert "Neu: Musterstraße 1, 67657 Kaiserslautern" in visitor.page.text
    await restore_default("kontakt", CLERK, NOW)
    await visitor.get("/kontakt")
    assert visitor.page.heading == "Kontakt und Hilfe"


async def test_changes_are_noted_and_replace_each_other(database: Database) -> None:
    await change_text("impressum", Source("Impressum", "Eins"), CLERK, NOW)
    await change_text("impressum", Source("Impressum", "Zwei"), CLERK, NOW)
    text = await written("impressum")
    assert (text.body, text.changed_at is not None) == ("Zwei", True)
    assert await AuditEntry.select(AuditEntry.act, AuditEntry.subject).order_by(AuditEntry.id) == [
        {"act": "text.changed", "subject": "text:impressum"},
        {"act": "text.changed", "subject": "text:impressum"},
    ]
    assert len(await all_written()) == len(SLUGS)


async def test_there_are_no_other_texts(database: Database) -> None:
    with pytest.raises(NotFound):
        await change_text("../geheim", Source("a", "b"), CLERK, NOW)
    with pytest.raises(NotFound):
        await written("anderes")
