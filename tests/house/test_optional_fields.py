"""What is asked for is needed, and what is not says "(freiwillig)": an empty form names every field that is missing."""

from collections.abc import Awaitable, Callable, Iterator

import pytest

from html_page import Element, Form, words
from makers import a_city, a_published_event, seats
from needing import a_need_content
from people import a_clerk, a_responsible, sign_in
from visitor import Visitor

DESK = "/verein/demo-turnverein-barbarossa"
VOLUNTARY = "(freiwillig)"
# One of several is enough, and a sentence beside them says so.
ENOUGH = "genügt"
EMPTY_BOXES = ("text", "tel", "email", "password")


async def nobody() -> str:
    return ""


FORMS: list[tuple[str, str, Callable[[], Awaitable[str]]]] = [
    ("/veranstaltungen/gymnastik-im-sitzen/anmelden", "Weiter: Angaben prüfen", nobody),
    ("/barriere-melden", "Weiter: Angaben prüfen", nobody),
    ("/rueckruf", "Weiter: Angaben prüfen", nobody),
    ("/meine-termine", "Weiter", nobody),
    ("/zugang", "Anmelden", nobody),
    ("/zugang/link", "Link schicken", nobody),
    (f"{DESK}/neu", "Weiter", a_responsible),
    (f"{DESK}/einsatzstellen/neu", "Weiter: Vorschau", a_responsible),
    (f"{DESK}/profil", "Speichern", a_responsible),
    ("/buero/organisationen/neu", "Organisation anlegen", a_clerk),
    ("/buero/meldungen/neu", "Meldung sichern", a_clerk),
    ("/buero/anmelden", "Anmelden", a_clerk),
]


@pytest.mark.parametrize(("path", "button", "who"), FORMS, ids=[path for path, *_rest in FORMS])
async def test_what_may_be_left_out_says_so(
    visitor: Visitor, path: str, button: str, who: Callable[[], Awaitable[str]]
) -> None:
    await a_city()
    await a_need_content()
    await a_published_event(terms=seats(5))
    if email := await who():
        await sign_in(visitor, email)
    await visitor.get(path)
    empty = {str(box.get("name")): "" for box in _boxes(visitor.page.form(button))}
    await visitor.submit(button, **empty)
    assert visitor.page.status == 422
    assert silent(visitor.page.form(button)) == []


def silent(form: Form) -> list[str]:
    """Empty boxes that neither complain nor say that they may stay empty."""
    above = {child: parent for parent in form.element.iter() for child in parent}
    return [
        str(box.get("name"))
        for box in _boxes(form)
        if not box.get("value") and not _explained(list(_around(box, above)))
    ]


def _boxes(form: Form) -> list[Element]:
    """That one types into, without the trap for robots."""
    traps = {one for part in form.element.iter() if part.get("aria-hidden") for one in part.iter("input")}
    typed = [one for one in form.element.iter("input") if one.get("type") in EMPTY_BOXES and one not in traps]
    return [*typed, *form.element.iter("textarea")]


def _around(box: Element, above: dict[Element, Element]) -> Iterator[Element]:
    """Its own frame, and the box or group in which it stands."""
    while (box := above.get(box)) is not None and box.tag != "form":
        yield box


def _explained(around: list[Element]) -> bool:
    own = next(one for one in around if "field" in (one.get("class") or "").split())
    group = " ".join(_said(one) for one in around if one.tag in {"fieldset", "section", "details"})
    return VOLUNTARY in words(own) + group or ENOUGH in group or any(map(_complains, around))


def _said(group: Element) -> str:
    """What stands in the group itself, not in what lies in it."""
    return " ".join(words(one) for one in group if one.tag in {"p", "legend", "h2"})


def _complains(element: Element) -> bool:
    own = "field" in (element.get("class") or "").split()
    return own and any("error" in (one.get("class") or "").split() for one in element.iter("p"))
