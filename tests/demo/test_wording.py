"""What people read is plain German: short sentences, a low score in the Wiener Sachtextformel."""

import re
from datetime import date
from pathlib import Path

import pytest

from mittendrin.demo.reading import read_sample
from mittendrin.paths import PACKAGE

LONGEST_SENTENCE = 15
LONGEST_LEGAL_SENTENCE = 20
HARDEST, HARDEST_LEGAL = 6.0, 10.0
LEGAL = {"impressum", "datenschutz", "barrierefreiheit"}
TEXTS = sorted((PACKAGE / "site_texts").glob("*.md"))
PLACEHOLDERS = {
    "city",
    "office_name",
    "office_phone",
    "office_hours",
    "office_email",
    "office_address",
    "operator_name",
    "operator_address",
    "operator_represented_by",
}


def sentences(text: str) -> list[str]:
    pieces = re.split(r"[!?:\n]+|(?<!\d)\.|\.(?!\d)", text)
    return [piece.strip() for piece in pieces if re.search(r"\w", piece)]


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-zÄÖÜäöüßé]+", text)


def syllables(word: str) -> int:
    """Groups of vowels; hyphenation patterns count "Oma" as one."""
    return max(1, len(re.findall(r"aa|ee|oo|ie|ei|ai|au|eu|äu|ou|ui|[aeiouyäöüé]", word.lower())))


def difficulty(text: str) -> float:
    """WSTF-1 (Bamberger and Vanecek): about the school year that can read it."""
    found = words(text)
    share = 100 / len(found)
    long_ones = share * sum(syllables(word) >= 3 for word in found)
    wide_ones = share * sum(len(word) > 6 for word in found)
    short_ones = share * sum(syllables(word) == 1 for word in found)
    length = len(found) / len(sentences(text))
    return 0.1935 * long_ones + 0.1672 * length + 0.1297 * wide_ones - 0.0327 * short_ones - 0.875


def too_long(text: str, most: int) -> list[str]:
    return [sentence for sentence in sentences(text) if len(re.findall(r"\w+", sentence)) > most]


def plain(markdown: str) -> str:
    """What is read: links by their words, placeholders as one word."""
    text = re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"\{\{\w+\}\}", "Wort", text)
    return re.sub(r"[#*>-]+ |\*\*", "", text)


def what_organisations_write() -> list[str]:
    sample = read_sample(date(2026, 11, 22))
    written = [event.description for event in sample.events]
    written += [organisation.profile for organisation in sample.organisations]
    return written + [venue.directions for venue in sample.venues]


def test_the_sample_is_easy_to_read() -> None:
    written = what_organisations_write()
    assert [sentence for text in written for sentence in too_long(text, LONGEST_SENTENCE)] == []
    assert difficulty("\n".join(written)) <= HARDEST


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_site_texts_are_easy_to_read(path: Path) -> None:
    text = plain(path.read_text("utf-8"))
    legal = path.stem in LEGAL
    assert too_long(text, LONGEST_LEGAL_SENTENCE if legal else LONGEST_SENTENCE) == []
    assert difficulty(text) <= (HARDEST_LEGAL if legal else HARDEST)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_site_texts_begin_with_their_title_and_hold_no_html(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("# ")
    assert text.count("\n# ") == 0
    assert not re.search(r"<[a-zA-Z/!]", text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_site_texts_name_only_what_can_be_filled_in(path: Path) -> None:
    assert set(re.findall(r"\{\{(.*?)\}\}", path.read_text("utf-8"))) <= PLACEHOLDERS


def test_all_pages_of_the_footer_have_a_text() -> None:
    needed = {
        "impressum",
        "datenschutz",
        "barrierefreiheit",
        "leichte-sprache",
        "gebaerdensprache",
        "kontakt",
    }
    doors = {"helfen", "hilfe-bekommen", "mitmachen", "wegweiser", "anliegen"}
    assert needed | doors <= {path.stem for path in TEXTS}
