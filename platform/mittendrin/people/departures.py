"""Somebody has died or moved into a home. From then on their ways stand in the departure alone.

So nothing can reach them any more, whichever room would like to say something: it finds no telephone, no mail address
and no address. After half a year the departure goes too.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.text import name_form
from mittendrin.database.kept_statement import KeptStatement, given
from mittendrin.outbox.actions import Occasion, ask_to_call
from mittendrin.outbox.one_person import stop
from mittendrin.outbox.wording import words
from mittendrin.people.changing import hold, write
from mittendrin.people.likeness import street_form
from mittendrin.people.queries import PersonView
from mittendrin.people.rules import Contact, Leaving
from mittendrin.people.tables import Departure

KEPT = timedelta(days=183)
ASK_BACK = "ask_back"
# Such news is told by a person: the purpose of the calls to whoever is affected.
FAREWELL = "farewell"
# And of those to whoever had heard of it when it was a mistake.
MISTAKE = "farewell_mistake"
SOMEBODY_ELSE = "jemand-anders"
_COLUMNS = (
    Departure.person, Departure.leaving, Departure.noted_at, Departure.noted_by, Departure.asks_back,
)  # fmt: skip
_ASKED: dict[Leaving, str] = {
    Leaving.DIED: "{name} ist bei uns als verstorben vermerkt. Fragen Sie bitte behutsam nach.",
    Leaving.HOME: "{name} ist bei uns als umgezogen vermerkt. Fragen Sie bitte nach.",
}


@dataclass(frozen=True, slots=True)
class Departed:
    """`noted_by` is who in the office wrote it down."""

    person_id: int
    leaving: Leaving
    noted_at: datetime
    noted_by: str

    @property
    def died(self) -> bool:
        return self.leaving is Leaving.DIED


@dataclass(frozen=True, slots=True)
class Gone:
    """`person` as they could be reached before."""

    person: PersonView
    leaving: Leaving


async def depart(person_id: int, leaving: Leaving, noted_by: str, now: datetime) -> Contact | None:
    """Inside a transaction: answers how the person could be reached; None when this very thing is noted. Whoever has moved into
    a home may die afterwards. Raises Refused the other way round.
    """
    contact = await hold(person_id)
    known = await departed(person_id)
    if known and known.leaving is leaving:
        return None
    if known and leaving is not Leaving.DIED:
        raise Refused(_("Hier ist schon etwas anderes vermerkt. Nehmen Sie das bitte zuerst zurück."))
    if known:
        died: dict[Any, Any] = {
            Departure.leaving: leaving.value, Departure.noted_at: now, Departure.noted_by: noted_by,
        }  # fmt: skip
        await Departure.update(died).where(Departure.person == person_id)
        return contact
    departure = Departure(
        person=person_id, leaving=leaving.value, search=name_form(contact.name), phone=contact.phone,
        email=contact.email, address=contact.address, noted_at=now, noted_by=noted_by,
    )  # fmt: skip
    await Departure.insert(departure)
    return contact


async def fall_silent(person_id: int, contact: Contact, now: datetime) -> None:
    """Last in the same transaction, so that what was queued in it is stopped too."""
    await stop(contact.recipient, now)
    await write(person_id, Contact(contact.name, first_name=contact.first_name))


async def come_back(person_id: int) -> Contact:
    """It was a mistake, or the person can be reached again. Raises NotFound."""
    before = await hold(person_id)
    gone = await (
        Departure.delete()
        .where(Departure.person == person_id)
        .returning(Departure.phone, Departure.email, Departure.address)
    )
    if not gone:
        raise NotFound
    contact = replace(before, **gone[0])
    await write(person_id, contact)
    return contact


async def departed(person_id: int) -> Departed | None:
    row = await Departure.select(*_COLUMNS).where(Departure.person == person_id).first()
    return _view(row) if row else None


async def who_is_gone(people: set[int]) -> set[int]:
    """Of these."""
    rows = await Departure.select(Departure.person).where(Departure.person.is_in(sorted(people) or [0]))
    return {row["person"] for row in rows}


async def who_asks_back() -> dict[int, Gone]:
    """By their number: of whom whoever is like them may be the same person, written down twice."""
    dep: Any = Departure
    columns = (dep.phone, dep.email, dep.address, dep.search)
    rows = await (
        dep.select(dep.person, dep.leaving, dep.person.name, dep.person.first_name, *columns)
        .where(dep.asks_back.eq(True))
        .order_by(dep.id)
    )
    return {row["person"]: _gone(row) for row in rows}


def _gone(row: dict[str, Any]) -> Gone:
    named = {"name": row["person.name"], "first_name": row["person.first_name"], "search": row["search"]}
    ways = {way: row[way] for way in ("phone", "email", "address")}
    person = PersonView(row["person"], **named, **ways, street=street_form(row["address"]))
    return Gone(person, Leaving(row["leaving"]))


async def refuse_who_is_gone(person_id: int | None) -> None:
    if person_id is None or await departed(person_id):
        raise Refused(_("Diese Person ist nicht mehr da. Suchen Sie bitte jemand anderen."))


def _view(row: dict[str, Any]) -> Departed:
    return Departed(row["person"], Leaving(row["leaving"]), row["noted_at"], row["noted_by"])


# Asked for whoever is new here, so it is put into words once.
_LIKE = KeptStatement(
    lambda: Departure.select(*_COLUMNS, Departure.phone, Departure.email, Departure.address).where(
        Departure.search == given("search")
    )
)


async def departed_like(contact: Contact) -> Departed | None:
    """Somebody of this name was reached at one of these ways, and nobody has said yet that this is somebody else."""
    for row in await _LIKE.rows(search=name_form(contact.name)):
        said = ((contact.phone, "phone"), (contact.email, "email"), (contact.address, "address"))
        if row["asks_back"] and any(way and way == row[name] for way, name in said):
            return _view(row)
    return None


async def refuse_departed(contact: Contact, *, is_somebody_else: bool) -> None:
    """The office is asked back once: raises Refused at the box that says "this is somebody else"."""
    found = await departed_like(contact)
    if found is None:
        return
    if not is_somebody_else:
        raise Refused(_(_ASKED[found.leaving], name=contact.name), SOMEBODY_ELSE)
    await Departure.update({Departure.asks_back: False}).where(Departure.person == found.person_id)


async def ask_back(person_id: int, contact: Contact, now: datetime) -> None:
    """Somebody new has the name and the number of a person who is gone: the office asks, nobody is revived silently."""
    found = await departed_like(contact)
    if found is None:
        return
    message = words("people/messages/ask_back.txt", name=contact.name, died=found.died)
    occasion = Occasion(ASK_BACK, f"person:{person_id}", owner=None, due_at=now)
    await ask_to_call(contact.recipient, message, occasion, now)


async def forget_departures(now: datetime) -> int:
    """Called daily by the jobs."""
    gone = await Departure.delete().where(Departure.noted_at <= now - KEPT).returning(Departure.id)
    return len(gone)
