"""A visitor who looks at one page after the other, each time as somebody new: a browser that starts anew takes longer.

Many rows begin like the one before them, a question further: they go on where that one has stopped.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from browser.checks import HEIGHT, WIDE, bring_tools
from browser.city import City
from browser.steps import Row


class Walk:
    def __init__(self, browser: Browser, city: City) -> None:
        self.browser, self.city = browser, city
        self.page: Page | None = None
        self.stands_at: Row | None = None

    @contextmanager
    def to(self, row: Row) -> Iterator[Page]:
        """Whatever goes wrong meanwhile, the next one begins with a browser of its own."""
        page, before = self.page, self.stands_at
        self.page = self.stands_at = None
        if page and before and _goes_on(before, row):
            page.set_viewport_size({"width": WIDE, "height": HEIGHT})
            for step in row.steps[len(before.steps) :]:
                step(self.city, page)
        else:
            page = self._somebody_new(page)
            row.open(self.city, page)
        yield page
        self.page, self.stands_at = page, row

    def end(self) -> None:
        for context in self.browser.contexts:
            context.close()

    def _somebody_new(self, page: Page | None) -> Page:
        if page is None:
            self.end()
            context = self.browser.new_context(locale="de-DE")
            bring_tools(context)
            page = context.new_page()
        page.context.clear_cookies()
        page.set_viewport_size({"width": WIDE, "height": HEIGHT})
        return page


def _goes_on(before: Row, row: Row) -> bool:
    same_way = (before.path, before.who) == (row.path, row.who)
    return same_way and row.steps[: len(before.steps)] == before.steps
