"""From the form of a need into the database; what was kept of it unfinished goes in the same transaction."""

from datetime import datetime

from mittendrin.audit.rules import Doer
from mittendrin.core.marks import Change
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.desks.club import unfinished
from mittendrin.needs import actions
from mittendrin.needs.overtaken import refuse_unseen
from mittendrin.needs.rules import NeedContent


@finds_the_first
async def hand_in(sheet: unfinished.Sheet, change: Change[NeedContent], by: Doer, now: datetime) -> bool:
    """Whether visitors see it now."""
    async with transaction():
        await unfinished.finish(sheet)
        if sheet.entry_id is None:
            return await actions.add(_new(sheet, change.content), by, now)
        await refuse_unseen(sheet.entry_id, sheet.organisation_id, change)
        return await actions.change(sheet.entry_id, change.content, by, now)


@finds_the_first
async def keep_as_draft(
    sheet: unfinished.Sheet, change: Change[NeedContent], by: Doer, now: datetime
) -> None:
    """Raises Refused for what visitors see already: a change of it can only be handed in."""
    async with transaction():
        await unfinished.finish(sheet)
        if sheet.entry_id is None:
            await actions.add_draft(_new(sheet, change.content), by, now)
        else:
            await refuse_unseen(sheet.entry_id, sheet.organisation_id, change)
            await actions.change_draft(sheet.entry_id, change.content, by, now)


def _new(sheet: unfinished.Sheet, content: NeedContent) -> actions.Sheet:
    return actions.Sheet(sheet.organisation_id, content, sheet.key)
