from datetime import datetime

from mittendrin.core.text import name_form
from mittendrin.database.kept_statement import KeptInsert, KeptStatement, given
from mittendrin.people.departures import ask_back
from mittendrin.people.likeness import street_form
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person

_SAME = KeptStatement(
    lambda: (
        Person.select(Person.id)
        .where(
            Person.search == given("search"),
            Person.phone == given("phone"),
            Person.email == given("email"),
            Person.address == given("address"),
        )
        .order_by(Person.id)
        .limit(1)
    )
)
_INSERT = KeptInsert(Person)


async def find_or_add(contact: Contact, now: datetime) -> int:
    """The id of the person with this name and exactly these ways to be reached. Inside the caller's transaction."""
    return await known(contact) or await add_new(contact, now)


async def add_new(contact: Contact, now: datetime) -> int:
    """Also where somebody has this name and these ways already: a telephone and a name may be shared."""
    number = await add(contact, now)
    await ask_back(number, contact, now)
    return number


async def known(contact: Contact) -> int | None:
    """Of several, who was written down first."""
    ways = {"phone": contact.phone, "email": contact.email, "address": contact.address}
    same = await _SAME.first(search=name_form(contact.name), **ways)
    return int(same["id"]) if same else None


async def add(contact: Contact, now: datetime) -> int:
    return await _INSERT.new_id(
        name=contact.name,
        search=name_form(contact.name),
        phone=contact.phone,
        email=contact.email,
        address=contact.address,
        first_name=contact.first_name,
        phone_end=contact.phone[-4:],
        street=street_form(contact.address),
        created_at=now,
    )
