"""What the rules of every page catch."""

import httpx
import pytest

from html_page import Page
from page_rules import check_page

NOTE = '<label for="n">Notiz</label><input id="n" name="notiz" type="text">'
YES = '<button name="antwort" value="ja">Ja</button>'
NO = '<button name="antwort" value="nein">Nein</button>'
ELSEWHERE = '<button formaction="/entwurf">Als Entwurf</button>'
DELETE = "<button>Alle Stunden löschen</button>"
OFF = "<button disabled>Nichts</button>"
PLACE = '<label for="o">Ort</label><input id="o" name="ort" type="text">'
LOOK = '<button name="tun" value="suchen">Suchen</button>'


def wrongs(form: str) -> str:
    html = f"<!doctype html><html><body><main><form>{form}</form></main></body></html>"
    request = httpx.Request("GET", "https://mittendrin.example.org/")
    with pytest.raises(AssertionError) as found:
        check_page(Page(httpx.Response(200, html=html, request=request)))
    return str(found.value)


@pytest.mark.parametrize("buttons", [YES + NO, ELSEWHERE, YES + "<button>Weiter</button>", YES, DELETE])
def test_enter_gives_no_answer_unasked(buttons: str) -> None:
    assert "Enter presses" in wrongs(NOTE + buttons)


@pytest.mark.parametrize(
    "form",
    [
        NOTE + "<button>Weiter</button>" + YES + NO,
        NOTE + "<button>Weiter: Angaben prüfen</button>",
        NOTE + LOOK + YES,
        NOTE + OFF + DELETE,
        PLACE + DELETE,
        YES + NO,
    ],
)
def test_enter_may_go_on_or_look_something_up(form: str) -> None:
    assert "Enter presses" not in wrongs(form)


@pytest.mark.parametrize(("alt", "missing"), [("", True), (' alt=""', False), (' alt="QR-Code"', False)])
def test_every_picture_says_what_it_shows_or_that_it_only_adorns(alt: str, missing: bool) -> None:
    assert ("no alt on" in wrongs(f'<img src="data:,"{alt}>')) == missing


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        (PLACE, False),
        ('<label for="p">Passwort</label><input id="p" name="passwort" type="password">', True),
        ('<label for="d">Datei</label><input id="d" name="datei" type="file">', True),
    ],
)
def test_a_button_from_elsewhere_takes_no_secret_along(field: str, wrong: bool) -> None:
    form = f'</form><form id="angaben">{field}</form><button form="angaben">Größere Schrift</button><form>'
    assert ("takes a password or a file along" in wrongs(form)) == wrong
    assert "belongs to no form" in wrongs('<button form="anderswo">Größere Schrift</button>')
