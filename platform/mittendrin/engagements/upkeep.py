"""What is needed no longer when an engagement is over."""

from datetime import datetime

from mittendrin.database.transactions import transaction
from mittendrin.engagements.tables import ContactRelease


async def forget_releases(now: datetime) -> None:
    """30 days after the end it is nobody's business any more who saw whose number."""
    async with transaction():
        await ContactRelease.delete().where(ContactRelease.ends_at <= now)
