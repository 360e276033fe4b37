"""Making one person of two, and taking it back."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.incidents.waiting import rest_apart, rest_as_one
from mittendrin.merging.queries import rows_of, undo_of
from mittendrin.merging.tables import Merge
from mittendrin.merging.two_people import refuse_two_people
from mittendrin.outbox.one_person import send_on
from mittendrin.people.actions import add
from mittendrin.people.changing import hold, write
from mittendrin.people.departures import departed
from mittendrin.people.doubles import apart_again, in_order, stays_apart
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Apart, Person
from mittendrin.volunteering.between import refuse_crossings
from mittendrin.volunteering.own_offers import refuse_two_offers

KEPT = timedelta(days=30)


async def merge(kept: int, gone: int, contact: Contact, by: Doer, now: datetime) -> None:
    """`contact` is how the one person is called and reached from now on. Raises NotFound or Refused."""
    if kept == gone:
        raise NotFound
    async with transaction():
        before = {number: await hold(number) for number in in_order(kept, gone)}
        if await departed(kept) or await departed(gone):
            raise Refused(_("Eine der beiden Personen ist nicht mehr da. Hier geht das nicht."))
        await refuse_two_people(kept, gone)
        await refuse_two_offers(kept, gone)
        await refuse_crossings(kept, gone)
        moved = await rows_of(gone)
        await _move(moved, kept)
        for one in before.values():
            await send_on(one.recipient, contact.recipient, now)
        await _let_go(gone, kept)
        await write(kept, contact)
        await rest_as_one(kept, by, now)
        undo = _undo(before[kept], before[gone], contact, moved) | {"number": gone}
        undo["apart"] = await stays_apart(gone, kept, now)
        said = json.dumps(undo, ensure_ascii=False)
        row = Merge(kept=kept, gone_name=before[gone].name, undo=said, merged_at=now)
        await Merge.insert(row)
        title, detail = contact.name, before[gone].name
        await record(Act("person.merged", f"person:{kept}", title=title, detail=detail), by, now)


async def _let_go(gone: int, kept: int) -> None:
    """What the log says of them is said of the one person, and is forgotten with that one."""
    said = {AuditEntry.subject: f"person:{kept}"}
    await AuditEntry.update(said).where(AuditEntry.subject == f"person:{gone}")  # type: ignore[arg-type]
    await Person.delete().where(Person.id == gone)


async def _move(rows: dict[str, list[int]], to: int) -> None:
    for reference in Person._meta.foreign_key_references:
        table: Any = reference._meta.table
        if ids := rows.get(f"{table._meta.tablename}.{reference._meta.name}"):
            await table.update({reference: to}).where(table.id.is_in(ids))


def _undo(before: Contact, gone: Contact, became: Contact, moved: dict[str, list[int]]) -> dict[str, Any]:
    return {"kept": asdict(before), "gone": asdict(gone), "became": asdict(became), "moved": moved}


async def part_again(merge_id: int, by: Doer, now: datetime) -> int:
    """A mistake: both are there again, with what was theirs. Answers who was kept. Raises NotFound.

    What came since then stays with the one who was kept, and so does what still waits to be said.
    """
    async with transaction():
        row = await undo_of(merge_id)
        if row is None:
            raise NotFound
        kept, undo = row["kept"], row["undo"]
        now_is = await hold(kept)
        gone = Contact(**undo["gone"])
        again = await add(gone, now)
        await _move(_still_there(undo["moved"], await rows_of(kept)), again)
        await rest_apart((kept, again), by, now)
        await apart_again(kept, again, undo.get("apart", {"of_gone": [], "new": []}), now)
        if now_is == Contact(**undo["became"]):
            await write(kept, Contact(**undo["kept"]))
        await Merge.delete().where(Merge.id == merge_id)
        await record(Act("person.parted", f"person:{kept}", title=now_is.name, detail=gone.name), by, now)
    return int(kept)


def _still_there(moved: dict[str, list[int]], rows: dict[str, list[int]]) -> dict[str, list[int]]:
    """What was forgotten meanwhile does not come back."""
    return {name: [one for one in ids if one in rows.get(name, [])] for name, ids in moved.items()}


async def forget_merges(now: datetime) -> int:
    """Called daily by the jobs: afterwards a merge cannot be taken back. Nor is what is kept for it longer than the person."""
    people = Person.select(Person.id)
    over = (Merge.merged_at <= now - KEPT) | Merge.kept.not_in(people)
    gone = await Merge.delete().where(over).returning(Merge.id)
    await Apart.delete().where(Apart.first.not_in(people) | Apart.second.not_in(people))
    return len(gone)
