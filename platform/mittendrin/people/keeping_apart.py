"""After an incident the lead has ended what was between two people: nobody brings them together again, whatever for."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.kept_select import KeptSelect
from mittendrin.database.kept_statement import KeptStatement, given
from mittendrin.people.tables import KeptApart

Two = tuple[int, int]
_TWO = (KeptApart.reported, KeptApart.other)
_ALL = KeptSelect(KeptApart, _TWO)
_OF_ONE = KeptStatement(
    lambda: KeptApart.select(*_TWO).where(
        (KeptApart.reported == given("person")) | (KeptApart.other == given("person"))
    )
)


async def keep_apart(reported: int, others: Iterable[int], now: datetime) -> None:
    """Inside the transaction of the decision. Twice changes nothing."""
    for other in sorted({*others} - await apart_from(reported)):
        await KeptApart.insert(KeptApart(reported=reported, other=other, since=now))


async def apart_from(person_id: int | None) -> set[int]:
    rows = await _OF_ONE.rows(person=person_id or 0)
    return {one for row in rows for one in row.values()} - {person_id}


async def all_kept_apart() -> list[Two]:
    return [(row["reported"], row["other"]) for row in await _ALL.all()]


async def refuse_kept_apart(people: set[int]) -> None:
    """Raises Refused when two of them are."""
    for one in people:
        if people & await apart_from(one):
            raise Refused(
                _("Diese beiden bringen wir nicht mehr zusammen. So hat es die Leitung entschieden.")
            )


def reported() -> Any:
    """Everybody after an incident about whom the lead has ended something: to be asked inside another question."""
    return KeptApart.select(KeptApart.reported)


async def is_reported(person_id: int | None) -> bool:
    """Whether the lead has ended something after an incident about this person."""
    this: Any = KeptApart.reported == (person_id or 0)
    return bool(await KeptApart.exists().where(this))
