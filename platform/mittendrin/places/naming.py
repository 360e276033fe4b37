"""Topics and districts are data of the office, with the other words that people use for them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.core.text import slugify
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import refuse_duplicate
from mittendrin.places.tables import District, Topic


class NameKind(StrEnum):
    TOPIC = "topic"
    DISTRICT = "district"


# Two tables of the same shape, which type checkers do not see.
TABLES: dict[NameKind, Any] = {NameKind.TOPIC: Topic, NameKind.DISTRICT: District}


@dataclass(frozen=True, slots=True)
class Naming:
    """`synonyms` are divided by commas; `position` orders the lists."""

    name: str
    synonyms: str
    position: int


@dataclass(frozen=True, slots=True)
class Named:
    id: int
    slug: str
    naming: Naming


async def all_named(kind: NameKind) -> list[Named]:
    table = TABLES[kind]
    rows = await table.select().order_by(table.position, table.name)
    return [
        Named(row["id"], row["slug"], Naming(row["name"], row["synonyms"], row["position"])) for row in rows
    ]


async def named(kind: NameKind, number: int) -> Named:
    """Raises NotFound."""
    found = next((one for one in await all_named(kind) if one.id == number), None)
    if found is None:
        raise NotFound
    return found


async def add_name(kind: NameKind, naming: Naming, by: Doer, now: datetime) -> int:
    table = TABLES[kind]
    with refuse_duplicate(_("Diesen Namen gibt es schon."), "name"):
        async with transaction():
            row = table(
                slug=slugify(naming.name),
                name=naming.name,
                synonyms=naming.synonyms,
                position=naming.position,
            )
            number = int((await table.insert(row))[0]["id"])
            await record(Act(f"{kind.value}.added", f"{kind.value}:{number}", title=naming.name), by, now)
    return number


async def write_name(kind: NameKind, number: int, naming: Naming, by: Doer, now: datetime) -> None:
    """The address stays as it is. Belongs in the act's transaction; events learn of it in events.renaming."""
    table = TABLES[kind]
    known = await (
        table.update(
            {table.name: naming.name, table.synonyms: naming.synonyms, table.position: naming.position}
        )
        .where(table.id == number)
        .returning(table.id)
    )
    if not known:
        raise NotFound
    await record(Act(f"{kind.value}.changed", f"{kind.value}:{number}", title=naming.name), by, now)
