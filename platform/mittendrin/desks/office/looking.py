"""Who has seen whose data is written down, whichever page showed them; the lead reads it in the log."""

from datetime import datetime

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act
from mittendrin.database.transactions import transaction
from mittendrin.people.queries import PersonView

LOOK = "person.looked_at"


async def note_look(person: PersonView, actor: Actor, now: datetime) -> None:
    async with transaction():
        await record(Act("person.looked_at", f"person:{person.id}", title=person.name), doer(actor), now)


async def note_look_at(subject: str, actor: Actor, now: datetime) -> None:
    """At an offer, a request or an engagement with the people behind it."""
    async with transaction():
        await record(Act("person.looked_at", subject), doer(actor), now)
