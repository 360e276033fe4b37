"""Topics, districts and kinds of help are data of the office, with the other words that people use for them."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.queries import did_last
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.text import slugify
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.places.rules import Meets
from mittendrin.places.tables import District, FormerName, HelpCategory, Topic
from mittendrin.web.changes import public_change


class NameKind(StrEnum):
    TOPIC = "topic"
    DISTRICT = "district"
    HELP = "help"


# Three tables that begin alike, which type checkers do not see.
TABLES: dict[NameKind, Any] = {
    NameKind.TOPIC: Topic,
    NameKind.DISTRICT: District,
    NameKind.HELP: HelpCategory,
}


@dataclass(frozen=True, slots=True)
class Naming:
    """`synonyms` are divided by commas; `position` orders the lists. `middle` is that of a district, in degrees.

    A kind of help that needs professionals says where to turn `instead`; `prerequisite` is what the office must see;
    `meets` as in tables.HelpCategory.
    """

    name: str
    synonyms: str
    position: int
    middle: tuple[float, float] | None = None
    instead: str = ""
    prerequisite: str = ""
    meets: Meets = Meets.ANYHOW


@dataclass(frozen=True, slots=True)
class Named:
    id: int
    slug: str
    naming: Naming


async def all_named(kind: NameKind) -> list[Named]:
    table = TABLES[kind]
    rows = await table.select().order_by(table.position, table.name, table.id)
    return [Named(row["id"], row["slug"], _naming_of(row)) for row in rows]


async def named(kind: NameKind, number: int) -> Named:
    """Raises NotFound."""
    found = next((one for one in await all_named(kind) if one.id == number), None)
    if found is None:
        raise NotFound
    return found


async def slug_now(kind: NameKind, slug: str) -> str:
    """Of what it became, if it became another one; else as it was asked for, known or not."""
    former = FormerName.select(FormerName.became).where(
        FormerName.kind == kind.value, FormerName.slug == slug
    )
    row = await former.first() if slug else None
    return (await named(kind, row["became"])).slug if row else slug


@finds_the_first
async def add_name(kind: NameKind, naming: Naming, by: Doer, now: datetime) -> int:
    """The same form sent twice adds one. Raises Refused for a name that there is."""
    table = TABLES[kind]
    async with transaction():
        slug = await _unused_slug(kind, slugify(naming.name))
        if there := await table.select().where(table.slug == slug).first():
            just_added = await did_last(f"{kind.value}.added", f"{kind.value}:{there['id']}", by)
            if just_added and _naming_of(there) == naming:
                return int(there["id"])
            raise Refused(_("Diesen Namen gibt es schon."), "name")
        number = int((await table.insert(table(slug=slug, **_columns(kind, naming))))[0]["id"])
        await record(Act(f"{kind.value}.added", f"{kind.value}:{number}", title=naming.name), by, now)
        # It can be chosen from now on, in lists and for feeds.
        await public_change("site", "programme", "calendar")
    return number


async def hold(kind: NameKind, *numbers: int) -> set[int]:
    """Nobody else changes or removes them before the transaction has ended. Answers those that are still there."""
    table, held = TABLES[kind], set()
    for number in sorted(numbers):
        as_it_is = {table.position: table.position}
        rows = await table.update(as_it_is).where(table.id == number).returning(table.id)
        held |= {row["id"] for row in rows}
    return held


async def write_name(kind: NameKind, number: int, naming: Naming, by: Doer, now: datetime) -> None:
    """The address stays as it is. Belongs in the act's transaction; events learn of it in events.renaming."""
    table = TABLES[kind]
    if await table.exists().where(table.name == naming.name, table.id != number):
        raise Refused(_("Diesen Namen gibt es schon."), "name")
    known = await table.update(_columns(kind, naming)).where(table.id == number).returning(table.id)
    if not known:
        raise NotFound
    await record(Act(f"{kind.value}.changed", f"{kind.value}:{number}", title=naming.name), by, now)


async def delete_name(kind: NameKind, number: int) -> None:
    """Nothing points to it any more. Belongs in the act's transaction: see merging.names."""
    await FormerName.delete().where(FormerName.kind == kind.value, FormerName.became == number)
    await TABLES[kind].delete().where(TABLES[kind].id == number)


async def lead_on(kind: NameKind, gone: Named, kept: Named) -> None:
    """Old addresses and old words lead to the other one. Belongs in the act's transaction: see merging.names."""
    former = FormerName
    await former.update({former.became: kept.id}).where(former.kind == kind.value, former.became == gone.id)
    await former.insert(former(kind=kind.value, slug=gone.slug, became=kept.id))
    words = [kept.naming.synonyms, gone.naming.name, gone.naming.synonyms]
    every = dict.fromkeys(one.strip() for one in ",".join(words).split(","))
    naming = replace(kept.naming, synonyms=", ".join(one for one in every if one))
    table = TABLES[kind]
    await table.update(_columns(kind, naming)).where(table.id == kept.id)


async def _unused_slug(kind: NameKind, slug: str) -> str:
    """What once led somewhere else gets a number."""
    rows = await FormerName.select(FormerName.slug).where(FormerName.kind == kind.value)
    former = {row["slug"] for row in rows}
    free = slug
    while free in former:
        free = f"{slug}-{int(free.removeprefix(slug).lstrip('-') or 1) + 1}"
    return free


def _columns(kind: NameKind, naming: Naming) -> dict[str, Any]:
    latitude, longitude = naming.middle or (None, None)
    more: dict[NameKind, dict[str, Any]] = {
        NameKind.TOPIC: {},
        NameKind.DISTRICT: {"latitude": latitude, "longitude": longitude},
        NameKind.HELP: {
            "professional": bool(naming.instead),
            "instead": naming.instead,
            "prerequisite": naming.prerequisite,
            "meets": naming.meets.value,
        },
    }
    same = {"name": naming.name, "synonyms": naming.synonyms, "position": naming.position}
    return same | more[kind]


def _naming_of(row: dict[str, Any]) -> Naming:
    known = row.get("latitude") is not None and row.get("longitude") is not None
    return Naming(
        name=row["name"],
        synonyms=row["synonyms"],
        position=row["position"],
        middle=(row["latitude"], row["longitude"]) if known else None,
        instead=row.get("instead", ""),
        prerequisite=row.get("prerequisite", ""),
        meets=Meets(row.get("meets", Meets.ANYHOW.value)),
    )
