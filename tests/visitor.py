"""A person at a browser, without the browser: opens pages, follows links, fills in real forms.

Every page a Visitor opens is checked as a page (see tests/page_rules.py), so that no test has to say so.

    visitor = Visitor(app)
    await visitor.get("/veranstaltungen")
    await visitor.click("Gymnastik im Sitzen")
    await visitor.submit("Ich komme mit", name="Demo Person")
    assert visitor.page.heading == "Sie sind angemeldet."
"""

from asyncio import gather
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import httpx

from html_page import Field, Form, Page
from mittendrin.web.letter_size import SEND_AGAIN
from mittendrin.web.limits import Limit
from page_rules import check_page

ORIGIN = "https://mittendrin.example.org"
MAX_REDIRECTS = 5
Values = dict[str, str | list[str]]


class Lost(AssertionError):
    """The person looks for something that the page does not offer."""


@dataclass
class Visitor:
    """`origin` has to be the application's base address: forms from elsewhere are refused."""

    app: Any
    origin: str = ORIGIN
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=True)
        self.client = httpx.AsyncClient(transport=transport, base_url=self.origin)

    async def __aenter__(self) -> "Visitor":
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        await self.client.aclose()

    async def get(self, path: str) -> Page:
        """Types an address."""
        return await self._arrive(await self.client.get(path, headers={"sec-fetch-site": "none"}))

    async def post(self, path: str, data: Values | None = None) -> Page:
        """Sends what no form on the page would send. A person uses submit()."""
        headers = {"sec-fetch-site": "same-origin", "origin": self.origin}
        return await self._arrive(await self.client.post(path, data=data or {}, headers=headers))

    async def follow(self, path: str) -> Page:
        """Goes on from the page in sight."""
        headers = {"sec-fetch-site": "same-origin", "referer": urljoin(self.origin, self.page.path)}
        return await self._arrive(await self.client.get(path, headers=headers))

    async def click(self, label: str) -> Page:
        """Follows the link with these words."""
        addresses = {link.href for link in self.page.links if link.text == label}
        if len(addresses) != 1:
            raise Lost(
                f"{len(addresses)} links say {label!r}. There is: {[link.text for link in self.page.links]}"
            )
        return await self.follow(urljoin(self.page.path, addresses.pop()))

    async def submit(self, button: str | int, **values: str | list[str]) -> Page:
        """Fills in the form that has this button (or the form with this number) and presses it."""
        target, data = self._filled(button, values)
        if self.page.form(button).method == "get":
            return await self.follow(f"{urlsplit(target).path}?{urlencode(data)}")
        return await self._arrive(await self._send(target, data))

    async def submit_at_once(self, button: str, times: int, **values: str | list[str]) -> list[str]:
        """A double click, or more: where each answer leads. Whoever clicks sees the last one."""
        target, data = self._filled(button, values)
        answers = await gather(*(self._send(target, data) for _ in range(times)))
        await self._arrive(answers[-1])
        return [one.headers.get("location") or f"stays: {Page(one).errors}" for one in answers]

    def _filled(
        self, button: str | int, values: Mapping[str, str | list[str]]
    ) -> tuple[str, list[tuple[str, str]]]:
        """Where the form goes, with everything in it."""
        form = self.page.form(button)
        data = form.filled(dict(values))
        if isinstance(button, str):
            data += form.pressed(button)
        action = form.target(button) if isinstance(button, str) else form.action
        return urljoin(self.page.path, action or self.page.path), data

    async def _send(self, target: str, data: list[tuple[str, str]]) -> httpx.Response:
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "sec-fetch-site": "same-origin",
            "origin": self.origin,
        }
        return await self.client.post(target, content=urlencode(data), headers=headers)

    async def _arrive(self, answer: httpx.Response) -> Page:
        for _ in range(MAX_REDIRECTS):
            if not answer.has_redirect_location:
                break
            target = answer.headers["location"]
            if not urljoin(self.origin, target).startswith(f"{self.origin}/"):
                raise Lost(f"Sent away to {target}")
            if answer.status_code == SEND_AGAIN:
                answer = await self._send(
                    target, parse_qsl(answer.request.content.decode(), keep_blank_values=True)
                )
            else:
                answer = await self.client.get(target, headers={"sec-fetch-site": "same-origin"})
        self.page = Page(answer)
        if self.page.is_html:
            check_page(self.page)
        return self.page


__all__ = ["ORIGIN", "Field", "Form", "Lost", "Page", "Visitor"]


async def until_stopped(visitor: Visitor, path: str, limit: Limit, **typed: str) -> list[int]:
    """As often as the limit allows, and what it gives back meanwhile; the answers' numbers, of which no page is read."""
    answers: list[int] = []
    while len(answers) < 2 * limit.burst:
        answer = await visitor.client.post(path, data=typed, headers={"sec-fetch-site": "same-origin"})
        answers.append(answer.status_code)
        if answer.status_code == 429:
            return answers
    raise AssertionError(f"{path} stopped nobody")
