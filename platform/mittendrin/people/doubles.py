"""Who may be somebody that is written down already: shown and asked about, never joined by itself."""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import NoReturn

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.marks import Change, marks
from mittendrin.core.plain_words import join_and
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.people.actions import add_new, known
from mittendrin.people.changing import change_contact, hold
from mittendrin.people.departures import Gone, who_asks_back
from mittendrin.people.likeness import (
    LIKENESS_WORDS,
    NAME_ALONE,
    Likeness,
    is_called_alike,
    likeness,
    rank,
    says_enough,
)
from mittendrin.people.queries import PersonView, people_called_alike, people_like, same_people
from mittendrin.people.rules import SAME, WAYS, Contact, Leaving, Same, what_differs
from mittendrin.people.tables import Apart, Person


async def add_unless_known(contact: Contact, said: Same | None, by: Doer, now: datetime) -> int:
    """The office is asked once about a person with this name and one of these ways: raises Refused. Inside the
    caller's transaction.
    """
    alike = await same_people(contact)
    if not alike:
        return await add_new(contact, now)
    before = await known(contact) or alike[0]
    if said is None:
        await _ask_whether_it_is(before, contact)
    if said is Same.YES:
        await _write_down_what_is_new(before, contact, by, now)
        return before
    number = await add_new(contact, now)
    for other in alike:
        await say_apart(other, number, by, now)
    return number


async def _ask_whether_it_is(number: int, contact: Contact) -> NoReturn:
    differs = what_differs(await hold(number), contact)
    same = [_(words) for part, words in WAYS.items() if getattr(contact, part) and words not in differs]
    raise Refused(
        _("{name} steht schon bei uns. Gleich ist: {what}.", name=contact.name, what=join_and(same)), SAME
    )


async def _write_down_what_is_new(number: int, contact: Contact, by: Doer, now: datetime) -> None:
    """Raises Refused where something else stands: a clerk looks which of the two is true."""
    before = await hold(number)
    ways = {part: (getattr(before, part), getattr(contact, part)) for part in WAYS}
    if others := [
        _(WAYS[part]) for part, (stored, said) in ways.items() if stored and said and stored != said
    ]:
        sentence = _(
            "Bisher steht bei {name} etwas anderes: {what}.", name=before.name, what=join_and(others)
        )
        raise Refused(f"{sentence} {_('Ändern Sie es hier oder im bisherigen Eintrag.')}", SAME)
    whole = {part: stored or said for part, (stored, said) in ways.items()}
    named = replace(before, first_name=contact.first_name or before.first_name, **whole)
    await change_contact(number, Change(named, marks(asdict(before))), by, now)


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
        await _write_apart(first, second, now)
        await record(Act("person.said_apart", f"person:{first}"), by, now)


async def stays_apart(gone: int, kept: int, now: datetime) -> dict[str, list[int]]:
    """Whoever was said to be somebody else than the one is so for the other, as whom the one goes on. Inside the
    transaction that makes them one; answers who that is, and of whom it was not said of the other before.
    """
    apart = await said_apart()
    others = {*_apart_from(gone, apart)} - {kept}
    new = others - {*_apart_from(kept, apart)}
    for other in sorted(new):
        await _write_apart(kept, other, now)
    return {"of_gone": sorted(others), "new": sorted(new)}


async def apart_again(kept: int, again: int, before: dict[str, list[int]], now: datetime) -> None:
    """It was a mistake: `before` as stays_apart has answered."""
    for other in before["new"]:
        first, second = in_order(kept, other)
        await Apart.delete().where(Apart.first == first, Apart.second == second)
    for other in before["of_gone"]:
        if await Person.exists().where(Person.id == other):
            await _write_apart(again, other, now)


async def _write_apart(one: int, other: int, now: datetime) -> None:
    first, second = in_order(one, other)
    await Apart.insert(Apart(first=first, second=second, said_at=now))


def _apart_from(one: int, apart: set[tuple[int, int]]) -> Iterator[int]:
    return (first + second - one for first, second in apart if one in {first, second})


@dataclass(frozen=True, slots=True)
class Double:
    """`why` in words. `leaving`: this one has died or moved into a home."""

    person: PersonView
    why: str
    leaving: Leaving | None = None


async def doubles_of(one: PersonView) -> list[Double]:
    """Everybody who may be this person, too, the likeliest first. Of whoever is gone, those who are still there."""
    gone = await who_asks_back()
    if one.id in gone:
        return await _like(gone[one.id].person, {})
    return await _like(one, gone)


async def _like(one: PersonView, gone: dict[int, Gone]) -> list[Double]:
    ours, others = one.entry, [*await people_like(one), *(departed.person for departed in gone.values())]
    theirs = {other.id: other.entry for other in others}
    namesakes = 1 + sum(other.name == ours.name for other in theirs.values())
    apart = await said_apart()
    whys = {
        number: likeness(ours, other)
        for number, other in theirs.items()
        if in_order(one.id, number) not in apart
    }
    found = [(why, other) for other in others if (why := whys.get(other.id)) and says_enough(why, namesakes)]
    return [
        Double(other, why_words(why), gone[other.id].leaving if other.id in gone else None)
        for why, other in sorted(found, key=lambda two: rank(two[0]))
    ]


def why_words(why: Likeness) -> str:
    return _(LIKENESS_WORDS[why])


async def with_doubles(people: Collection[int]) -> set[int]:
    """Those whose name and one of whose ways somebody has who was written down before them, and nobody has said that
    they are two; and those who are like somebody who has died or moved into a home.
    """
    everybody = await people_called_alike(people)
    apart, gone = await said_apart(), await who_asks_back()
    return _like_somebody_gone([one for one in everybody if one.id in people], gone, apart) | {
        one.id
        for one in everybody
        if one.id in people
        and any(
            is_called_alike(one.contact, other.contact) and in_order(one.id, other.id) not in apart
            for other in everybody
            if other.id < one.id
        )
    }


def _like_somebody_gone(
    people: list[PersonView], gone: dict[int, Gone], apart: set[tuple[int, int]]
) -> set[int]:
    entries = {number: departed.person.entry for number, departed in gone.items()}
    return {
        one.id
        for one in people
        for number, theirs in entries.items()
        if one.id not in gone and in_order(one.id, number) not in apart
        if (why := likeness(one.entry, theirs)) and why not in NAME_ALONE
    }


def in_order(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


async def said_apart() -> set[tuple[int, int]]:
    rows = await Apart.select(Apart.first, Apart.second)
    return {(row["first"], row["second"]) for row in rows}
