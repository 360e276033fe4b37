"""An organisation is called otherwise: so is what it needs, wherever somebody is asked for it."""

from datetime import datetime

from mittendrin.audit.rules import Doer
from mittendrin.database.transactions import transaction
from mittendrin.organisations import profiles
from mittendrin.organisations.actions import Entry, load_held
from mittendrin.volunteering.of_organisations import ask_in_the_name_of


async def put_right(organisation_id: int, entry: Entry, by: Doer, now: datetime) -> None:
    """By the office, as organisations.profiles.put_right."""
    async with transaction():
        before = (await load_held(organisation_id)).name
        await profiles.put_right(organisation_id, entry, by, now)
        if before != entry.naming.name:
            await ask_in_the_name_of(organisation_id, entry.naming.name, before)
