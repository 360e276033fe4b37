"""First name and surname on the office's form of one person: two fields, and one name."""

from typing import Any

import pytest

import people
from makers import a_published_event, a_sign_up, a_wish, seats
from mittendrin.people.queries import person
from mittendrin.people.tables import Person
from people import sign_in
from visitor import Visitor


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def id_of(name: str) -> int:
    row = await Person.select(Person.id).where(Person.name == name).first()
    assert row
    return int(row["id"])


@pytest.mark.parametrize(
    ("first_name", "surname", "name"),
    [
        ("Karl", "Birke", "Karl Birke"),
        ("", "Karl Birke", "Karl Birke"),
        ("Karl", "Karl Birke", "Karl Birke"),
        ("Karl", "Dr. Birke", "Dr. Karl Birke"),
        ("Otto", "Otto", "Otto Otto"),
    ],
)
async def test_first_name_and_surname_are_one_name(
    clerk: Visitor, first_name: str, surname: str, name: str
) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)), a_wish("Demo-Person Neu"))
    number = await id_of("Demo-Person Neu")
    await clerk.get(f"/buero/personen/{number}/kontakt")
    await clerk.submit("Speichern", vorname=first_name, nachname=surname)
    one = await person(number)
    assert (one.name, one.first_name) == (name, first_name)
    await clerk.get(f"/buero/personen/{number}/kontakt")
    await clerk.submit("Speichern", telefon="0171 3920002")
    one = await person(number)
    assert (one.name, one.first_name, one.phone) == (name, first_name, "+491713920002")


async def test_who_changes_a_number_leaves_an_odd_name_as_it_is(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)), a_wish("Demo-Person Neu"))
    number = await id_of("Demo-Person Neu")
    said: dict[Any, Any] = {Person.name: "Birke, Anna-Lena", Person.first_name: "Anna"}
    await Person.update(said).where(Person.id == number)
    await clerk.get(f"/buero/personen/{number}/kontakt")
    await clerk.submit("Speichern", telefon="0171 3920002")
    one = await person(number)
    assert (one.name, one.first_name) == ("Birke, Anna-Lena", "Anna")
    await clerk.get(f"/buero/personen/{number}/kontakt")
    await clerk.submit("Speichern", vorname="Anna" * 10, nachname="Birke" * 20)
    assert clerk.page.errors == ["Das ist zu lang. Schreiben Sie bitte höchstens 120 Zeichen."]
