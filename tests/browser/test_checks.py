"""The checks themselves: each one has to notice what it is for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from browser.checks import (
    check_accessible,
    check_colours_say_nothing_alone,
    check_focus_stands_out,
    check_font_sizes,
    check_forced_colors,
    check_keyboard,
    check_nothing_stays_in_place,
    check_reflow,
    check_stillness,
    check_targets,
    check_text_spacing,
)

SHELL = """<!doctype html><html lang="de"><head><title>Probe</title>
<style>body, button {{ font: 20px Arial; margin: 0 }}
a, button {{ display: inline-block; min-height: 44px; min-width: 44px }} {style}</style></head>
<body><a class="skip" href="#inhalt">Zum Inhalt</a><main id="inhalt" tabindex="-1">
<h1>Probe</h1>{body}</main></body></html>"""


def at_320(check: Callable[[Page, int], None]) -> Callable[[Page], None]:
    return lambda page: check(page, 320)


FAULTS = [
    pytest.param(at_320(check_accessible), "", "<img src='data:,'>", id="picture without words"),
    pytest.param(at_320(check_accessible), "p { color: #767676 }", "<p>blass</p>", id="pale text"),
    pytest.param(
        at_320(check_accessible),
        "p { font-size: 30px; color: #8a8a8a }",
        "<p>blass</p>",
        id="large pale text",
    ),
    pytest.param(
        at_320(check_accessible),
        "",
        "<a href='https://a.test/1'>Absagen</a> <a href='https://a.test/2'>Absagen</a>",
        id="same words to two pages",
    ),
    pytest.param(
        at_320(check_accessible),
        "",
        "<button aria-label='Senden'>Absagen</button>",
        id="said otherwise than shown",
    ),
    pytest.param(check_reflow, "", "<div style='width: 400px'>breit</div>", id="too wide"),
    pytest.param(
        check_reflow, "p { width: 130px }", "<p>Telefon: 069 90 00 90 01</p>", id="number on two lines"
    ),
    pytest.param(
        check_text_spacing, "p { height: 23px; overflow: hidden }", "<p>knapp</p>", id="cut off when spaced"
    ),
    pytest.param(check_font_sizes, "", "<small style='font-size: 12px'>klein</small>", id="small print"),
    pytest.param(
        at_320(check_targets), "button { min-height: 20px }", "<button>x</button>", id="small button"
    ),
    pytest.param(
        at_320(check_targets),
        "a { display: inline }",
        "<ul><li>Dienstag, 10 Uhr <a href='/x/anmelden?termin=1'>Anmelden</a></li></ul>",
        id="small act beside words",
    ),
    pytest.param(
        at_320(check_targets),
        "a { display: inline }",
        "<p>Polizei: <a href='tel:110'>110</a></p>",
        id="small number",
    ),
    pytest.param(check_stillness, "p { transition: color 1s }", "<p>bewegt</p>", id="moving"),
    pytest.param(check_keyboard, "button:focus { outline: 0 }", "<button>x</button>", id="invisible focus"),
    pytest.param(check_keyboard, "", "<button>x</button><button tabindex='1'>y</button>", id="jumping focus"),
    pytest.param(
        check_keyboard,
        "div { position: fixed; inset: 0 }",
        "<button>x</button><div></div>",
        id="covered focus",
    ),
    pytest.param(
        check_colours_say_nothing_alone,
        "a { display: inline; text-decoration: none; color: #00f }",
        "<p>Mehr <a href='/x'>hier</a> dazu</p>",
        id="link by colour alone",
    ),
    pytest.param(check_colours_say_nothing_alone, "", "<p class='full'>●</p>", id="state by colour alone"),
    pytest.param(
        check_colours_say_nothing_alone,
        "[aria-current] { color: #00f }",
        "<nav><a href='/x' aria-current='page'>x</a><a href='/y'>y</a></nav>",
        id="here by colour alone",
    ),
    pytest.param(
        check_colours_say_nothing_alone,
        "",
        "<div class='field bad'><input></div>",
        id="mistake by colour alone",
    ),
    pytest.param(check_nothing_stays_in_place, "h1 { position: sticky; top: 0 }", "", id="head that stays"),
    pytest.param(
        lambda page: check_focus_stands_out(page, page.get_by_role("button")),
        "button:focus { outline: 3px solid #eee }",
        "<button>x</button>",
        id="pale focus",
    ),
    pytest.param(check_forced_colors, "button { border: 0 }", "<button>x</button>", id="button without edge"),
]


@pytest.mark.parametrize(("check", "style", "body"), FAULTS)
def test_a_fault_is_noticed(page: Page, check: Callable[[Page], None], style: str, body: str) -> None:
    page.set_content(SHELL.format(style=style, body=body))
    with pytest.raises(AssertionError):
        check(page)


PLAIN_CHECKS = [
    check_reflow,
    check_text_spacing,
    check_font_sizes,
    at_320(check_targets),
    check_stillness,
    check_keyboard,
    check_forced_colors,
]


@pytest.mark.parametrize("check", PLAIN_CHECKS)
def test_a_plain_page_passes(page: Page, check: Callable[[Page], None]) -> None:
    page.set_content(SHELL.format(style=":focus { outline: 4px solid #000 }", body="<button>x</button>"))
    check(page)
