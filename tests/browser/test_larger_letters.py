"""Larger letters while somebody types, in a real browser without a script: nothing typed is lost, no password travels."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.checks import NARROW
from browser.city import City
from browser.every_page import COMING

LARGER, NORMAL = "Größere Schrift", "Normale Schrift"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": NARROW, "height": 900})
    yield context.new_page()
    context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_what_stands_on_the_first_page_of_a_walk_stays(page: Page, city: City) -> None:
    city.open(page, "/hilfe-bekommen/anfangen")
    page.get_by_role("radio", name="Einkauf und Erledigung").check()
    page.get_by_label("Worum geht es?").fill("Jemand geht mit mir einkaufen.")
    for name, size in ((LARGER, "gross"), (NORMAL, "")):
        press(page, name)
        expect(page.locator("html")).to_have_class(size)
        expect(page.get_by_role("heading", level=1)).to_have_text("Wobei könnten Sie Hilfe brauchen?")
        expect(page.get_by_role("radio", name="Einkauf und Erledigung")).to_be_checked()
        expect(page.get_by_label("Worum geht es?")).to_have_value("Jemand geht mit mir einkaufen.")
    page.get_by_label("Worum geht es?").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Für wen ist die Hilfe?")
    page.get_by_label("Vorname").fill("Erna")
    press(page, "Weiter")
    page.get_by_label("Vorname").fill("Ernestine")
    press(page, LARGER)
    expect(page.get_by_role("alert")).to_contain_text("Schreiben Sie bitte den Nachnamen.")
    expect(page.get_by_label("Vorname")).to_have_value("Ernestine")
    page.get_by_label("Nachname").fill("Testfall")
    press(page, "Weiter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wann passt es Ihnen?")


def test_number_and_address_stay_in_the_middle_of_a_walk(page: Page, city: City) -> None:
    city.open(page, "/helfen/anfangen")
    page.get_by_role("checkbox", name="Einkauf und Erledigung").check()
    press(page, "Weiter")
    page.get_by_label("Es passt fast immer").check()
    press(page, "Weiter")
    page.get_by_label("jede Woche").check()
    press(page, "Weiter")
    page.get_by_label("Stadtteil").select_option(label="Betzenberg")
    press(page, LARGER)
    expect(page.get_by_label("Stadtteil").locator("option:checked")).to_have_text("Betzenberg")
    press(page, "Weiter")
    page.get_by_role("radio").first.check()
    press(page, "Weiter")
    page.get_by_label("Vorname").fill("Erna")
    page.get_by_label("Nachname").fill("Testfall")
    press(page, "Weiter")
    page.get_by_label("Telefonnummer").fill("069 90 00 90 05")
    page.get_by_label("Straße, Hausnummer und Ort").fill("Musterstraße 3")
    press(page, NORMAL)
    expect(page.locator("html")).not_to_have_class("gross")
    expect(page.get_by_label("Telefonnummer")).to_have_value("069 90 00 90 05")
    expect(page.get_by_label("Straße, Hausnummer und Ort")).to_have_value("Musterstraße 3")


def test_a_name_stays_where_somebody_signs_up(page: Page, city: City) -> None:
    city.open(page, COMING)
    page.locator(".act a").first.click()
    page.get_by_label("Vor- und Nachname").fill("Erna Testfall")
    press(page, LARGER)
    expect(page.get_by_label("Vor- und Nachname")).to_have_value("Erna Testfall")


def test_no_password_is_sent_by_it(page: Page, city: City) -> None:
    """Also where it was refused: what is sent again is all but that."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    city.open(page, "/zugang")
    page.get_by_label("E-Mail-Adresse").fill("buero@example.org")
    page.get_by_label("Passwort").fill("ein falsches Wort")
    page.get_by_label("Passwort").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    sent.clear()
    page.get_by_label("Passwort").fill("ein falsches Wort")
    page.get_by_text(LARGER).click()
    expect(page.locator("html")).to_have_class("gross")
    assert sent
    assert [one for one in sent if "passwort" in one] == []
    expect(page.get_by_label("Passwort")).to_have_value("")
