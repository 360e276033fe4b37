"""Who has seen whose data is written down, whichever page showed them; the lead reads it on the person's page."""

from collections.abc import Iterable
from datetime import datetime

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act
from mittendrin.core.language import _
from mittendrin.database.transactions import transaction
from mittendrin.people.queries import PersonView
from mittendrin.people.tables import Person

LOOK = "person.looked_at"
# A page about something else that showed a person: in the log it stands behind the act.
SEEN_IN = {"offer": "Angebot", "help_request": "Gesuch", "engagement": "Einsatz", "registration": "Anmeldung"}


async def note_look(person: PersonView, actor: Actor, now: datetime) -> None:
    async with transaction():
        await record(Act("person.looked_at", f"person:{person.id}", title=person.name), doer(actor), now)


async def note_look_at(kind: str, people: Iterable[int | None], actor: Actor, now: datetime) -> None:
    """At an offer, a request, an engagement or a sign-up: one look at each of those behind it whom we still know."""
    known = sorted({one for one in people if one is not None})
    if not known:
        return
    async with transaction():
        rows = await Person.select(Person.id, Person.name).where(Person.id.is_in(known)).order_by(Person.id)
        for row in rows:
            look = Act("person.looked_at", f"person:{row['id']}", title=row["name"], detail=_(SEEN_IN[kind]))
            await record(look, doer(actor), now)
