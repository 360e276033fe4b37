"""What comes out of a printer: A4, large, without anything to press, with every address and number to read."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from browser.checks import check_paper
from browser.city import City
from browser.every_page import ROWS, Row

PRINTED = (
    "registrations/slip.html",
    "events/show.html",
    "events/list.html filtered",
    "programme/month.html",
    "calendars/subscribe.html",
    "visitor/organisation.html",
    "texts/show.html",
    "club/date_print.html",
    "registrations/calls.html of a club",
    "board/protocol.html",
    "registrations/call_sheet.html",
    "registrations/letter.html",
    "engagements/card.html asker",
    "engagements/card.html helper",
    "engagements/certificate.html",
)
# 190 mm across, as a browser counts.
ONE_LINE = 58
A4_BETWEEN_MARGINS: ViewportSize = {"width": 718, "height": 1000}
OFFICE = "069 90 00 90 01"


_BY_NAME = {row.name: row for row in ROWS}
# A name that no row has stops here.
ON_PAPER = [_BY_NAME[name] for name in PRINTED]


@pytest.mark.parametrize("row", ON_PAPER, ids=lambda row: row.name)
def test_a_page_is_made_for_paper(page: Page, city: City, row: Row) -> None:
    row.open(city, page)
    check_paper(page)


def test_a_slip_says_on_paper_whom_to_call(page: Page, city: City) -> None:
    next(row for row in ROWS if row.template == "registrations/slip.html").open(city, page)
    page.emulate_media(media="print")
    for words in (OFFICE, "Gymnastik im Sitzen", "Dienstag, 12. Januar, 10 bis 11 Uhr", "Ihr Zettel-Code:"):
        expect(page.get_by_text(words).locator("visible=true").first).to_be_visible()
    expect(page.get_by_text("In meinen Kalender übernehmen")).to_be_hidden()


def test_how_to_subscribe_stands_open_on_paper(page: Page, city: City) -> None:
    city.open(page, "/kalender")
    expect(page.get_by_text("Öffnen Sie in Thunderbird den Kalender.")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_text("Öffnen Sie in Thunderbird den Kalender.")).to_be_visible()


LINES_OF_ROWS = """rows => rows.map(row => {
  const style = getComputedStyle(row.lastElementChild);
  const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  return Math.round((row.lastElementChild.getBoundingClientRect().height - padding) / parseFloat(style.lineHeight));
})"""


def test_a_date_of_the_month_that_says_only_what_and_where_is_one_line(page: Page, city: City) -> None:
    city.open(page, "/programm/2027-01")
    page.set_viewport_size(A4_BETWEEN_MARGINS)
    page.emulate_media(media="print")
    rows = page.locator(".sheet tr:has(.time)")
    lines = list(zip(rows.evaluate_all(LINES_OF_ROWS), rows.all_inner_texts(), strict=True))
    short = [number for number, words in lines if words.count(" · ") == 1 and len(words) < ONE_LINE]
    assert (len(short) > 10, set(short)) == (True, {1})
    assert [words for number, words in lines if number > 3 and "FÄLLT AUS" not in words] == []


@pytest.mark.parametrize(("query", "points"), [("", (595, 842)), ("?papier=a3", (842, 1191))])
def test_the_month_comes_on_a4_and_as_a_poster(
    page: Page, city: City, query: str, points: tuple[int, int]
) -> None:
    city.open(page, f"/programm/2027-01{query}")
    printed = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {points}


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="Reading a printed page needs pdftotext.")
def test_every_sheet_of_the_month_names_the_telephone(page: Page, city: City, tmp_path: Path) -> None:
    city.open(page, "/programm/2027-01")
    printed = tmp_path / "programme.pdf"
    page.pdf(path=printed, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", printed, "-"], capture_output=True, text=True, check=True)
    sheets = text.stdout.rstrip("\f").split("\f")
    assert len(sheets) > 1
    assert [number for number, sheet in enumerate(sheets) if OFFICE not in sheet] == []
    assert not re.search("Hauptmenü|Wegweiser|Anzeigen", text.stdout)
