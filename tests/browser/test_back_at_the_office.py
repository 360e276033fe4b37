"""Back in the browser after something was taken in: the same form again, and sent again it is the same act."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from browser.city import CLUB, OFFICE, City
from browser.steps import Step, follow, press


@dataclass(frozen=True)
class Filled:
    path: str
    button: str
    answers: dict[str, str]
    before: tuple[Step, ...] = ()
    who: str = OFFICE

    def send(self, city: City, page: Page, **others: str) -> str:
        """Answers where it leads."""
        answers = {name.replace("-", "_"): words for name, words in self.answers.items()}
        press(self.button, **answers | others)(city, page)
        return page.url


# The seats of the next dates are for the tests that look at them.
NAMED = {"vorname": "Demo-Person", "nachname": "Zurück", "einwilligung": "✓", "anrufer": "die Tochter"}
REPORT = Filled(
    "/buero/meldungen/neu",
    "Meldung sichern",
    {"was": "Die Schrift ist zu klein.", "name": "Demo-Person Zurück", "telefon": "0171 3920071"},
)
FORMS = {
    "report": REPORT,
    "call": Filled(
        "/buero/rueckruf",
        "Auf die Anrufliste setzen",
        {"name": "Demo-Person Zurück", "telefon": "0171 3920072", "anrufer": "die Tochter"},
    ),
    "offer": Filled(
        "/buero/hilfe/neu/angebot",
        "Aufnehmen",
        {**NAMED, "telefon": "0171 3920073", "stadtteil": "Betzenberg", "weite": "✓", "was": "✓", "jederzeit": "✓", "oft": "✓"},
    ),
    "request": Filled(
        "/buero/hilfe/neu/gesuch",
        "Aufnehmen",
        {**NAMED, "telefon": "0171 3920074", "was-genau": "Einkaufen", "stadtteil": "Betzenberg", "wobei": "Einkauf und Erledigung (einkaufen, Apotheke, Post)", "jederzeit": "✓", "oft": "✓"},
    ),
    "sign-up": Filled(
        "/buero/anmelden",
        "Anmelden",
        {"name": "Demo-Person Zurück", "telefon": "0171 3920075", "termin": "✓", "einwilligung": "✓"},
        (press("Suchen", suche="Gymnastik 16.2."),),
    ),
    "organisation": Filled(
        "/buero/organisationen/neu",
        "Organisation anlegen",
        {"name": "Demo-Verein Zurück", "ansprechperson": "Frau Demo", "telefon": "0631 3654371", "text": "Wir singen."},
    ),
    "guest of a club": Filled(
        "/verein/demo-turnverein-barbarossa",
        "Anmelden",
        {"name": "Demo-Person Zurück", "telefon": "0171 3920076", "einwilligung": "✓"},
        (follow(r"/termine/\d+$", -1), follow(r"/termine/\d+/anmelden$")),
        CLUB,
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FORMS)
def test_sent_again_it_is_the_same(page: Page, city: City, what: str) -> None:
    form = FORMS[what]
    city.open(page, form.path, form.who)
    for step in form.before:
        step(city, page)
    form_at = page.url
    there = form.send(city, page)
    assert there.split("?")[0] != form_at.split("?")[0], page.locator(".error").all_inner_texts()
    page.go_back()
    assert form.send(city, page) == there


def test_with_fields_that_the_browser_has_emptied_it_is_asked_about(page: Page, city: City) -> None:
    city.open(page, REPORT.path, OFFICE)
    there = REPORT.send(city, page)
    page.go_back()
    expect(page.get_by_label("Name")).to_have_value("")
    press(REPORT.button)(city, page)
    expect(page.get_by_text("Von dieser Seite haben Sie schon etwas gesichert.")).to_be_visible()
    press(REPORT.button)(city, page)
    assert page.url.endswith("/aufgenommen")
    assert page.url != there
