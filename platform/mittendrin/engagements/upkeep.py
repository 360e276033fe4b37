"""What is needed no longer when an engagement is over."""

from datetime import datetime, timedelta
from typing import Any

from mittendrin.database.transactions import transaction
from mittendrin.engagements.hours import forget_hours
from mittendrin.engagements.standing_in import offers_in
from mittendrin.engagements.tables import CheckIn, ContactRelease, Feedback, Visit
from mittendrin.engagements.telling import about
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer
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
    """Who came once is not needed for longer than a month, or than the lead needs to decide about one of the three."""
    vis: Any = Visit
    two = vis.engagement.proposal
    known = vis.stand_in.is_not_null() | (vis.said_no != "")
    rows = await vis.select(vis.id, vis.stand_in, vis.said_no, two.offer, two.request).where(
        vis.starts_at <= now - STAND_IN_KEPT, known
    )
    offers, requests = await _resting(Offer), await _resting(HelpRequest)
    over = [
        row["id"]
        for row in rows
        if row["engagement.proposal.request"] not in requests
        and offers.isdisjoint({row["engagement.proposal.offer"], row["stand_in"], *offers_in(row["said_no"])})
    ]
    nobody: dict[Any, Any] = {vis.stand_in: None, vis.said_no: ""}
    await vis.update(nobody).where(vis.id.is_in(over or [0]))


async def _resting(table: Any) -> set[int]:
    """Offers, or requests, of people about whom an incident is open."""
    return set(await table.select(table.id).where(table.person.held.eq(True)).output(as_list=True))
