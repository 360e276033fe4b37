"""A page as a person meets it: heading, links, forms with their labels, errors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import html5lib
import httpx

Element = Any
LINE_FIELDS = {"text", "tel", "email", "search", "password", "hidden", "url"}
TICKED = {"radio", "checkbox"}


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def parse(html: str) -> Element:
    """Strict: the first thing that is no valid HTML is a ParseError."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(html)


@dataclass(frozen=True)
class Link:
    text: str
    href: str


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    value: str
    ticked: bool
    options: tuple[str, ...] = ()


class Form:
    """`outside`: buttons that stand elsewhere on the page and belong to it."""

    def __init__(self, element: Element, outside: Iterable[Element] = ()) -> None:
        self.element = element
        self._buttons = [*element.iter("button"), *outside]
        self.action: str = element.get("action") or ""
        self.method: str = (element.get("method") or "get").lower()

    @cached_property
    def fields(self) -> list[Field]:
        return [field for element in self.element.iter() for field in _fields(element)]

    @cached_property
    def buttons(self) -> list[tuple[str, str, str]]:
        return [
            (words(one), one.get("name") or "", one.get("value") or "")
            for one in self._buttons
            if (one.get("type") or "submit") == "submit" and "disabled" not in one.attrib
        ]

    def value(self, name: str) -> str:
        """What stands in the field now."""
        return next((field.value for field in self.fields if field.name == name and field.ticked), "")

    def pressed(self, label: str) -> list[tuple[str, str]]:
        return [(name, value) for text, name, value in self.buttons if text == label and name][:1]

    def target(self, label: str) -> str:
        """Where this button sends the form."""
        own = (one.get("formaction") for one in self._buttons if words(one) == label)
        return next((address for address in own if address), self.action)

    def filled(self, values: dict[str, str | list[str]]) -> list[tuple[str, str]]:
        """What the browser would send. Dashes of field names may be written as underscores."""
        given = {self._real_name(name): value for name, value in values.items()}
        kept = [(one.name, one.value) for one in self.fields if one.ticked and one.name not in given]
        typed = [(name, one) for name, value in given.items() for one in _listed(value)]
        for name, value in typed:
            self._check_offered(name, value)
        return kept + typed

    def _real_name(self, name: str) -> str:
        known = {field.name for field in self.fields}
        for candidate in (name, name.replace("_", "-")):
            if candidate in known:
                return candidate
        raise AssertionError(f"The form has no field {name!r}. It has: {sorted(known)}")

    def _check_offered(self, name: str, value: str) -> None:
        offered = {
            option
            for field in self.fields
            if field.name == name
            for option in (field.options or (field.value,))
        }
        free = any(field.name == name and field.kind in LINE_FIELDS | {"textarea"} for field in self.fields)
        assert free or value in offered, f"{name!r} offers {sorted(offered)}, not {value!r}"


class Page:
    def __init__(self, answer: httpx.Response) -> None:
        self.answer = answer
        self.status = answer.status_code
        self.path = answer.request.url.raw_path.decode()
        self.is_html = answer.headers.get("content-type", "").startswith("text/html")

    @cached_property
    def tree(self) -> Element:
        return parse(self.answer.text)

    @cached_property
    def main(self) -> Element:
        return next(self.tree.iter("main"))

    @property
    def text(self) -> str:
        """The words of the page's own part, without head and foot."""
        return words(self.main)

    @property
    def heading(self) -> str:
        return words(next(self.tree.iter("h1")))

    @property
    def title(self) -> str:
        return words(next(self.tree.iter("title")))

    @cached_property
    def links(self) -> list[Link]:
        return [Link(words(one), one.get("href")) for one in self.tree.iter("a") if one.get("href")]

    @cached_property
    def forms(self) -> list[Form]:
        return [Form(one) for one in self.main.iter("form")]

    @property
    def errors(self) -> list[str]:
        """The sentences of the error summary."""
        alerts = [one for one in self.main.iter("section") if one.get("role") == "alert"]
        return [words(item) for alert in alerts for item in alert.iter("li")]

    def _outside(self, form: Element) -> list[Element]:
        return [one for one in self.tree.iter("button") if one.get("form", "-") == form.get("id", "")]

    def form(self, button: str | int = 0) -> Form:
        if isinstance(button, int):
            return self.forms[button]
        # Forms of the head (signing out) count too, after those of the page itself, and then buttons of the foot.
        forms = list(self.tree.iter("form"))
        with_foot = (Form(one, self._outside(one)) for one in forms)
        everywhere = [*self.forms, *(Form(one) for one in forms), *with_foot]
        for form in everywhere:
            if any(text == button for text, _, _ in form.buttons):
                return form
        offered = [text for form in everywhere for text, _, _ in form.buttons]
        raise AssertionError(f"No button says {button!r} on {self.path}. There is: {offered}")


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _fields(element: Element) -> Iterator[Field]:
    name = element.get("name") if isinstance(element.tag, str) else None
    if not name:
        return
    if element.tag == "input":
        kind = element.get("type") or "text"
        value = element.get("value", "ja" if kind in TICKED else "")
        yield Field(name, kind, value, kind not in TICKED or "checked" in element.attrib)
    elif element.tag == "textarea":
        # A browser drops the line break right behind the tag; so does the parser, but not in a table.
        yield Field(name, "textarea", "".join(element.itertext()).removeprefix("\n"), ticked=True)
    elif element.tag == "select":
        yield _select(element, name)


def _select(element: Element, name: str) -> Field:
    options = [(one.get("value", words(one)), "selected" in one.attrib) for one in element.iter("option")]
    chosen = [value for value, is_chosen in options if is_chosen] or [value for value, _ in options]
    return Field(
        name, "select", chosen[0] if chosen else "", bool(chosen), tuple(value for value, _ in options)
    )
