"""Before both have said yes, the other one reads a first name and never a surname."""

import pytest

from makers import NOW, a_pair, a_proposal
from mittendrin.people.changing import write
from mittendrin.people.departures import come_back, depart, fall_silent
from mittendrin.people.queries import people_by_name, person
from mittendrin.people.rules import Contact, Leaving, is_first_name_of, is_only_a_first_name
from mittendrin.volunteering.sides import Side, by_id
from visitor import Visitor
from volunteering.test_pages import ON, the_town

pytestmark = pytest.mark.usefixtures("database")
ASKER = Contact("Krasniqi Arbnora", phone="+491713920032", first_name="Arbnora")


async def told_of_the_asker(asker: Contact) -> str:
    proposal = await a_proposal(*await a_pair())
    (one,) = await people_by_name("Demo-Person Suche", 2)
    await write(one.id, asker)
    return (await by_id(proposal, Side.VOLUNTEER)).other_first_name


async def test_only_what_is_said_to_be_the_first_name_is_told() -> None:
    assert await told_of_the_asker(ASKER) == "Arbnora"


async def test_of_a_name_in_one_nothing_is_told() -> None:
    assert await told_of_the_asker(Contact("Krasniqi Arbnora", phone="+491713920032")) == "Jemand"


@pytest.mark.parametrize(
    ("said", "surname", "only"),
    [
        ("Erna", "Birke", True),
        ("Erna Maria", "Birke", True),
        ("Erna und Karl", "Birke", True),
        ("Otto", "Otto", True),
        ("Frau", "Birke", False),
        ("Frau Birke", "Birke", False),
        ("Dr. Otto", "Birke", False),
        ("Familie", "Birke", False),
        ("Erna Birke", "Birke", False),
        ("Birke, Erna", "Birke", False),
    ],
)
def test_a_first_name_is_only_that(said: str, surname: str, only: bool) -> None:
    assert is_only_a_first_name(said, surname) is only


@pytest.mark.parametrize(
    ("name", "said", "first"),
    [
        ("Erna Birke", "Erna", True),
        ("Birke Erna", "Erna", True),
        ("Anna-Maria Birke", "Anna Maria", True),
        ("Otto Otto", "Otto", True),
        ("Erna Birke", "Erna Birke", False),
        ("Anna-Maria", "Anna Maria", False),
        ("Frau Birke", "Birke", False),
        ("Frau Erna Birke", "Frau Erna", False),
        ("Erna Birke", "Karl", False),
    ],
)
def test_of_a_whole_name_the_surname_is_left(name: str, said: str, first: bool) -> None:
    assert is_first_name_of(name, said) is first


async def test_the_walk_asks_for_both_apart(visitor: Visitor) -> None:
    await the_town()
    await visitor.get("/hilfe-bekommen/anfangen")
    await visitor.submit(ON, wobei="einkauf", **{"was-genau": "Einkaufen gehen"})
    await visitor.submit(ON)
    assert visitor.page.errors == [
        "Schreiben Sie bitte den Vornamen.",
        "Schreiben Sie bitte den Nachnamen.",
    ]
    await visitor.submit(ON, vorname="Frau Birke", nachname="Birke")
    assert visitor.page.errors == ["Hier bitte nur der Vorname, ohne Anrede."]
    await visitor.submit(ON, vorname="Erna", nachname="Birke")
    assert visitor.page.heading == "Wann passt es Ihnen?"


async def test_whoever_comes_back_has_their_first_name_still() -> None:
    await told_of_the_asker(ASKER)
    (one,) = await people_by_name("Krasniqi", 2)
    await fall_silent(one.id, await depart(one.id, Leaving.HOME, "Frau Demo", NOW), NOW)
    assert (await person(one.id)).contact == Contact(ASKER.name, first_name="Arbnora")
    assert await come_back(one.id) == ASKER
