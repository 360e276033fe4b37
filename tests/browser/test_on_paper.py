"""What comes out of a printer: A4, large, without anything to press, with every address and number to read."""

import re
import shutil
import subprocess

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
# 277 mm across, as a browser counts.
A4_BETWEEN_MARGINS: ViewportSize = {"width": 1047, "height": 718}
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


def test_a_list_on_paper_has_no_way_into_the_desk(page: Page, city: City) -> None:
    _BY_NAME["registrations/calls.html of a club"].open(city, page)
    expect(page.get_by_text("Mein Zugang")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("Mein Zugang")).to_be_hidden()


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


def test_nearly_every_date_of_the_month_is_one_large_line_and_none_is_three(page: Page, city: City) -> None:
    city.open(page, "/programm/2027-01")
    page.set_viewport_size(A4_BETWEEN_MARGINS)
    page.emulate_media(media="print")
    rows = page.locator(".sheet tr:has(.time)")
    lines = list(zip(rows.evaluate_all(LINES_OF_ROWS), rows.all_inner_texts(), strict=True))
    assert len(lines) > 20
    assert [words for number, words in lines if number > 2] == []
    assert [words for number, words in lines if number > 1 and not OTHERWISE.search(words)] == []


@pytest.mark.parametrize(("query", "points"), [("", (842, 595)), ("?papier=a3", (1191, 842))])
def test_the_month_comes_on_a4_and_as_a_poster(
    page: Page, city: City, query: str, points: tuple[int, int]
) -> None:
    city.open(page, f"/programm/2027-01{query}")
    printed = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {points}


# What has changed gives its reason, too.
OTHERWISE = re.compile("FÄLLT AUS|VERLEGT|NEU|ANDER")
needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="Reading a printed page needs pdftotext."
)
A_DAY = re.compile(r"(Mon|Diens|Donners|Frei|Sams|Sonn)tag, |Mittwoch, ")
A_DAY_OR_THE_PLACES = re.compile(rf"{A_DAY.pattern}|.* · Orte und mehr · ")

END_OF_THE_HEAD = re.compile(r"(es kostet nichts|mehr dazu|^dazu|sind erfunden)\.")


def sheets_of(page: Page, city: City, query: str = "") -> list[list[str]]:
    city.open(page, f"/programm/2027-01{query}")
    return printed_sheets(page)


def printed_sheets(page: Page) -> list[list[str]]:
    """What stands on each, line by line."""
    printed = page.pdf(prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=printed, capture_output=True, check=True)
    sheets = text.stdout.decode().rstrip("\f").split("\f")
    return [[line.strip() for line in sheet.splitlines() if line.strip()] for sheet in sheets]


@needs_pdftotext
def test_every_sheet_of_the_month_names_the_month_and_the_telephone(page: Page, city: City) -> None:
    sheets = ["\n".join(lines) for lines in sheets_of(page, city)]
    assert len(sheets) > 1
    named = [("Programm für Januar 2027" in sheet, OFFICE in sheet) for sheet in sheets]
    assert named == [(True, True)] * len(sheets)
    assert not re.search("Hauptmenü|Wegweiser|Anzeigen", "".join(sheets))


@needs_pdftotext
@pytest.mark.parametrize("query", ["", "?papier=a3"])
def test_no_sheet_begins_in_the_middle_of_a_day(page: Page, city: City, query: str) -> None:
    begun = [first_below_the_head(sheet) for sheet in sheets_of(page, city, query)]
    assert [line for line in begun if not A_DAY_OR_THE_PLACES.match(line)] == []


def first_below_the_head(sheet: list[str]) -> str:
    """The places have a head of their own, which says what they are."""
    ends = [number + 1 for number, line in enumerate(sheet) if END_OF_THE_HEAD.search(line)]
    return sheet[next(reversed(ends), 0)]


