"""The way of a senior without a mouse: find, narrow down, sign up, check, send, sign off."""

from playwright.sync_api import Page, expect

from browser import at_the_keys as keys
from browser.city import CLUB, City
from browser.every_page import DESK


def test_a_senior_signs_up_and_off_without_a_mouse(page: Page, city: City) -> None:
    city.open(page, "/")
    _skip_to_the_content(page)
    keys.open_link(page, "Etwas unternehmen")
    _find(page, "Singen")
    keys.open_link(page, "Singen macht froh")
    expect(page.get_by_role("heading", level=1)).to_have_text("Singen macht froh")
    _find_what_takes_sign_ups(page, city)
    keys.open_link(page, "Ich komme mit")
    _fill_in(page)
    keys.press(page, "Weiter: Angaben prüfen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Angaben prüfen")
    expect(page.get_by_text("2", exact=True)).to_be_visible()
    city.time_passes()
    keys.press(page, "Jetzt absenden")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sie sind angemeldet.")
    keys.press(page, "Ich sage ab")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wir haben Sie abgemeldet.")


def test_a_mistake_is_told_at_once_and_leads_to_its_field(page: Page, city: City) -> None:
    city.open(page, "/meine-termine")
    keys.press(page, "Weiter")
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Schreiben Sie bitte den Code")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Code von Ihrem Zettel")).to_be_focused()


def test_enter_in_a_field_goes_on_with_a_series_that_changes(page: Page, city: City) -> None:
    """The first button that one sees there asks other questions about the rhythm."""
    city.open(page, f"{DESK}/veranstaltungen", CLUB)
    page.goto(city.address + (page.locator("a[href$='/ab-einem-tag']").first.get_attribute("href") or ""))
    page.get_by_label("Warum?").fill("Die Halle ist belegt.")
    with page.expect_navigation():
        page.get_by_label("Warum?").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Ab welchem Tag ist es anders?")
    assert page.url.endswith("/ab-einem-tag/pruefen")


def _skip_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_focused()
    expect(page.get_by_role("link", name="Zum Inhalt")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main").get_by_role("link").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("main").get_by_role("link").first).not_to_be_focused()


def _find(page: Page, word: str) -> None:
    """Narrows the list down and sends it with the Enter key, from within the field."""
    keys.fill(page, "Suchwort", word)
    keys.to(page, page.get_by_label("Zeitraum"))
    page.keyboard.type("ein Monat")
    expect(page.get_by_label("Zeitraum")).to_have_value("monat")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_label("Suchwort")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _find_what_takes_sign_ups(page: Page, city: City) -> None:
    keys.open_link(page, "Zurück zur Liste")
    keys.open_link(page, "Gymnastik im Sitzen")


def _fill_in(page: Page) -> None:
    keys.fill(page, "Vor- und Nachname", "Demo-Person Taste")
    keys.fill(page, "Telefonnummer", "0171 3920077")
    keys.to(page, page.get_by_label("1 Person", exact=True))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("2 Personen")).to_be_checked()
    keys.to(page, page.get_by_label("Ich komme zum ersten Mal"))
    page.keyboard.press("Space")
    expect(page.get_by_label("Ich komme zum ersten Mal")).to_be_checked()
