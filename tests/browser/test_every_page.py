"""Every template in a real browser, as those see it who get there: small, wide, by key, in contrast."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.checks import NARROW, WIDE, check_everything, picture
from browser.city import City
from browser.every_page import ROWS, Row
from browser.walk import Walk
from mittendrin.paths import TEMPLATES

EXTENDS = re.compile(r'{%-? extends "([^"]+)"')
# Shown by the sample application, because the city gives no occasion: see test_look.py.
IN_THE_SAMPLES = {"errors/429.html", "errors/500.html", "errors/503.html", "errors/problem.html"}


def pages_of_the_application() -> set[str]:
    """Templates that build on a layout and that no other template builds on."""
    written = {path.relative_to(TEMPLATES).as_posix(): path.read_text() for path in TEMPLATES.rglob("*.html")}
    built_on = {found[1] for text in written.values() if (found := EXTENDS.search(text))}
    return {name for name, text in written.items() if EXTENDS.search(text)} - built_on


def test_every_template_has_a_row() -> None:
    missing = sorted(pages_of_the_application() - {row.template for row in ROWS} - IN_THE_SAMPLES)
    assert not missing, f"Say in ROWS of tests/browser/every_page.py how to get to {missing}"


@pytest.fixture(scope="module")
def walk(chromium: Browser, city: City) -> Iterator[Walk]:
    walk = Walk(chromium, city)
    yield walk
    walk.end()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_is_good_for_everybody(walk: Walk, row: Row) -> None:
    with walk.to(row) as page:
        shown = page.evaluate("document.lastChild.nodeValue")
        assert shown == row.template, f"{page.url} shows {shown}"
        check_everything(page)
        _picture_if_wished(page, row.name)


def _picture_if_wished(page: Page, name: str) -> None:
    if folder := os.environ.get("MITTENDRIN_TEST_PICTURES"):
        for width in (WIDE, NARROW):
            picture(page, Path(folder), re.sub(r"\W+", "-", name.replace(".html", "")), width)
