from datetime import datetime

from mittendrin.core.text import search_form
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person


async def find_or_add(contact: Contact, now: datetime) -> int:
    """The id of the person with exactly this name and these ways to be reached. Inside the caller's transaction."""
    search = search_form(contact.name)
    known = await (
        Person.select(Person.id)
        .where(
            Person.search == search,
            Person.phone == contact.phone,
            Person.email == contact.email,
            Person.address == contact.address,
        )
        .first()
    )
    if known:
        return int(known["id"])
    rows = await Person.insert(
        Person(
            name=contact.name,
            email=contact.email,
            phone=contact.phone,
            address=contact.address,
            search=search,
            phone_end=contact.phone[-4:],
            created_at=now,
        )
    )
    return int(rows[0]["id"])
