"""Finding people again: by a part of the name or by the telephone."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from piccolo.custom_types import Combinable
from piccolo.query.functions.aggregate import Count

from mittendrin.core.refusal import NotFound
from mittendrin.core.text import name_form, name_words
from mittendrin.people.likeness import Entry, entry_as_kept
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person

_COLUMNS = (
    Person.id, Person.name, Person.phone, Person.email, Person.address, Person.first_name, Person.search, Person.street,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonView:
    id: int
    name: str
    phone: str
    email: str
    address: str
    first_name: str
    search: str
    street: str

    @property
    def contact(self) -> Contact:
        return Contact(self.name, self.phone, self.email, self.address, self.first_name)

    @property
    def entry(self) -> Entry:
        return entry_as_kept(self.contact, self.search, self.street)


async def person(person_id: int) -> PersonView:
    """Raises NotFound."""
    found = await _people(Person.id == person_id, 1)
    if not found:
        raise NotFound
    return found[0]


MOST_COMPARED = 500
MOST_READ = 50_000
_REACHABLE = (Person.phone != "") | (Person.email != "") | (Person.address != "")


async def people_by_name(text: str, limit: int) -> list[PersonView]:
    """Everybody whose name has all these words or parts of words, in any order; whole words come first."""
    words = name_words(text)
    if not words:
        return []
    found = await _people(reduce(and_, [Person.search.like(f"%{word}%") for word in words]), MOST_COMPARED)
    return sorted(found, key=lambda one: not set(words) <= set(name_words(one.name)))[:limit]


async def people_by_phone(phone: str, limit: int) -> list[PersonView]:
    """`phone` is E.164. Two people share a telephone: both are found."""
    same_end = Person.phone_end == phone[-4:]
    return await _people(same_end & (Person.phone == phone), limit)


async def people_by_phone_end(digits: str, limit: int) -> list[PersonView]:
    return await _people(Person.phone_end == digits, limit)


async def same_people(contact: Contact) -> list[int]:
    """Everybody of this name whom one of these ways reaches: somebody may have been written down with another one."""
    ways = _ways(contact)
    if not ways:
        return []
    same = (Person.search == name_form(contact.name)) & reduce(or_, ways)
    rows = await Person.select(Person.id).where(same).order_by(Person.id)
    return [row["id"] for row in rows]


def _ways(contact: Contact) -> list[Combinable]:
    said = (
        (Person.phone, contact.phone),
        (Person.email, contact.email),
        (Person.address, contact.address),
    )
    return [column == way for column, way in said if way]


async def people_called_alike(people: Collection[int]) -> list[PersonView]:
    """These, and all who are called like one of them."""
    names = Person.select(Person.search).where(Person.id.is_in([*people, 0]))
    return await _people(Person.search.is_in(names), MOST_COMPARED)


async def people_like(one: PersonView) -> list[PersonView]:
    """Others with the same name, telephone or street."""
    same: list[Combinable] = [Person.search == one.search]
    if one.phone:
        same.append((Person.phone_end == one.phone[-4:]) & (Person.phone == one.phone))
    if one.street:
        same.append(Person.street == one.street)
    return await _people(reduce(or_, same) & _REACHABLE & (Person.id != one.id), MOST_COMPARED)


async def people_like_these(those: Collection[PersonView]) -> list[PersonView]:
    """Others with the name, telephone or street of one of these."""
    shared = {"search": Person.search, "phone": Person.phone, "street": Person.street}
    said = {part: sorted({getattr(one, part) for one in those} - {""}) for part in shared}
    same = [column.is_in(said[part]) for part, column in shared.items() if said[part]]
    return await _people(reduce(or_, same) & _REACHABLE, MOST_READ) if same else []


async def people_like_others() -> list[PersonView]:
    """Everybody whose name, telephone or street somebody else has, too."""
    columns = (Person.search, Person.phone, Person.street)
    shared = reduce(or_, [column.is_in(_several_have(column)) for column in columns])
    return await _people(shared & _REACHABLE, MOST_READ)


def _several_have(column: Any) -> Any:
    return Person.select(column).where(column != "").group_by(column).having(Count() > 1)


async def _people(condition: Combinable, limit: int) -> list[PersonView]:
    rows = await Person.select(*_COLUMNS).where(condition).order_by(Person.search, Person.id).limit(limit)
    return [PersonView(**row) for row in rows]
