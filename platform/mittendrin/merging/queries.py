"""Who may be one person, and what each of the two has."""

import asyncio
import json
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.merging.tables import Merge
from mittendrin.people.departures import who_asks_back
from mittendrin.people.doubles import said_apart, why_words
from mittendrin.people.likeness import all_alike, rank
from mittendrin.people.queries import PersonView, people_like_others, people_like_these
from mittendrin.people.tables import Person
from mittendrin.registrations import queries as registrations
from mittendrin.registrations.rules import ALIVE
from mittendrin.registrations.tables import Registration

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """`why` in words."""

    one: PersonView
    other: PersonView
    why: str


@dataclass(frozen=True, slots=True)
class Merged:
    """An act that can still be taken back."""

    id: int
    gone_name: str
    merged_at: datetime


async def likely_pairs() -> list[Pair]:
    """In the whole city, the likeliest first, of these the newest. Of two of whom one has died or moved into a home, the
    other one is still there.
    """
    gone = {number: one.person for number, one in (await who_asks_back()).items()}
    people = {one.id: one for one in [*await people_like_others(), *await people_like_these(gone.values())]}
    people |= gone
    # In a big city this takes a moment, in which others go on.
    alike = await asyncio.to_thread(all_alike, {number: one.entry for number, one in people.items()})
    apart = await said_apart()
    pairs = sorted(
        (rank(why), -one, -other)
        for (one, other), why in alike.items()
        if (one, other) not in apart and not {one, other} <= gone.keys()
    )
    return [
        Pair(people[-one], people[-other], why_words(alike[-one, -other]))
        for _rank, one, other in pairs[:MOST_SHOWN]
    ]


async def rows_of(person_id: int) -> dict[str, list[int]]:
    """Everything that points to somebody: numbers of rows, by table and column."""
    found = {}
    for reference in Person._meta.foreign_key_references:
        table: Any = reference._meta.table
        rows = await table.select(table.id).where(reference == person_id)
        found[f"{table._meta.tablename}.{reference._meta.name}"] = [row["id"] for row in rows]
    return {name: ids for name, ids in found.items() if ids}


async def dates_of_both(one: int, other: int, now: datetime) -> list[str]:
    """For what both have signed up: afterwards this person stands there twice."""
    alive = Registration.status.is_in([status.value for status in ALIVE])
    found = await registrations.registrations(Registration.person.is_in([one, other]) & alive)
    often = Counter(registration.target for registration in found)
    views = [await registrations.target_view(target, now) for target, n in often.items() if n > 1]
    return [f"{view.first.title}, {view.spoken}" for view in views]


async def merged_into(person_id: int) -> list[Merged]:
    """The newest first."""
    columns = (Merge.id, Merge.gone_name, Merge.merged_at)
    rows = await Merge.select(*columns).where(Merge.kept == person_id).order_by(Merge.id, ascending=False)
    return [Merged(**row) for row in rows]


async def became_one(kept: int, gone: int) -> bool:
    """This has been done, and nobody has taken it back."""
    rows = await Merge.select(Merge.undo).where(Merge.kept == kept)
    return any(json.loads(row["undo"]).get("number") == gone for row in rows)


async def undo_of(merge_id: int) -> dict[str, Any] | None:
    row = await Merge.select().where(Merge.id == merge_id).first()
    return {**row, "undo": json.loads(row["undo"])} if row else None
