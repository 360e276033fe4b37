"""What single pages prove for all: dark systems, high contrast, a focus one sees, and what is read aloud."""

import re

import pytest
from playwright.sync_api import Page, expect

from browser.checks import check_focus_stands_out
from browser.city import OFFICE, VISITOR, City
from browser.every_page import COMING, ROWS

COLOURS = """() => ["html", "body", "main", ".head", ".box", "input[type=search]", "button"]
    .map(one => document.querySelector(one)).filter(Boolean)
    .map(one => getComputedStyle(one)).map(one => `${one.color} ${one.backgroundColor} ${one.colorScheme}`)"""
FORM_WITH_MISTAKES = """
- alert "Bitte prüfen Sie noch etwas":
  - heading "Bitte prüfen Sie noch etwas" [level=2]
  - list:
    - listitem:
      - link "Schreiben Sie bitte den Namen."
    - listitem:
      - link "In der E-Mail-Adresse fehlt das Zeichen @."
- heading "Ich komme mit" [level=1]
- group "Für wen ist die Anmeldung?":
  - radio "Für mich" [checked]
  - radio "Für eine andere Person, zum Beispiel meine Mutter"
- 'textbox "Nur für eine andere Person: Ihr eigener Name (freiwillig)"'
- textbox "Vor- und Nachname"
- group "Wie erreichen wir Sie?":
  - textbox "Telefonnummer"
  - textbox "E-Mail-Adresse": erna
  - textbox "Straße, Hausnummer und Ort"
- group "Wie viele Personen kommen?":
  - radio "1 Person" [checked]
- checkbox "Ich komme zum ersten Mal"
- paragraph:
  - 'button "Weiter: Angaben prüfen"'
"""


@pytest.mark.parametrize("path", ["/", "/veranstaltungen", COMING])
def test_stays_light_and_still_on_a_dark_system(page: Page, city: City, path: str) -> None:
    city.open(page, path)
    in_daylight = page.evaluate(COLOURS)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(page.locator("html")).to_have_css("color-scheme", "light")
    expect(page.locator("body")).to_have_css("background-color", "rgb(250, 247, 242)")
    assert page.evaluate(COLOURS) == in_daylight
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("contrast", ["none", "active"])
@pytest.mark.parametrize("role", ["link", "button", "searchbox", "combobox"])
def test_one_sees_what_has_the_focus(page: Page, city: City, role: str, contrast: str) -> None:
    """With the system's own colours, too."""
    city.open(page, "/veranstaltungen")
    page.emulate_media(forced_colors=contrast)  # type: ignore[arg-type]
    target = page.locator("main").get_by_role(role).first  # type: ignore[arg-type]
    before = target.evaluate("one => getComputedStyle(one).outlineStyle")
    target.focus()
    expect(target).to_be_focused()
    expect(target).to_have_css("outline-style", "solid")
    expect(target).to_have_css("outline-width", re.compile(r"^([2-9]|\d\d)(\.\d+)?px$"))
    assert before == "none"


FOCUSED = [
    ("/", VISITOR, "a.door"),
    ("/", VISITOR, "main .btn"),
    ("/veranstaltungen", VISITOR, "main h3 a"),
    ("/veranstaltungen", VISITOR, "input[type=search]"),
    ("/veranstaltungen", VISITOR, "main select"),
    ("/veranstaltungen", VISITOR, "main summary"),
    (COMING, VISITOR, ".go"),
    ("/barriere-melden", VISITOR, "textarea"),
    ("/buero", OFFICE, "nav a[href]"),
    ("/buero/anmelden", OFFICE, "main button.go"),
]


@pytest.mark.parametrize(("path", "who", "what"), FOCUSED)
def test_the_focus_stands_out_from_its_ground(page: Page, city: City, path: str, who: str, what: str) -> None:
    city.open(page, path, who)
    check_focus_stands_out(page, page.locator(what).first)


def test_an_event_is_read_aloud_as_it_is_seen(page: Page, city: City) -> None:
    city.open(page, COMING)
    expect(page.locator("main")).to_match_aria_snapshot("""
      - main:
        - paragraph:
          - link "Zurück zur Liste"
        - heading "Gymnastik im Sitzen" [level=1]
        - region "Ihr Termin":
          - paragraph: /Dienstag, 12. Januar, 10 bis 11 Uhr/
          - paragraph: /kostet nichts/
          - paragraph:
            - link "Ich komme mit"
        - heading "Die nächsten Termine" [level=2]
        - list:
          - listitem:
            - link "Anmelden für Dienstag, 19. Januar"
        - heading "Barrierefrei?" [level=2]
        - heading "In Ihren Kalender" [level=2]
        - heading "Veranstalter" [level=2]
        - paragraph:
          - link "Demo-Turnverein Barbarossa"
    """)


def test_a_form_with_mistakes_is_read_aloud_as_it_is_seen(page: Page, city: City) -> None:
    row = next(row for row in ROWS if row.name == "registrations/form.html mistakes")
    row.open(city, page)
    expect(page.locator("main")).to_match_aria_snapshot(FORM_WITH_MISTAKES)
    name = page.get_by_label("Vor- und Nachname")
    expect(name).to_have_accessible_description(re.compile("Schreiben Sie bitte den Namen."))
    expect(name).to_have_attribute("aria-invalid", "true")


def test_a_slip_is_read_aloud_as_it_is_seen(page: Page, city: City) -> None:
    next(row for row in ROWS if row.template == "registrations/slip.html").open(city, page)
    expect(page.locator("main")).to_match_aria_snapshot("""
      - status:
        - heading "Sie sind angemeldet." [level=1]
        - paragraph: Wir freuen uns auf Sie.
      - region "Zettel für den Kühlschrank"
      - paragraph: /Zettel-Code. [0-9A-Z]{4} [0-9A-Z]{4}/
      - paragraph:
        - link "In meinen Kalender übernehmen"
      - heading "So geht es weiter" [level=2]
      - paragraph:
        - button "Ich sage ab"
    """)


def test_the_desk_of_the_office_is_read_aloud_as_it_is_seen(page: Page, city: City) -> None:
    city.open(page, "/buero", OFFICE)
    expect(page.locator("body")).to_match_aria_snapshot("""
      - link "Zum Inhalt"
      - banner:
        - button "Abmelden"
      - navigation "Hauptmenü":
        - list:
          - listitem:
            - link "Heute"
      - main:
        - heading "Montag, 11. Januar" [level=1]
        - searchbox "Wer ruft an?"
        - button "Finden"
      - contentinfo
    """)


APART = """() => {
  document.querySelectorAll("main details").forEach(one => (one.open = true));
  const places = [...document.querySelectorAll("main td button:not(.off-screen), main td .btn, main td summary")]
    .map(one => [one.textContent.trim(), one.getBoundingClientRect()]);
  return places.flatMap(([name, a], n) => places.slice(n + 1).map(([other, b]) => [`${name} | ${other}`, Math.max(
    b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom)]))
    .filter(([, gap]) => gap < 7.9);
}"""
WIDTHS = "[document.documentElement.scrollWidth, innerWidth]"


@pytest.mark.parametrize("path", ["/buero", "/buero?wer=0002", "/buero/hilfe"])
@pytest.mark.parametrize("width", [320, 720, 960, 1100, 1280])
def test_a_desk_with_open_notes_is_no_wider_than_its_screen_and_its_buttons_stand_apart(
    page: Page, city: City, path: str, width: int
) -> None:
    city.open(page, path, OFFICE)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate(APART) == []
    needed, there = page.evaluate(WIDTHS)
    assert needed <= there
