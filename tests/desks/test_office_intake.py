"""The clerk's one page for everything that a caller says: nothing is left out, and what is in it is in sight."""

from typing import Any

import pytest

from desks.test_office_help import NEW, WHEN, WISH, the_clerk
from html_page import words
from mittendrin.desks.office.helping.intake import CONSENT, KINDS
from mittendrin.people.tables import Person
from mittendrin.volunteering.tables import HelpRequest
from visitor import Visitor

DATE = ("tag", "monat", "jahr")


def unfolded(visitor: Visitor) -> dict[str, bool]:
    """By what a fold is called: whether it is open."""
    folds = visitor.page.main.iter("details")
    return {words(next(one.iter("summary"))): "open" in one.attrib for one in folds}


def in_a_fold(visitor: Visitor, tag: str) -> set[str]:
    return {words(one) for fold in visitor.page.main.iter("details") for one in fold.iter(tag)}


@pytest.mark.parametrize("wish", KINDS)
async def test_the_clerk_is_asked_all_that_the_walk_asks(visitor: Visitor, wish: str) -> None:
    await the_clerk(visitor)
    await visitor.get(f"{NEW}/{wish}")
    there = {field.name for field in visitor.page.form("Aufnehmen").fields}
    walk = KINDS[wish].walk
    asked = {name for question in walk.questions for name in question.fields}
    assert {
        one for one in asked if one not in there and not {f"{one}-{part}" for part in DATE} <= there
    } == set()


@pytest.mark.parametrize("wish", KINDS)
async def test_every_part_is_one_link_away_and_the_consent_is_in_sight(visitor: Visitor, wish: str) -> None:
    await the_clerk(visitor)
    await visitor.get(f"{NEW}/{wish}")
    ids = {one.get("id") for one in visitor.page.main.iter("section")}
    jumps = {link.href.removeprefix("#") for link in visitor.page.links if link.href.startswith("#")}
    assert jumps - {"inhalt"} == ids - {None}
    assert CONSENT in visitor.page.text
    assert CONSENT not in in_a_fold(visitor, "p")


async def test_what_is_asked_seldom_is_folded_until_it_says_something(visitor: Visitor) -> None:
    await the_clerk(visitor)
    await visitor.get(f"{NEW}/gesuch")
    assert set(unfolded(visitor).values()) == {False}
    typed: dict[str, Any] = {
        "mail": "kein Zeichen",
        "sprachen": ["ru"],
        "bis-tag": "31",
        "bis-monat": "2",
        "fuer": "andere",
    }
    await visitor.submit("Aufnehmen", **WISH, **WHEN, **typed, jederzeit="ja", einwilligung="ja")
    assert (visitor.page.status, len(visitor.page.errors)) == (422, 2)
    assert [fold for fold, is_open in unfolded(visitor).items() if is_open] == [
        "E-Mail-Adresse, Anschrift, beste Zeit",
        "Jemand anders meldet sich, zum Beispiel die Tochter",
        "Es hat ein Ende",
        "Sprachen",
    ]


@pytest.mark.parametrize("who", ["andere", "mich"])
async def test_the_number_of_whoever_calls_for_somebody_is_taken_in(visitor: Visitor, who: str) -> None:
    """Also where the clerk has left "Die Person selbst" as it was."""
    await the_clerk(visitor)
    await visitor.get(f"{NEW}/gesuch")
    daughter = {"fuer": who, "hilfe": "Demo-Tochter", "hilfe-telefon": "0171 3920044"}
    await visitor.submit("Aufnehmen", **WISH, **WHEN, **daughter, jederzeit="ja", einwilligung="ja")
    assert "+491713920044" not in {row["phone"] for row in await Person.select(Person.phone)}
    (signed,) = await HelpRequest.select(HelpRequest.signed_by)
    assert signed == {"signed_by": "Demo-Tochter"}
    assert "0171 39 20 044" in visitor.page.text
