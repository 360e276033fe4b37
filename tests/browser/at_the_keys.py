"""Somebody who has no mouse: everything goes by Tab, Enter, Space, arrows and typing."""

from playwright.sync_api import Locator, Page, expect

from browser.checks import where

MOST_STOPS = 120


def to(page: Page, target: Locator) -> None:
    """Presses Tab until the target has the focus; one sees at every stop where one is."""
    expect(target).to_be_visible()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = where(page)
        assert stop["seen"], f"Nobody sees the focus on {stop['name']} of {page.url}"
        if target.evaluate("target => target === document.activeElement"):
            return
    raise AssertionError(f"The Tab key does not reach {target} on {page.url}")


def open_link(page: Page, name: str) -> None:
    to(page, page.locator("main").get_by_role("link", name=name).first)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press(page: Page, name: str) -> None:
    to(page, page.locator("main").get_by_role("button", name=name).first)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill(page: Page, label: str, text: str) -> None:
    to(page, page.get_by_label(label))
    page.keyboard.type(text)
