"""A topic, a district or a kind of help goes, or becomes one with another: everything that used it goes along."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import foreign_key_violation
from mittendrin.events.renaming import with_topic_changed
from mittendrin.merging.written_names import Move, written
from mittendrin.organisations.tables import OrganisationDistrict
from mittendrin.places.naming import TABLES, Named, NameKind, Naming, delete_name, hold, lead_on, named
from mittendrin.volunteering.tables import OfferCategory
from mittendrin.web.changes import public_change

NOWHERE = 0
# These rows say that an owner has a name, and say it once.
ONCE: dict[type[Any], Any] = {
    OrganisationDistrict: OrganisationDistrict.organisation,
    OfferCategory: OfferCategory.offer,
}


async def uses(kind: NameKind, number: int) -> int:
    """In how many rows it is used; versions that wait or were decided count too."""
    rows = [int(await _table(column).count().where(column == number)) for column in _pointing_to(kind)]
    return sum(rows) + len(await written(kind, Move(number, NOWHERE)))


async def remove(kind: NameKind, number: int, by: Doer, now: datetime) -> None:
    """Twice changes nothing. Raises Refused while anything uses it."""
    async with _alone():
        if not await hold(kind, number):
            return
        gone = await named(kind, number)
        if await uses(kind, number):
            raise _still_used()
        await delete_name(kind, number)
        await record(Act(f"{kind.value}.removed", f"{kind.value}:{number}", title=gone.naming.name), by, now)
        await public_change("site", "programme", "calendar")


async def merge_into(kind: NameKind, numbers: tuple[int, int], by: Doer, now: datetime) -> None:
    """The first becomes the second; twice changes nothing. Raises NotFound without a second one, and Refused when that
    would lose what the office must see.
    """
    number, into = numbers
    if number == into:
        raise NotFound
    async with _alone():
        if number not in await hold(kind, number, into):
            return
        gone, kept = await named(kind, number), await named(kind, into)
        _refuse_less_care(gone.naming, kept.naming)
        for one in await written(kind, Move(number, into)):
            await one.table.update(one.texts).where(one.table.id == one.row_id)
        for column in _pointing_to(kind):
            await _move_rows(column, gone, kept, now)
        await lead_on(kind, gone, kept)
        await delete_name(kind, number)
        act = Act(
            f"{kind.value}.merged", f"{kind.value}:{into}", title=kept.naming.name, detail=gone.naming.name
        )
        await record(act, by, now)
        await public_change("site", "programme", "calendar")


@asynccontextmanager
async def _alone() -> AsyncIterator[None]:
    """Somebody may begin to use the name at this moment: then the database refuses."""
    try:
        async with transaction():
            yield
    except Exception as error:
        if foreign_key_violation(error):
            raise _still_used() from error
        raise


def _refuse_less_care(gone: Naming, kept: Naming) -> None:
    """No paper is forgotten, and no work for professionals given to neighbours, because two names became one."""
    needed = _("Fachleute") if gone.instead and not kept.instead else ""
    if gone.prerequisite and gone.prerequisite != kept.prerequisite:
        needed = gone.prerequisite
    if needed:
        sentence = _("„{name}“ braucht: {needed}.", name=gone.name, needed=needed)
        raise Refused(
            f"{sentence} {_('Schreiben Sie das bitte zuerst bei „{name}“ dazu.', name=kept.name)}",
            "stattdessen",
        )


def _still_used() -> Refused:
    sentence = _("Das wird noch gebraucht. Wählen Sie bitte, was stattdessen gelten soll.")
    return Refused(sentence, "stattdessen")


def _pointing_to(kind: NameKind) -> list[Any]:
    return list(TABLES[kind]._meta.foreign_key_references)


def _table(column: Any) -> Any:
    return column._meta.table


async def _move_rows(column: Any, gone: Named, kept: Named, now: datetime) -> None:
    table = _table(column)
    if table in ONCE:
        await _drop_doubles(column, ONCE[table], gone, kept)
    changes = {column: kept.id}
    if column._meta.name == "topic":
        changes |= with_topic_changed(now)
    await table.update(changes).where(column == gone.id)


async def _drop_doubles(column: Any, owner: Any, gone: Named, kept: Named) -> None:
    table = _table(column)
    both = await table.select(owner).where(column == kept.id).output(as_list=True)
    if not both:
        return
    doubles = (column == gone.id) & owner.is_in(both)
    await table.delete().where(doubles)
