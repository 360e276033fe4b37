"""One true story in a browser that runs no script: club, board, senior, office, and one date that is called off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.checks import NARROW
from browser.city import City
from browser.story_steps import follow, heading, press
from makers import PASSWORD

TITLE = "Singen am Kamin"
CLUB, BOARD, OFFICE = "neuling@example.org", "beirat@example.org", "buero@example.org"
LOOKS = 40


@pytest.fixture
def people(chromium: Browser) -> Iterator[list[BrowserContext]]:
    """Everybody sits before a browser of their own."""
    contexts = [
        chromium.new_context(
            java_script_enabled=False, locale="de-DE", viewport={"width": width, "height": 900}
        )
        for width in (1280, 1280, NARROW, 1280)
    ]
    yield contexts
    for context in contexts:
        context.close()


def test_from_the_club_to_the_senior_and_back(city: City, people: list[BrowserContext]) -> None:
    club, board, senior, office = (context.new_page() for context in people)
    sign_in(club, city, CLUB)
    write_an_event(club)
    sign_in(board, city, BOARD)
    let_it_through(board)
    find_it_and_sign_up(senior, city)
    take_it_into_the_calendar(senior)
    slip = senior.url
    call_the_first_date_off(club)
    senior.goto(slip)
    expect(heading(senior)).to_have_text("Dieser Termin fällt aus.")
    expect(senior.get_by_text("Der Kamin raucht.").first).to_be_visible()
    senior.goto(f"{city.address}/veranstaltungen?suche=Kamin&zeit=monat")
    until_shown(senior, "ABGESAGT:")
    sign_in(office, city, OFFICE)
    sign_a_caller_up(office)
    find_the_caller(office)


def test_back_shows_what_was_written(page: Page, city: City) -> None:
    """A page of the walk answers a form: browsers show it again only if they may keep it."""
    sign_in(page, city, CLUB)
    begin_an_event(page)
    choose_a_place(page)
    expect(heading(page)).to_have_text("Wie oft findet es statt?")
    page.go_back()
    expect(page.get_by_label("Raum")).to_have_value("Saal")
    page.go_back()
    expect(page.get_by_label("Titel")).to_have_value(TITLE)


def choose_in_menu(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name=name).click()


def until_shown(page: Page, words: str) -> None:
    """A prepared page may be a second old."""
    for _ in range(LOOKS):
        if page.get_by_text(words).count():
            return
        page.reload()
    raise AssertionError(f"{page.url} does not say {words}")


def sign_in(page: Page, city: City, email: str) -> None:
    city.open(page, "/zugang")
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_label("Passwort").fill(PASSWORD if email == CLUB else "mittendrin-demo")
    press(page, "Anmelden")


def begin_an_event(page: Page) -> None:
    follow(page, "Neue Veranstaltung")
    page.get_by_label("Titel").fill(TITLE)
    page.get_by_label("Was passiert?").fill("Wir singen alte und neue Lieder. Noten braucht niemand.")
    page.get_by_label("Thema").select_option(label="Singen und Musik")
    page.get_by_label("Was kostet es?").fill("3 Euro")
    press(page, "Weiter")


def choose_a_place(page: Page) -> None:
    page.get_by_label("Ort", exact=True).select_option(label="Stadtteilbüro Ost")
    page.get_by_label("Raum").fill("Saal")
    press(page, "Weiter")


def write_an_event(page: Page) -> None:
    begin_an_event(page)
    choose_a_place(page)
    page.get_by_label("Jede Woche").check()
    press(page, "Weiter")
    page.get_by_label("Donnerstag").check()
    page.get_by_label("Wann beginnt es?").fill("14.30")
    page.get_by_label("Wann endet es?").fill("16 Uhr")
    for label, number in {"Tag": "14", "Monat": "1", "Jahr": "2027"}.items():
        page.get_by_role("group", name="Ab wann?").get_by_label(label).fill(number)
    page.get_by_label("Wie viele Termine sind es?").fill("6")
    press(page, "Weiter")
    page.get_by_label("Ja, für jeden Termin").check()
    page.get_by_label("Wie viele Plätze gibt es?").fill("12")
    press(page, "Weiter: Vorschau")
    expect(heading(page)).to_have_text("Vorschau")
    expect(page.get_by_text("Donnerstag, 14. Januar 2027").first).to_be_visible()
    press(page, "So einreichen")
    expect(page.get_by_text("Wir prüfen Ihren Beitrag.")).to_be_visible()


def let_it_through(page: Page) -> None:
    follow(page, TITLE)
    expect(page.get_by_text("Noten braucht niemand.").first).to_be_visible()
    press(page, "Freigeben")
    expect(page.get_by_role("link", name=TITLE)).to_have_count(0)


def find_it_and_sign_up(page: Page, city: City) -> None:
    city.open(page, "/")
    follow(page, "Etwas unternehmen")
    page.get_by_label("Suchwort").fill("Kamin")
    press(page, "Anzeigen")
    follow(page, TITLE)
    follow(page, "Ich komme mit")
    page.get_by_label("Vor- und Nachname").fill("Demo-Person Erna Müller")
    page.get_by_label("Telefonnummer").fill("0171 3920088")
    press(page, "Weiter: Angaben prüfen")
    expect(page.get_by_text("0171 39 20 088")).to_be_visible()
    city.time_passes()
    press(page, "Jetzt absenden")
    expect(heading(page)).to_have_text("Sie sind angemeldet.")
    expect(page.get_by_text("Donnerstag, 14. Januar, 14.30 bis 16 Uhr")).to_be_visible()


def take_it_into_the_calendar(page: Page) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name="In meinen Kalender übernehmen").click()
    written = download.value.path().read_text()
    assert f"SUMMARY:{TITLE}" in written
    assert "DTSTART;TZID=Europe/Berlin:20270114T143000" in written


def call_the_first_date_off(page: Page) -> None:
    choose_in_menu(page, "Übersicht")
    follow(page, f"{TITLE}, Donnerstag, 14. Januar")
    follow(page, "Termin absagen")
    page.get_by_label("Warum fällt er aus?").fill("Der Kamin raucht.")
    page.get_by_label("Was können die Menschen stattdessen tun?").fill("Kommen Sie am 21. Januar.")
    press(page, "Weiter: Angaben prüfen")
    expect(page.get_by_text("Der Kamin raucht.")).to_be_visible()
    press(page, "Jetzt absagen und Bescheid sagen")


def sign_a_caller_up(page: Page) -> None:
    choose_in_menu(page, "Neue Anmeldung")
    page.get_by_label("Termin suchen").fill("Kamin 21.1.")
    press(page, "Suchen")
    page.get_by_role("radio", name=TITLE).check()
    page.get_by_label("Vor- und Nachname").fill("Demo-Person Anrufer")
    page.get_by_label("Telefonnummer").fill("0171 3920099")
    page.get_by_label("Die Person selbst").check()
    page.get_by_label("Telefon", exact=True).check()
    page.get_by_label("Die Person hat Ja gesagt.").check()
    press(page, "Anmelden")
    expect(heading(page)).to_have_text("Demo-Person Anrufer ist angemeldet.")


def find_the_caller(page: Page) -> None:
    choose_in_menu(page, "Heute")
    page.get_by_label("Wer ruft an?").fill("anrufer")
    press(page, "Finden")
    expect(page.get_by_role("heading", name="Demo-Person Anrufer")).to_be_visible()
    expect(page.get_by_role("cell", name="Donnerstag, 21. Januar")).to_be_visible()
    # Who gave a number and no mail is called about the date that is off.
    page.get_by_label("Wer ruft an?").fill("0088")
    press(page, "Finden")
    expect(page.get_by_role("row", name=f"Fällt aus: {TITLE}")).to_be_visible()
