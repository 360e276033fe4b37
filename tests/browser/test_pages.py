"""What only some of the real pages have to show: large letters, little traffic, everything without a script."""

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.checks import NARROW, check_everything
from browser.city import City
from browser.every_page import COMING

# The first visit, letters included.
MOST_REQUESTS, MOST_BYTES = 15, 100_000
FOR_A_THUMB = 44


@pytest.mark.parametrize("path", ["/", "/veranstaltungen", COMING])
def test_is_good_with_large_letters(page: Page, city: City, path: str) -> None:
    city.open(page, path)
    page.get_by_role("link", name="Größere Schrift").click()
    expect(page.get_by_role("link", name="Normale Schrift")).to_be_visible()
    expect(page).to_have_url(city.address + path)
    check_everything(page)


def test_everything_is_found_without_a_script(chromium: Browser, city: City) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": NARROW, "height": 900})
    page = context.new_page()
    city.open(page, "/")
    page.get_by_role("link", name="Etwas unternehmen").click()
    page.get_by_role("link", name="In meinem Stadtteil").click()
    page.get_by_label("Suchwort").fill("Turnen")
    page.get_by_label("Zeitraum").select_option("ein Monat")
    page.get_by_role("button", name="Anzeigen").click()
    page.get_by_role("link", name="Gymnastik im Sitzen").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gymnastik im Sitzen")
    page.get_by_role("link", name="Größere Schrift").click()
    expect(page.locator("html")).to_have_class("gross")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gymnastik im Sitzen")
    context.close()


@pytest.mark.parametrize("path", ["/", "/veranstaltungen?zeit=monat"])
def test_a_first_visit_asks_for_little_and_only_here(page: Page, city: City, path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(city.address + path, wait_until="networkidle")
    assert answer is not None
    assert [address for address in asked if not address.startswith(city.address)] == []
    assert len(asked) <= MOST_REQUESTS
    assert len(answer.body()) <= MOST_BYTES


@pytest.mark.parametrize(("width", "act", "first_date"), [(320, 746, 860), (390, 699, 800)])
def test_on_a_phone_the_act_and_the_first_date_stand_high(
    page: Page, city: City, width: int, act: int, first_date: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    city.open(page, COMING)
    assert _top(page, ".act .btn") <= act
    city.open(page, "/veranstaltungen")
    assert _top(page, ".date") <= first_date
    heights = page.eval_on_selector_all(
        ".nav a, .picks a", "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= FOR_A_THUMB


@pytest.mark.parametrize("month", ["Dezember", "September"])
def test_the_longest_day_stays_on_one_line_of_its_leaf(page: Page, city: City, month: str) -> None:
    page.set_viewport_size({"width": NARROW, "height": 900})
    city.open(page, COMING)
    leaf = page.locator(".act .leaf")
    short = leaf.bounding_box()
    for part, said in (("b", "Donnerstag"), ("span", "24"), ("i", month)):
        leaf.locator(part).evaluate("(one, said) => { one.textContent = said; }", said)
    assert leaf.bounding_box() == short


def test_names_with_a_stroke_break_behind_it_and_numbers_never(page: Page, city: City) -> None:
    page.set_viewport_size({"width": NARROW, "height": 900})
    city.open(page, "/organisationen")
    ours = page.locator("main li").filter(has_text="Volkspark").first
    assert "Grübentälchen/\u200bVolkspark" in ours.inner_text()
    city.open(page, "/rueckruf")
    expect(page.locator("#telefon-hinweis")).to_have_text("Zum Beispiel: 069\u00a090\u00a000\u00a090\u00a012")


def _top(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate("one => one.getBoundingClientRect().top"))
