"""Somebody has another name, number or address: what waits for them goes there, and so does all that comes."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.marks import Change, meanwhile, refuse_overtaken
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.text import name_form
from mittendrin.database.transactions import transaction
from mittendrin.outbox.one_person import send_on
from mittendrin.people.likeness import street_form
from mittendrin.people.rules import CONTACT_PARTS, Contact, in_words, what_differs
from mittendrin.people.tables import Person


async def change_contact(person_id: int, change: Change[Contact], by: Doer, now: datetime) -> None:
    """Raises NotFound, or Refused for somebody who is gone, or when somebody else was quicker. Nothing new changes
    nothing.
    """
    contact = change.content
    async with transaction():
        before = await hold(person_id)
        if before == contact:
            return
        if not before.is_reachable:
            raise Refused(_("Diese Person ist nicht mehr da. War das ein Irrtum, sagen Sie es zuerst."))
        found = meanwhile(change.seen, asdict(before), asdict(contact))
        refuse_overtaken(found, CONTACT_PARTS, lambda part: in_words(before, part))
        await write(person_id, contact)
        await send_on(before.recipient, contact.recipient, now)
        detail = ", ".join(_(word) for word in what_differs(before, contact))
        await record(Act("person.changed", f"person:{person_id}", title=contact.name, detail=detail), by, now)


async def hold(person_id: int) -> Contact:
    """Whoever changes the same person waits until this transaction ends. Raises NotFound."""
    columns = (Person.name, Person.first_name, Person.phone, Person.email, Person.address)
    held = await (
        Person.update({Person.phone_end: Person.phone_end}).where(Person.id == person_id).returning(*columns)
    )
    if not held:
        raise NotFound
    return Contact(**held[0])


async def write(person_id: int, contact: Contact) -> None:
    values: dict[Any, Any] = {
        Person.name: contact.name,
        Person.first_name: contact.first_name,
        Person.search: name_form(contact.name),
        Person.phone: contact.phone,
        Person.phone_end: contact.phone[-4:],
        Person.email: contact.email,
        Person.address: contact.address,
        Person.street: street_form(contact.address),
    }
    await Person.update(values).where(Person.id == person_id)
