"""How a person gets to a page: a line of ROWS, and what is done on the way."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin

from playwright.sync_api import Page

from browser.city import VISITOR, City

Step = Callable[[City, Page], None]


def follow(href: str, which: int = 0) -> Step:
    """Opens where a link leads whose address fits: the first one, or -1 for the last."""

    def step(city: City, page: Page) -> None:
        addresses = page.eval_on_selector_all("main a", "all => all.map(one => one.getAttribute('href'))")
        fitting = [one for one in addresses if re.search(href, one)]
        assert fitting, f"No link on {page.url} fits {href}: {addresses}"
        page.goto(urljoin(page.url, fitting[which]))

    return step


def unfold(summary: str) -> Step:
    def step(_city: City, page: Page) -> None:
        page.locator("main summary", has_text=summary).click()

    return step


def press(button: str, **answers: str) -> Step:
    """Fills in fields by their ids and presses the button: a text is typed, "✓" ticks, the rest is chosen."""

    def step(city: City, page: Page) -> None:
        for name, answer in answers.items():
            _answer(page, name.replace("_", "-"), answer)
        city.time_passes()
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name=button).first.click()

    return step


def _answer(page: Page, field_id: str, answer: str) -> None:
    box = page.locator(f"#{field_id}")
    if answer == "✓":
        box.check()
    elif box.evaluate("box => box.tagName") == "SELECT":
        box.select_option(label=answer)
    else:
        box.fill(answer)


SENDING = press("Jetzt absenden")


@dataclass(frozen=True)
class Row:
    template: str
    path: str
    who: str = VISITOR
    steps: tuple[Step, ...] = field(default=())
    # Several rows show one template in another state.
    state: str = ""

    @property
    def name(self) -> str:
        return f"{self.template} {self.state}".strip()

    def open(self, city: City, page: Page) -> None:
        city.open(page, self.path, self.who)
        for step in self.steps:
            step(city, page)
