"""The whole story without a mouse and without a script: club, board, senior, office, and a date that is called off.

The way of a senior, seen more closely, is test_by_keyboard.py.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser import at_the_keys as keys
from browser.city import City
from browser.story_steps import heading
from makers import PASSWORD

TITLE = "Lesen bei Kerzenlicht"
CLUB, BOARD, OFFICE = "neuling@example.org", "beirat@example.org", "buero@example.org"


@pytest.fixture
def people(chromium: Browser) -> Iterator[list[BrowserContext]]:
    contexts = [chromium.new_context(java_script_enabled=False, locale="de-DE") for _ in range(4)]
    yield contexts
    for context in contexts:
        context.close()


def test_everybody_plays_their_part_at_the_keys(city: City, people: list[BrowserContext]) -> None:
    club, board, senior, office = (context.new_page() for context in people)
    sign_in(club, city, CLUB)
    write_an_event(club)
    sign_in(board, city, BOARD)
    let_it_through(board)
    find_it_and_sign_up(senior, city)
    sign_in(office, city, OFFICE)
    sign_a_caller_up(office)
    call_the_first_date_off(club)
    senior.reload()
    expect(heading(senior)).to_have_text("Dieser Termin fällt aus.")
    find_whom_to_call(office)


def sign_in(page: Page, city: City, email: str) -> None:
    city.open(page, "/zugang")
    keys.fill(page, "E-Mail-Adresse", email)
    keys.fill(page, "Passwort", PASSWORD if email == CLUB else "mittendrin-demo")
    keys.press(page, "Anmelden")


def write_an_event(page: Page) -> None:
    say_what_and_where(page)
    say_when(page)
    keys.choose(page, page.get_by_label("Ja, für jeden Termin"))
    keys.fill(page, "Wie viele Plätze gibt es?", "12")
    keys.press(page, "Weiter: Vorschau")
    expect(page.get_by_text("Freitag, 15. Januar 2027").first).to_be_visible()
    keys.press(page, "So einreichen")
    expect(page.get_by_text("Wir prüfen Ihren Beitrag.")).to_be_visible()


def say_what_and_where(page: Page) -> None:
    keys.open_link(page, "Neue Veranstaltung")
    keys.fill(page, "Titel", TITLE)
    keys.fill(page, "Was passiert?", "Wir lesen vor. Zuhören genügt.")
    keys.select(page, "Thema", "Kultur und Lesen")
    keys.fill(page, "Was kostet es?", "nichts")
    keys.press(page, "Weiter")
    keys.select(page, "Ort", "Stadtteilbüro Ost")
    keys.press(page, "Weiter")


def say_when(page: Page) -> None:
    keys.choose(page, page.get_by_label("Jede Woche"))
    keys.press(page, "Weiter")
    keys.tick(page, "Freitag")
    keys.fill(page, "Wann beginnt es?", "15")
    keys.fill(page, "Wann endet es?", "16.30")
    for label, number in {"Tag": "15", "Monat": "1", "Jahr": "2027"}.items():
        keys.to(page, page.get_by_role("group", name="Ab wann?").get_by_label(label))
        page.keyboard.type(number)
    keys.fill(page, "Wie viele Termine sind es?", "4")
    keys.press(page, "Weiter")


def let_it_through(page: Page) -> None:
    keys.open_link(page, TITLE)
    keys.press(page, "Freigeben")
    expect(page.get_by_role("link", name=TITLE)).to_have_count(0)


def find_it_and_sign_up(page: Page, city: City) -> None:
    city.open(page, "/")
    keys.open_link(page, "Etwas unternehmen")
    keys.fill(page, "Suchwort", "Kerzenlicht")
    keys.press(page, "Anzeigen")
    keys.open_link(page, TITLE)
    keys.open_link(page, "Ich komme mit")
    keys.fill(page, "Vor- und Nachname", "Demo-Person Kerze")
    keys.fill(page, "Telefonnummer", "0171 3920066")
    keys.press(page, "Weiter: Angaben prüfen")
    city.time_passes()
    keys.press(page, "Jetzt absenden")
    expect(heading(page)).to_have_text("Sie sind angemeldet.")


def sign_a_caller_up(page: Page) -> None:
    keys.open_menu(page, "Neue Anmeldung")
    keys.fill(page, "Termin suchen", "Kerzenlicht 15.1.")
    keys.press(page, "Suchen")
    keys.choose(page, page.get_by_role("radio", name=TITLE))
    keys.fill(page, "Vor- und Nachname", "Demo-Person Docht")
    keys.fill(page, "Telefonnummer", "0171 3920065")
    keys.choose(page, page.get_by_label("Die Person selbst"))
    keys.choose(page, page.get_by_label("Telefon", exact=True))
    keys.tick(page, "Die Person hat Ja gesagt.")
    keys.press(page, "Anmelden")
    expect(heading(page)).to_have_text("Demo-Person Docht ist angemeldet.")


def call_the_first_date_off(page: Page) -> None:
    keys.open_menu(page, "Übersicht")
    keys.open_link(page, f"{TITLE}, Freitag, 15. Januar")
    keys.open_link(page, "Termin absagen")
    keys.fill(page, "Warum fällt er aus?", "Der Raum ist belegt.")
    keys.press(page, "Weiter: Angaben prüfen")
    keys.press(page, "Jetzt absagen und Bescheid sagen")


def find_whom_to_call(page: Page) -> None:
    keys.open_menu(page, "Heute")
    keys.fill(page, "Wer ruft an?", "0065")
    keys.press(page, "Finden")
    expect(page.get_by_role("row", name=f"Fällt aus: {TITLE}")).to_be_visible()
