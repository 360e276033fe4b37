from datetime import datetime

from mittendrin.core.text import name_form
from mittendrin.database.kept_select import KeptSelect
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person

_IDS = KeptSelect(Person, (Person.id,))


async def find_or_add(contact: Contact, now: datetime) -> int:
    """The id of the person with this name and exactly these ways to be reached. Inside the caller's transaction."""
    search = name_form(contact.name)
    same_ways = (Person.phone == contact.phone) & (Person.email == contact.email)
    known = await _IDS.first((Person.search == search) & same_ways & (Person.address == contact.address))
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
