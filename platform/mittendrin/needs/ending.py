"""An organisation ends: with its entries, dates and accounts goes what it needs volunteers for."""

from datetime import datetime

from mittendrin.audit.rules import Doer
from mittendrin.database.transactions import transaction
from mittendrin.needs.actions import archive
from mittendrin.needs.tables import Need
from mittendrin.publishing.rules import EntryState
from mittendrin.registrations import ending_organisations as registrations
from mittendrin.registrations.date_changes import CallingOff


async def end_organisation(organisation_id: int, why: CallingOff | None, by: Doer, now: datetime) -> None:
    """Raises Refused while somebody is signed up and no reason is given."""
    async with transaction():
        await registrations.end_organisation(organisation_id, why, by, now)
        theirs = (Need.organisation == organisation_id) & (Need.state != EntryState.ARCHIVED.value)
        for row in await Need.select(Need.id).where(theirs).order_by(Need.id):
            await archive(row["id"], by, now)
