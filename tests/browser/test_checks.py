"""The checks themselves: each one has to notice what it is for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from browser.checks import (
    NARROW,
    WHEN_NARROW,
    WHEN_WIDE,
    WIDE,
    check_at,
    check_focus_stands_out,
    check_forced_colors,
    check_keyboard,
    check_stays_light,
    check_text_spacing,
)

SHELL = """<!doctype html><html lang="de"><head><title>Probe</title>
<style>body, button {{ font: 20px Arial; margin: 0 }}
a, button {{ display: inline-block; min-height: 44px; min-width: 44px }} {style}</style></head>
<body><a class="skip" href="#inhalt">Zum Inhalt</a><main id="inhalt" tabindex="-1">
<h1>Probe</h1>{body}</main></body></html>"""


FOUND_BY_PROBES = [
    pytest.param("axe", "", "<img src='data:,'>", id="picture without words"),
    pytest.param("axe", "p { color: #767676 }", "<p>blass</p>", id="pale text"),
    pytest.param(
        "axe",
        "p { font-size: 30px; color: #8a8a8a }",
        "<p>blass</p>",
        id="large pale text",
    ),
    pytest.param(
        "axe",
        "",
        "<a href='https://a.test/1'>Absagen</a> <a href='https://a.test/2'>Absagen</a>",
        id="same words to two pages",
    ),
    pytest.param(
        "axe",
        "",
        "<button aria-label='Senden'>Absagen</button>",
        id="said otherwise than shown",
    ),
    pytest.param("tooWide", "", "<div style='width: 400px'>breit</div>", id="too wide"),
    pytest.param(
        "brokenNumbers", "p { width: 130px }", "<p>Telefon: 069 90 00 90 01</p>", id="number on two lines"
    ),
    pytest.param("smallPrint", "", "<small style='font-size: 12px'>klein</small>", id="small print"),
    pytest.param("smallTargets", "button { min-height: 20px }", "<button>x</button>", id="small button"),
    pytest.param(
        "smallTargets",
        "a { display: inline }",
        "<ul><li>Dienstag, 10 Uhr <a href='/x/anmelden?termin=1'>Anmelden</a></li></ul>",
        id="small act beside words",
    ),
    pytest.param(
        "smallTargets",
        "a { display: inline }",
        "<p>Polizei: <a href='tel:110'>110</a></p>",
        id="small number",
    ),
    pytest.param("moving", "p { transition: color 1s }", "<p>bewegt</p>", id="moving"),
    pytest.param(
        "colourAlone",
        "a { display: inline; text-decoration: none; color: #00f }",
        "<p>Mehr <a href='/x'>hier</a> dazu</p>",
        id="link by colour alone",
    ),
    pytest.param("colourAlone", "", "<p class='full'>●</p>", id="state by colour alone"),
    pytest.param(
        "colourAlone",
        "[aria-current] { color: #00f }",
        "<nav><a href='/x' aria-current='page'>x</a><a href='/y'>y</a></nav>",
        id="here by colour alone",
    ),
    pytest.param(
        "colourAlone",
        "",
        "<div class='field bad'><input></div>",
        id="mistake by colour alone",
    ),
    pytest.param("staysInPlace", "h1 { position: sticky; top: 0 }", "", id="head that stays"),
    pytest.param("cutOff", "p { height: 20px; overflow: hidden }", "<p>viel<br>mehr</p>", id="cut off"),
    pytest.param("smallBody", "body { font-size: 16px }", "", id="small letters"),
    pytest.param("longLines", "", f"<p>{'elf Zeichen ' * 9}</p>", id="long line"),
    pytest.param(
        "longLines",
        "td { width: 2000px }",
        f"<table><tr><td><b>Zwei</b> Wörter, <i>{'und viele ' * 7}</i></table>",
        id="long line of a table in several pieces",
    ),
    pytest.param("tightLines", "p { line-height: 1.4 }", f"<p>{'elf Zeichen ' * 20}</p>", id="tight lines"),
    pytest.param(
        "notFromTheLeft", "p { text-align: justify }", f"<p>{'elf Zeichen ' * 20}</p>", id="pulled apart"
    ),
]


@pytest.mark.parametrize(("probe", "style", "body"), FOUND_BY_PROBES)
def test_a_probe_notices(page: Page, probe: str, style: str, body: str) -> None:
    page.set_content(SHELL.format(style=style, body=body))
    with pytest.raises(AssertionError, match=probe):
        check_at(page, NARROW if probe in WHEN_NARROW else WIDE, probe)


def test_every_probe_has_noticed_something() -> None:
    assert {one.values[0] for one in FOUND_BY_PROBES} == {*WHEN_WIDE, *WHEN_NARROW}


ON_A_PHONE = "@media (max-width: 30rem) { %s }"


@pytest.mark.parametrize(
    "style", ["p { color: #767676 }", "a { min-width: 20px; min-height: 20px }", "label { display: none }"]
)
def test_axe_notices_what_is_wrong_on_a_phone_only(page: Page, style: str) -> None:
    """The second time it only measures, where nothing else can have changed."""
    body = "<p>Text</p><p><label for='n'>Name</label> <input id='n'></p><a href='/a'>a</a><a href='/b'>b</a>"
    page.set_content(SHELL.format(style=ON_A_PHONE % style, body=body))
    check_at(page, WIDE, "axe")
    with pytest.raises(AssertionError, match="axe"):
        check_at(page, NARROW, "axe")


FAULTS = [
    pytest.param(
        check_text_spacing, "p { height: 23px; overflow: hidden }", "<p>knapp</p>", id="cut off when spaced"
    ),
    pytest.param(check_keyboard, "button:focus { outline: 0 }", "<button>x</button>", id="invisible focus"),
    pytest.param(check_keyboard, "", "<button>x</button><button tabindex='1'>y</button>", id="jumping focus"),
    pytest.param(
        check_keyboard,
        "div { position: fixed; inset: 0 }",
        "<button>x</button><div></div>",
        id="covered focus",
    ),
    pytest.param(
        lambda page: check_focus_stands_out(page, page.get_by_role("button")),
        "button:focus { outline: 3px solid #eee }",
        "<button>x</button>",
        id="pale focus",
    ),
    pytest.param(check_forced_colors, "button { border: 0 }", "<button>x</button>", id="button without edge"),
    pytest.param(
        check_stays_light,
        "@media (prefers-color-scheme: dark) { body { background: #000 } }",
        "",
        id="dark by itself",
    ),
]


@pytest.mark.parametrize(("check", "style", "body"), FAULTS)
def test_a_fault_is_noticed(page: Page, check: Callable[[Page], None], style: str, body: str) -> None:
    page.set_content(SHELL.format(style=style, body=body))
    with pytest.raises(AssertionError):
        check(page)


def everything_but_its_weight(page: Page) -> None:
    check_at(page, WIDE, *WHEN_WIDE)
    check_keyboard(page)
    check_at(page, NARROW, *WHEN_NARROW)
    check_text_spacing(page)
    check_forced_colors(page)
    check_stays_light(page)


def test_a_plain_page_passes(page: Page) -> None:
    page.set_content(SHELL.format(style=":focus { outline: 4px solid #000 }", body="<button>x</button>"))
    everything_but_its_weight(page)
