"""Whoever needs help finds the telephone at the same place, on public pages and at every desk."""

import pytest

import people
from html_page import words
from makers import a_published_event, a_sign_up, seats
from visitor import Visitor

DESKS = [
    (people.a_clerk, "/buero/anmelden"),
    (people.a_board_member, "/beirat"),
    (people.a_responsible, "/verein/demo-turnverein-barbarossa"),
]


def head_of(visitor: Visitor) -> list[str]:
    """The parts of the head in their order: the name, and how the office is reached."""
    head = next(visitor.page.tree.iter("header"))
    return [f"{one.tag}.{one.get('class')}" for one in next(head.iter("div"))][:2]


@pytest.mark.parametrize(("who", "path"), DESKS)
async def test_every_desk_says_how_the_office_is_reached(visitor: Visitor, who: object, path: str) -> None:
    await people.sign_in(visitor, await who())  # type: ignore[operator]
    await visitor.get(path)
    head = next(visitor.page.tree.iter("header"))
    assert "069 90 00 90 01" in words(head)
    assert ("Rückruf" in words(head)) is not path.startswith("/buero")
    here = head_of(visitor)
    await visitor.get("/")
    assert here == head_of(visitor) == ["a.name", "p.call"]


async def test_a_letter_has_it_too(visitor: Visitor) -> None:
    await people.sign_in(visitor, await people.a_clerk())
    await a_sign_up(await a_published_event(terms=seats(12)))
    await visitor.get("/buero/anmeldungen/1/brief")
    assert head_of(visitor) == ["a.name", "p.call"]
