"""From an offer to its end in a browser that runs no script: two volunteers, somebody who telephones, and the office."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.checks import NARROW
from browser.city import OFFICE, City
from browser.story_steps import follow, heading, press

HELGA, RITA, ERNA = "Demo-Person Helga Ahorn", "Demo-Person Rita Linde", "Demo-Person Erna Birke"
KIND = "Zusammen ausgehen"
NUMBERS = {HELGA: "0171 3920061", RITA: "0171 3920062", ERNA: "0171 3920063"}


@pytest.fixture
def people(chromium: Browser) -> Iterator[list[BrowserContext]]:
    """Everybody sits before a browser of their own."""
    contexts = [
        chromium.new_context(
            java_script_enabled=False, locale="de-DE", viewport={"width": width, "height": 900}
        )
        for width in (NARROW, 1280)
    ]
    yield contexts
    for context in contexts:
        context.close()


def test_from_an_offer_to_its_end(either_city: City, people: list[BrowserContext]) -> None:
    city = either_city
    helper, office = (context.new_page() for context in people)
    for name in (HELGA, RITA):
        offer_help(helper, city, name)
    city.open(office, "/buero/hilfe", OFFICE)
    for name in (HELGA, RITA):
        make_active(office, city, name)
    take_a_request_by_telephone(office, city)
    code = ask(office, HELGA)
    say_yes_by_code(helper, city, code)
    note_the_other_yes(office)
    they_meet_and_try_it(office, city)
    plan_a_visit_for_today(helper, city, code)
    say_today_i_cannot(helper)
    find_a_stand_in(office, city)
    end_it(helper)
    city.open(office, "/buero/hilfe", OFFICE)
    expect(office.get_by_text("Es fehlt jemand: Montag, 11. Januar")).to_have_count(0)


def offer_help(page: Page, city: City, name: str) -> None:
    city.open(page, "/helfen")
    follow(page, "Ich möchte helfen")
    page.get_by_label(KIND).check()
    press(page, "Weiter")
    page.get_by_label("Es passt fast immer").check()
    press(page, "Weiter")
    page.get_by_label("jede Woche").check()
    press(page, "Weiter")
    page.get_by_label("Stadtteil").select_option(label="Betzenberg")
    press(page, "Weiter")
    page.get_by_label("in der ganzen Stadt").check()
    press(page, "Weiter")
    fill_name(page, name)
    press(page, "Weiter")
    page.get_by_label("Telefonnummer").fill(NUMBERS[name])
    press(page, "Weiter")
    press(page, "Alle freiwilligen Fragen überspringen")
    city.time_passes()
    press(page, "Jetzt absenden")
    expect(heading(page)).to_have_text("Danke für Ihr Angebot")


def open_all_lists(page: Page, city: City) -> None:
    city.open(page, "/buero/hilfe", OFFICE)
    for shortened in page.locator("main summary").filter(has_text="Alle zeigen").all():
        shortened.click()


def fill_name(page: Page, name: str) -> None:
    first_name, surname = name.rsplit(" ", 1)
    page.get_by_label("Vorname").fill(first_name)
    page.get_by_label("Nachname").fill(surname)


def make_active(page: Page, city: City, name: str) -> None:
    open_all_lists(page, city)
    follow(page, f"Ansehen und anrufen {name}")
    press(page, "Aktiv: darf vorgeschlagen werden")


def take_a_request_by_telephone(page: Page, city: City) -> None:
    open_all_lists(page, city)
    follow(page, "Gesuch aufnehmen")
    fill_name(page, ERNA)
    page.get_by_label("Telefonnummer").fill(NUMBERS[ERNA])
    page.get_by_label("Stadtteil", exact=True).select_option(label="Betzenberg")
    page.get_by_label("Worum geht es?").fill("Jemand für das Konzert am Montag")
    kind = page.locator("#wobei option").filter(has_text=KIND).get_attribute("value")
    page.get_by_label("Wobei?").select_option(kind)
    page.get_by_label("Es passt fast immer").check()
    page.get_by_label("jede Woche").check()
    page.locator("#einwilligung").check()
    press(page, "Aufnehmen")
    press(page, "Alles klar: Gesuch öffnen")


def ask(page: Page, name: str) -> str:
    """The code that stands in the letter."""
    press(page, f"Fragen {name}")
    shown = page.get_by_text("Code im Brief:").first.inner_text()
    found = re.search(r"Code im Brief: (\w{4} \w{4})", shown)
    assert found
    return found[1]


def open_by_code(page: Page, city: City, code: str) -> None:
    city.open(page, "/vorschlag")
    page.get_by_label("Code").fill(code)
    page.get_by_label("Ihr Vor- und Nachname").fill(HELGA)
    press(page, "Weiter")


def say_yes_by_code(page: Page, city: City, code: str) -> None:
    open_by_code(page, city, code)
    expect(page.get_by_text("Birke")).to_have_count(0)
    press(page, "Ja, gern")
    expect(page.get_by_text("Wie schön!")).to_be_visible()


def note_the_other_yes(page: Page) -> None:
    page.reload()
    press(page, "Ja")
    expect(page.get_by_text("Lesen Sie es")).to_be_visible()


def they_meet_and_try_it(page: Page, city: City) -> None:
    """At the next half hour, so that the visits can begin this very day."""
    follow(page, "Das erste Treffen eintragen")
    for label, number in {"Tag": "11", "Monat": "1", "Jahr": "2027"}.items():
        page.get_by_role("group", name="Wann treffen sich beide?").get_by_label(label).fill(number)
    hour = (city.time_passes() + timedelta(minutes=30)).hour
    page.get_by_label("Um wie viel Uhr?").fill(f"{hour} Uhr 30")
    page.get_by_label("Wo?").fill("Café am Markt")
    press(page, "Treffen eintragen und beiden sagen")
    expect(page.get_by_text(f"Montag, 11. Januar 2027, {hour}.30 Uhr, Café am Markt")).to_be_visible()
    expect(page.get_by_role("button", name="Probezeit beginnt")).to_have_count(0)
    city.time_passes(seconds=90 * 60)
    page.reload()
    press(page, "Ja, sie haben sich getroffen: Probezeit beginnt")


def plan_a_visit_for_today(page: Page, city: City, code: str) -> None:
    """Now the same code leads to the engagement."""
    open_by_code(page, city, code)
    expect(heading(page)).to_have_text(f"Sie helfen {ERNA}")
    for label, number in {"Tag": "11", "Monat": "1", "Jahr": "2027"}.items():
        page.get_by_role("group", name="Wann ist der erste Termin?").get_by_label(label).fill(number)
    page.get_by_label("Um wie viel Uhr?").fill("16 Uhr")
    press(page, "Eintragen und Bescheid sagen")


def say_today_i_cannot(page: Page) -> None:
    press(page, "Heute kann ich nicht Montag, 11. Januar, 16 Uhr")
    expect(page.get_by_text("Wir suchen eine Vertretung")).to_be_visible()


def find_a_stand_in(page: Page, city: City) -> None:
    open_all_lists(page, city)
    line = page.locator("section").filter(has_text=f"{ERNA} wartet.")
    expect(line.get_by_role("heading")).to_have_text("Es fehlt jemand: Montag, 11. Januar, 16 Uhr")
    with page.expect_navigation():
        line.get_by_role("link", name=f"Vertretung finden {ERNA}").click()
    page.get_by_role("radio", name=RITA).check()
    page.get_by_label("Die Vertretung hat am Telefon Ja gesagt.").check()
    page.get_by_label(f"{ERNA} möchte das").check()
    press(page, "Diese Vertretung kommt")
    expect(page.get_by_role("cell", name=f"eine Vertretung kommt {RITA}")).to_be_visible()


def end_it(page: Page) -> None:
    page.reload()
    page.get_by_text("Aufhören").click()
    page.get_by_label("Keine Zeit mehr").check()
    press(page, "Ja, wir hören auf")
    expect(heading(page)).to_have_text("Ihr Einsatz ist beendet")
    page.get_by_label("Was sollen wir wissen?").fill("Es war eine schöne Zeit.")
    press(page, "Rückmeldung abschicken")
    expect(page.get_by_text("Danke für Ihre Rückmeldung.")).to_be_visible()