@needs_pdftotext
def test_a_poster_holds_what_a_sheet_holds(page: Page, city: City) -> None:
    small, large = (sheets_of(page, city, query) for query in ("", "?papier=a3"))
    assert [last_words(sheet) for sheet in large] == [last_words(sheet) for sheet in small]


def last_words(sheet: list[str]) -> list[str]:
    """A line may break a word earlier on the other size."""
    return sheet[-1].split()[-2:]


FORTY_DATES_ON_THE_FIRST_DAY = """day => {
  const rows = [...day.querySelectorAll("tbody tr")];
  for (let n = rows.length; n < 40; n++) day.tBodies[0].append(rows[n % rows.length].cloneNode(true));
}"""


@needs_pdftotext
@pytest.mark.parametrize("query", ["", "?papier=a3"])
def test_a_day_longer_than_a_sheet_says_on_the_next_one_which_day_it_is(
    page: Page, city: City, query: str
) -> None:
    city.open(page, f"/programm/2027-01{query}")
    page.locator(".sheet").first.evaluate(FORTY_DATES_ON_THE_FIRST_DAY)
    sheets = printed_sheets(page)
    begun = [first_below_the_head(sheet) for sheet in sheets]
    assert [line for line in begun if not A_DAY_OR_THE_PLACES.match(line)] == []
    long_day = next(line for line in sheets[0] if A_DAY_OR_THE_PLACES.match(line))
    assert sum(long_day in sheet for sheet in sheets) > 1
    assert all(OFFICE in "\n".join(sheet) for sheet in sheets)


WORDS_OF_A_SHEET = re.compile(r'<page width="[\d.]+" height="([\d.]+)">(.*?)</page>', re.DOTALL)
ONE_DATE_MORE = "day => day.tBodies[0].append(day.tBodies[0].rows[0].cloneNode(true))"
# Ten millimetres, in points; where a day's name and a date of two lines have no room, it is a little more than a tenth.
EDGE, A_TENTH = 28.4, 0.12


@needs_pdftotext
def test_no_sheet_but_the_last_is_more_than_a_tenth_empty(page: Page, city: City) -> None:
    city.open(page, "/programm/2027-01")
    for _date in range(6):
        page.locator(".sheet").first.evaluate(ONE_DATE_MORE)
        printed = page.pdf(prefer_css_page_size=True)
        read = subprocess.run(
            ["pdftotext", "-bbox", "-", "-"], input=printed, capture_output=True, check=True
        )
        sheets = WORDS_OF_A_SHEET.findall(read.stdout.decode())
        assert len(sheets) > 5
        assert [
            left for height, words in sheets[:-1] if (left := left_empty(float(height), words)) > A_TENTH
        ] == []


def left_empty(height: float, words: str) -> float:
    """Which part of a sheet lies below its last word."""
    lowest = max(map(float, re.findall(r'yMax="([\d.]+)"', words)))
    return (height - EDGE - lowest) / (height - 2 * EDGE)


MORE_PLACES_THAN_A_SHEET_HOLDS = """places => {
  const rows = [...places.querySelectorAll("tbody tr")];
  for (let n = rows.length; n < 60; n++) places.tBodies[0].append(rows[n % rows.length].cloneNode(true));
}"""


@needs_pdftotext
@pytest.mark.parametrize("query", ["", "?papier=a3"])
def test_no_sheet_ends_with_a_head_alone(page: Page, city: City, query: str) -> None:
    city.open(page, f"/programm/2027-01{query}")
    page.locator(".sheet").last.evaluate(MORE_PLACES_THAN_A_SHEET_HOLDS)
    heads = {"Die Orte", "* Mehr dazu", f"Programm für Januar 2027 · Orte und mehr · {OFFICE}"}
    alone = []
    # Wherever on a sheet a day ends.
    for _date in range(12):
        page.locator(".sheet").first.evaluate(ONE_DATE_MORE)
        sheets = printed_sheets(page)
        alone += [sheet for sheet in sheets if sheet[-1] in heads or A_DAY.match(sheet[-1])]
    assert alone == []
