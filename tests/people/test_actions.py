"""People are found again by exactly their name and ways to be reached, and otherwise added."""

import pytest

from makers import NOW
from mittendrin.people.actions import find_or_add
from mittendrin.people.queries import people_by_name
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person

pytestmark = pytest.mark.usefixtures("database")
ERNA = Contact("Erna Müller", phone="+496990009012")


async def test_the_same_person_is_found_however_the_name_is_written() -> None:
    first = await find_or_add(ERNA, NOW)
    assert await find_or_add(Contact("erna mueller", phone="+496990009012"), NOW) == first
    assert await Person.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        Contact("Ernst Müller", phone="+496990009012"),
        Contact("Erna Müller", phone="+496990009013"),
        Contact("Erna Müller", phone="+496990009012", email="paar@example.org"),
        Contact("Erna Müller", address="Musterstraße 1"),
    ],
)
async def test_couples_and_neighbours_stay_two_people(other: Contact) -> None:
    assert await find_or_add(ERNA, NOW) != await find_or_add(other, NOW)


async def test_callers_are_found_by_the_end_of_their_number() -> None:
    await find_or_add(ERNA, NOW)
    row = await Person.select(Person.search, Person.phone_end).first()
    assert row == {"search": "erna muller", "phone_end": "9012"}


@pytest.mark.parametrize("typed", ["Müller", "Mueller", "Muller", "MULLER, Erna", "mull", "Müll"])
@pytest.mark.parametrize("written", ["Erna Müller", "Erna Mueller", "Erna Muller"])
async def test_a_name_is_found_however_its_umlaut_is_written(written: str, typed: str) -> None:
    await find_or_add(Contact(written, phone="+496990009012"), NOW)
    await find_or_add(Contact("Hans Möller", phone="+496990009013"), NOW)
    assert [one.name for one in await people_by_name(typed, 5)] == [written]


@pytest.mark.parametrize(
    ("contact", "reachable"),
    [
        (Contact("Erna"), False),
        (Contact("Erna", phone="+496990009012"), True),
        (Contact("Erna", email="erna@example.org"), True),
        (Contact("Erna", address="Musterstraße 1"), True),
    ],
)
async def test_one_way_to_be_reached_is_enough(contact: Contact, reachable: bool) -> None:
    assert contact.is_reachable is reachable
