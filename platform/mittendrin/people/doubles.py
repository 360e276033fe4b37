"""Who may be somebody that is written down already: shown and asked about, never joined by itself."""

from collections.abc import Collection
from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.people.actions import add_new, known
from mittendrin.people.changing import hold, write_first_name
from mittendrin.people.likeness import is_called_alike, may_be_the_same
from mittendrin.people.queries import PersonView, people_called_alike, people_with_ways_of
from mittendrin.people.rules import SAME, Contact, Same
from mittendrin.people.tables import Apart


async def add_unless_known(contact: Contact, said: Same | None, by: Doer, now: datetime) -> int:
    """The office is asked once about a person with this name and exactly these ways: raises Refused. Inside the
    caller's transaction.
    """
    before = await known(contact)
    if before is None:
        return await add_new(contact, now)
    if said is None:
        raise Refused(_("{name} steht mit diesen Angaben schon bei uns.", name=contact.name), SAME)
    if said is Same.YES:
        await write_first_name(before, contact.first_name)
        return before
    number = await add_new(contact, now)
    await say_apart(before, number, by, now)
    return number


async def say_apart(one: int, other: int, by: Doer, now: datetime) -> None:
    """ "Das sind zwei Personen": not asked again. Twice changes nothing. Raises NotFound."""
    first, second = in_order(one, other)
    if first == second:
        raise NotFound
    async with transaction():
        for number in (first, second):
            await hold(number)
        if await Apart.exists().where(Apart.first == first, Apart.second == second):
            return
        await Apart.insert(Apart(first=first, second=second, said_at=now))
        await record(Act("person.said_apart", f"person:{first}"), by, now)


async def doubles_of(one: PersonView) -> list[PersonView]:
    """Everybody who may be this person, too."""
    apart = await said_apart()
    return [
        other
        for other in await people_with_ways_of(one)
        if may_be_the_same(one.contact, other.contact) and in_order(one.id, other.id) not in apart
    ]


async def with_doubles(people: Collection[int]) -> set[int]:
    """Those whose name and one of whose ways somebody has who was written down before them, and nobody has said that
    they are two.
    """
    everybody = await people_called_alike(people)
    apart = await said_apart()
    return {
        one.id
        for one in everybody
        if one.id in people
        and any(
            is_called_alike(one.contact, other.contact) and in_order(one.id, other.id) not in apart
            for other in everybody
            if other.id < one.id
        )
    }


def in_order(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


async def said_apart() -> set[tuple[int, int]]:
    rows = await Apart.select(Apart.first, Apart.second)
    return {(row["first"], row["second"]) for row in rows}
