"""What is needed no longer when an engagement is over."""

from datetime import datetime, timedelta
from typing import Any

from mittendrin.database.transactions import transaction
from mittendrin.engagements.hours import forget_hours
from mittendrin.engagements.tables import CheckIn, ContactRelease, Feedback, Visit
from mittendrin.engagements.telling import about
from mittendrin.volunteering.tables import Engagement
from mittendrin.volunteering.upkeep import KEPT_AFTER_END, unsay

STAND_IN_KEPT = timedelta(days=30)


async def forget_over(now: datetime) -> None:
    """30 days after the end who saw whose number, half a year after it what was said; that there was one stays."""
    async with transaction():
        await ContactRelease.delete().where(ContactRelease.ends_at <= now)
        await _forget_stand_ins(now)
        await forget_hours(now)
        rows = await Engagement.select(Engagement.id).where(Engagement.ended_at <= now - KEPT_AFTER_END)
        if not rows:
            return
        over = [row["id"] for row in rows]
        await Feedback.delete().where(Feedback.engagement.is_in(over))
        await CheckIn.delete().where(CheckIn.engagement.is_in(over))
        visits = await Visit.select(Visit.id).where(Visit.engagement.is_in(over))
        await unsay([f"visit:{row['id']}" for row in visits])
        await Visit.delete().where(Visit.engagement.is_in(over))
        place: dict[Any, Any] = {Engagement.first_meeting_place: ""}
        await Engagement.update(place).where(Engagement.id.is_in(over))
        await unsay([about(one) for one in over])


async def _forget_stand_ins(now: datetime) -> None:
    """Who came once is not needed for longer than a month."""
    nobody: dict[Any, Any] = {Visit.stand_in: None, Visit.said_no: ""}
    known = Visit.stand_in.is_not_null() | (Visit.said_no != "")
    await Visit.update(nobody).where((Visit.starts_at <= now - STAND_IN_KEPT) & known)
