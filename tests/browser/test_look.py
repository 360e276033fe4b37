"""The shell itself in a real browser: every layout and every piece, before any feature uses them."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.checks import NARROW, WIDE, check_everything, picture
from sample_app import PATHS

TROUBLES = ["/fehler/422", "/fehler/429", "/fehler/500", "/fehler/503"]


@pytest.mark.parametrize("path", PATHS + TROUBLES)
def test_is_good_for_everybody(page: Page, sample_site: str, path: str) -> None:
    page.goto(sample_site + path)
    check_everything(page)
    _picture_if_wished(page, path)


@pytest.mark.parametrize("path", PATHS)
def test_is_good_with_large_letters(page: Page, sample_site: str, path: str) -> None:
    page.goto(f"{sample_site}/schrift?schrift=gross&zurueck={path}")
    expect(page).to_have_url(sample_site + path)
    check_everything(page)
    _picture_if_wished(page, f"{path}-gross")


def test_a_form_with_mistakes_is_good_for_everybody(page: Page, sample_site: str) -> None:
    page.goto(f"{sample_site}/mitmachen/probe")
    page.get_by_role("button", name="Weiter").click()
    # The browser moves the focus after it has drawn the page: wait for it instead of asking once.
    expect(page.get_by_role("alert")).to_be_focused()
    check_everything(page)
    _picture_if_wished(page, "fehler-im-formular")


def test_a_mistake_leads_to_its_field(page: Page, sample_site: str) -> None:
    page.goto(f"{sample_site}/mitmachen/probe")
    page.get_by_role("button", name="Weiter").click()
    page.get_by_role("link", name="Schreiben Sie bitte Ihren Namen.").click()
    expect(page.locator("#name")).to_be_focused()


def test_nothing_comes_from_elsewhere(page: Page, sample_site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{sample_site}/veranstaltungen", wait_until="networkidle")
    assert [address for address in asked if not address.startswith(sample_site)] == []
    assert page.evaluate("document.fonts.check('16px Lexend')")


def _picture_if_wished(page: Page, path: str) -> None:
    if folder := os.environ.get("MITTENDRIN_TEST_PICTURES"):
        name = path.strip("/").replace("/", "-")
        for width in (WIDE, NARROW):
            picture(page, Path(folder), name, width)
