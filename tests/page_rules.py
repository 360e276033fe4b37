"""What holds for every page, whoever wrote it: valid, labelled, calm, our own bytes only.

Each rule takes the page and says what is wrong; an empty answer is good.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from html_page import Element, Page, words

MAX_BYTES = 100_000
TITLE_END = re.compile(r" – Mittendrin( \S.*)?$")
NEEDS_LABEL = {"input", "select", "textarea"}
ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "srcset"}
HELPERS = ("aria-describedby", "aria-labelledby", "aria-controls")
MAILED = {"email", "url"}
# What an <input> may name of https://html.spec.whatwg.org/#autofill; street-address has several lines, so it may not.
FILLED_IN_BY_BROWSERS = {
    "off",
    "name",
    "given-name",
    "family-name",
    "email",
    "tel",
    "username",
    "current-password",
    "new-password",
    "one-time-code",
    "address-line1",
}
ONE_STEP_AWAY = {
    "/barrierefreiheit",
    "/barriere-melden",
    "/leichte-sprache",
    "/gebaerdensprache",
    "/datenschutz",
    "/impressum",
    "/kontakt",
}
# Seven, and one more for whoever leads the office.
LONGEST_MENU = 7
ONLY_LOOKS = {("tun", "suchen")}
# What somebody remarks in one line beside a deed.
NOTES = {"anrufer", "bemerkung", "grund", "notiz", "stattdessen"}


def check_page(page: Page) -> None:
    html = page.answer.text
    assert html.lower().startswith("<!doctype html>"), f"{page.path} has no doctype"
    found = [wrong for rule in RULES for wrong in rule(page)]
    assert not found, f"{page.path}:\n" + "\n".join(found)


def _is_small(page: Page) -> Iterator[str]:
    if len(page.answer.content) > MAX_BYTES:
        yield f"{len(page.answer.content)} bytes are too many"


def _speaks_german(page: Page) -> Iterator[str]:
    if page.tree.get("lang") != "de":
        yield "<html> has no lang=de"


def _has_one_heading(page: Page) -> Iterator[str]:
    headings = list(page.tree.iter("h1"))
    if len(headings) != 1:
        yield f"{len(headings)} h1"
        return
    if not page.heading or page.heading not in page.title:
        yield f"the title {page.title!r} does not contain the h1 {page.heading!r}"
    if not TITLE_END.search(page.title):
        yield f"the title {page.title!r} does not end with the name of the site"


def _keeps_heading_levels(page: Page) -> Iterator[str]:
    levels = [int(one.tag[1]) for one in _elements(page) if re.fullmatch(r"h[1-6]", one.tag)]
    # The error summary is an h2 in front of the h1: it has to come first.
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"h{after} follows h{before}"


def _has_landmarks(page: Page) -> Iterator[str]:
    body = page.tree.find("body")
    for tag in ("header", "nav", "main", "footer"):
        if body is None or body.find(tag) is None:
            yield f"no <{tag}>"


def _skips_first(page: Page) -> Iterator[str]:
    first = next((one for one in _elements(page) if one.tag in {"a", "button", "input"}), None)
    main = next(page.tree.iter("main"), None)
    if first is None or main is None or first.get("href") != f"#{main.get('id')}":
        yield "the first link does not skip to main"


def _has_unique_ids(page: Page) -> Iterator[str]:
    counted = Counter(one.get("id") for one in _elements(page) if one.get("id"))
    yield from (f"id {id_!r} appears {n} times" for id_, n in counted.items() if n > 1)
    for one in _elements(page):
        named = [id_ for helper in HELPERS for id_ in (one.get(helper) or "").split()]
        yield from (f"{id_!r} is pointed to and missing" for id_ in named if id_ not in counted)
        href = one.get("href") or ""
        if href.startswith("#") and href[1:] not in counted:
            yield f"the link {href!r} leads nowhere"


def _helps_in_the_same_place(page: Page) -> Iterator[str]:
    """One step from everywhere: how a barrier is reported, who is responsible, the texts in other languages."""
    footer = next(page.tree.iter("footer"), None)
    links = {one.get("href") for one in footer.iter("a")} if footer is not None else set()
    yield from (f"the foot does not lead to {path}" for path in sorted(ONE_STEP_AWAY - links))


def _offers_to_call_back(page: Page) -> Iterator[str]:
    """Beside the telephone, everywhere but on the desk of those who would call back."""
    header = next(page.tree.iter("header"), None)
    links = [one.get("href") or "" for one in header.iter("a")] if header is not None else []
    if any(link.startswith("tel:") for link in links) and not {"/rueckruf", "/buero"} & set(links):
        yield "the head has a telephone and no way to be called back"


def _has_a_short_menu(page: Page) -> Iterator[str]:
    menu = next(page.tree.iter("nav"), None)
    entries = list(menu.iter("a")) if menu is not None else []
    if len(entries) > LONGEST_MENU:
        yield f"{len(entries)} entries in the menu"
    if sum("aria-current" in one.attrib for one in entries) > 1:
        yield "the menu says twice where one is"


def _sends_no_secret_from_elsewhere(page: Page) -> Iterator[str]:
    """A button outside of its form takes all along that stands in it: never a password, never a file."""
    forms = {one.get("id"): one for one in page.tree.iter("form")}
    for button in page.tree.iter("button"):
        if not (owner := button.get("form")):
            continue
        if owner not in forms:
            yield f"the button {words(button)!r} belongs to no form"
        elif {"password", "file"} & {one.get("type") for one in forms[owner].iter("input")}:
            yield f"the button {words(button)!r} takes a password or a file along"


def _labels_every_field(page: Page) -> Iterator[str]:
    labels = {one.get("for"): words(one) for one in page.tree.iter("label")}
    for one in _elements(page):
        if one.tag not in NEEDS_LABEL or one.get("type") == "hidden":
            continue
        if not labels.get(one.get("id")) and not one.get("aria-label"):
            yield f"the field {one.get('name')!r} has no label"
        if "geburt" in (one.get("name") or "") or "bday" in (one.get("autocomplete") or ""):
            yield "nobody is asked for the day of their birth"
        if "placeholder" in one.attrib:
            yield f"the field {one.get('name')!r} has a placeholder"


def _helps_to_fill_in(page: Page) -> Iterator[str]:
    for one in page.tree.iter("input"):
        tokens = (one.get("autocomplete") or "off").split()
        named = tokens[1:] if tokens[0].startswith("section-") else tokens
        if len(named) != 1 or named[0] not in FILLED_IN_BY_BROWSERS:
            yield f"the field {one.get('name')!r} has autocomplete={one.get('autocomplete')!r}"


def _names_every_link(page: Page) -> Iterator[str]:
    for one in _elements(page):
        if one.tag in {"a", "button"} and not words(one) and not one.get("aria-label"):
            yield f"<{one.tag}> without words: {dict(one.attrib)}"
        if one.get("target"):
            yield f"{words(one)!r} opens a new window"


def _describes_every_picture(page: Page) -> Iterator[str]:
    """What only adorns says so with an empty one."""
    yield from (
        f"no alt on {one.get('src', '')[:60]!r}" for one in page.tree.iter("img") if "alt" not in one.attrib
    )


def _writes_its_own_errors(page: Page) -> Iterator[str]:
    for form in page.tree.iter("form"):
        checked = [one for one in form.iter("input") if one.get("type") in MAILED or "required" in one.attrib]
        if checked and "novalidate" not in form.attrib:
            yield "a form lets the browser complain: novalidate is missing"


def _goes_on_with_enter(page: Page) -> Iterator[str]:
    """Enter in a field presses the first button of its form: that one goes on, not back or round about, and says no yes or no.
    Beside a note it goes on to another page or, switched off, nowhere.
    """
    for form in page.tree.iter("form"):
        hidden = {one for part in form.iter() if part.get("aria-hidden") for one in part.iter("input")}
        typed = [one for one in form.iter("input") if one.get("type") != "hidden" and one not in hidden]
        buttons = [one for one in form.iter("button") if one.get("type", "submit") == "submit"]
        if not typed or not buttons or "disabled" in buttons[0].attrib:
            continue
        if buttons[0].get("formaction") or _decides(buttons) or (_has_note(typed) and _acts(buttons[0])):
            yield f"Enter presses {words(buttons[0])!r}"


def _decides(buttons: list[Element]) -> bool:
    """Whether the first of several answers would be given unasked; looking something up only keeps what is typed."""
    said = [(one.get("name") or "", one.get("value") or "") for one in buttons]
    return len(set(said)) > 1 and bool(said[0][0]) and said[0] not in ONLY_LOOKS


def _has_note(typed: list[Element]) -> bool:
    return any(one.get("type") == "text" and one.get("name") in NOTES for one in typed)


def _acts(button: Element) -> bool:
    looks = (button.get("name") or "", button.get("value") or "") in ONLY_LOOKS
    return not (looks or words(button).startswith("Weiter"))


def _names_every_table(page: Page) -> Iterator[str]:
    for table in page.tree.iter("table"):
        if table.find("caption") is None:
            yield "a table has no caption"
        yield from ("a <th> has no scope" for th in table.iter("th") if not th.get("scope"))


def _runs_nothing(page: Page) -> Iterator[str]:
    for one in _elements(page):
        if one.tag in {"script", "style", "iframe", "object", "embed", "base"}:
            yield f"<{one.tag}>"
        yield from (f"{name}= on <{one.tag}>" for name in one.attrib if name == "style" or _is_handler(name))


def _is_handler(name: object) -> bool:
    return isinstance(name, str) and name.startswith("on")


def _stays_at_home(page: Page) -> Iterator[str]:
    own = page.answer.request.url.host
    for one in _elements(page):
        for name in ADDRESSES & set(one.attrib):
            parts = urlsplit(one.attrib[name])
            loads = one.tag not in {"a", "area"}
            drawn_here = one.tag == "img" and one.attrib[name].startswith("data:image/svg+xml;")
            if parts.scheme in {"javascript", "data", "vbscript"} and not drawn_here:
                yield f"{one.tag} {name}={one.attrib[name][:40]!r}"
            if loads and parts.netloc and parts.hostname != own:
                yield f"<{one.tag}> asks {parts.hostname}"


def _is_filled_in(page: Page) -> Iterator[str]:
    shown = _said(page.tree)
    yield from (f"unfilled: {mark!r}" for mark in ("{{", "{%", "%(", "Undefined", "None ") if mark in shown)
    yield from (f"unfilled: {mark!r}" for mark in re.findall(r"\{\w+\}", shown))


def _said(element: Element) -> str:
    """Without what people are typing, or are told to type: there braces mean something."""
    if element.tag in {"textarea", "code"}:
        return element.tail or ""
    inside = "".join(_said(child) for child in element)
    return f"{element.text or ''}{inside}{element.tail or ''}" if isinstance(element.tag, str) else ""


def _elements(page: Page) -> Iterator[Element]:
    return (one for one in page.tree.iter() if isinstance(one.tag, str))


RULES: tuple[Callable[[Page], Iterator[str]], ...] = (
    _is_small,
    _speaks_german,
    _has_one_heading,
    _keeps_heading_levels,
    _has_landmarks,
    _skips_first,
    _has_unique_ids,
    _helps_in_the_same_place,
    _offers_to_call_back,
    _has_a_short_menu,
    _sends_no_secret_from_elsewhere,
    _labels_every_field,
    _helps_to_fill_in,
    _names_every_link,
    _describes_every_picture,
    _writes_its_own_errors,
    _goes_on_with_enter,
    _names_every_table,
    _runs_nothing,
    _stays_at_home,
    _is_filled_in,
)
