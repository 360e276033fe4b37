"""Somebody who has no mouse: everything goes by Tab, Enter, Space, arrows and typing."""

from playwright.sync_api import Locator, Page, expect

from browser.checks import where

MOST_STOPS = 120
_IS_HERE = "target => target === document.activeElement"


def to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Presses the key until the target has the focus; one sees at every stop where one is."""
    expect(target).to_be_visible()
    if target.evaluate(_IS_HERE):
        return
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        stop = where(page)
        # Behind the last stop the browser itself has a turn, and then it begins anew.
        assert stop["seen"] or stop["name"].startswith("<body>"), (
            f"Nobody sees the focus on {stop['name']} of {page.url}"
        )
        if target.evaluate(_IS_HERE):
            return
    raise AssertionError(f"The Tab key does not reach {target} on {page.url}")


def open_link(page: Page, name: str) -> None:
    to(page, page.locator("main").get_by_role("link").filter(has_text=name).first)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press(page: Page, name: str) -> None:
    to(page, page.locator("main").get_by_role("button", name=name).first)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill(page: Page, label: str, text: str) -> None:
    to(page, page.get_by_label(label))
    page.keyboard.type(text)


def open_menu(page: Page, name: str) -> None:
    """The menu stands above: who is in the page already goes back to it."""
    key = "Tab" if where(page)["name"].startswith("<body>") else "Shift+Tab"
    to(page, page.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name=name), key)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def select(page: Page, label: str, option: str) -> None:
    box = page.get_by_label(label, exact=True)
    to(page, box)
    for _ in range(box.locator("option").count()):
        if box.locator("option:checked").inner_text() == option:
            return
        page.keyboard.press("ArrowDown")
    expect(box.locator("option:checked")).to_have_text(option)


def tick(page: Page, label: str) -> None:
    box = page.get_by_label(label)
    to(page, box)
    page.keyboard.press("Space")
    expect(box).to_be_checked()


def choose(page: Page, wanted: Locator) -> None:
    """The Tab key stops once at a group of answers; arrows go through it."""
    name = wanted.get_attribute("name")
    group = page.locator(f'input[type=radio][name="{name}"]')
    first = (
        group.and_(page.locator(":checked")) if group.and_(page.locator(":checked")).count() else group.first
    )
    to(page, first)
    page.keyboard.press("Space")
    for _ in range(group.count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    expect(wanted).to_be_checked()
