"""What grows from two yeses, for tests: a trial, a visit, hours. The pair itself comes from makers."""

from datetime import date, time
from typing import Any

from makers import NOW, OFFICE, a_city, an_engagement, an_offer
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.engaging import begin_trial
from mittendrin.engagements.hours import Entry, count_hours, write_hours
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.rules import Plan, Rhythm, VisitState
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice, about
from mittendrin.engagements.visiting import plan_visits
from mittendrin.outbox.actions import Occasion, tell
from mittendrin.outbox.rules import Recipient, Words
from mittendrin.outbox.tables import CallTask
from mittendrin.people.rules import Contact
from mittendrin.volunteering.deciding import decide_offer
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import EngagementState, Frequency, OfferState
from mittendrin.volunteering.tables import HelpRequest, Offer

HELPER = Voice(VISITOR, Side.VOLUNTEER)
THE_DAY = date(2027, 1, 19)


async def a_trial() -> int:
    """They have met: an engagement in its four weeks of trial."""
    engagement_id, _proposal = await an_engagement()
    await begin_trial(engagement_id, Voice(OFFICE), NOW)
    return engagement_id


async def a_visit(engagement_id: int, at: time = time(10)) -> int:
    """On the Tuesday after NOW."""
    if (await pair(engagement_id)).status is EngagementState.FIRST_MEETING:
        await begin_trial(engagement_id, Voice(OFFICE), NOW)
    await plan_visits(engagement_id, Plan(date(2027, 1, 12), at, Rhythm.ONCE), Voice(OFFICE), NOW)
    row = await Visit.select(Visit.id).where(Visit.engagement == engagement_id).order_by(Visit.id).first()
    assert row
    return int(row["id"])


async def a_coming_visit(engagement_id: int) -> int:
    """The last of those that are planned."""
    coming = (Visit.engagement == engagement_id) & (Visit.state == VisitState.PLANNED.value)
    rows = await Visit.select(Visit.id).where(coming).order_by(Visit.starts_at, Visit.id)
    return int(rows[-1]["id"])


async def some_hours(engagement_id: int) -> None:
    """The helper wishes so, and writes one day down."""
    found, voice = await pair(engagement_id), Voice(VISITOR, Side.VOLUNTEER)
    await count_hours(found, voice, NOW)
    await write_hours(found, Entry(NOW.date(), 90), voice, NOW)


async def a_stand_in() -> int:
    """An offer of somebody else, who has time for a visit."""
    code = await an_offer(contact=Contact("Demo-Person Ersatz", phone="+491713920035"))
    row = await Offer.select(Offer.id).where(Offer.code == code).first()
    assert row
    await decide_offer(row["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    return int(row["id"])


async def a_call_about_visits(engagement_id: int) -> int:
    """The one who is visited has a telephone alone, and is not called yet."""
    to = Recipient("Demo-Person Suche", phone="+491713920032")
    call = Words("Besuche von Demo-Person Hilfe", "", "Passt das?")
    occasion = Occasion("visits_planned", about(engagement_id), None, NOW, Side.REQUESTER.value)
    await tell(to, call, occasion, NOW)
    row = (
        await CallTask.select(CallTask.id)
        .where(CallTask.about == about(engagement_id), CallTask.purpose == "visits_planned")
        .order_by(CallTask.id, ascending=False)
        .first()
    )
    assert row
    return int(row["id"])


async def for_one_day() -> int:
    """Both have said yes to help on THE_DAY."""
    await a_city()
    engagement, _proposal = await an_engagement()
    once: dict[Any, Any] = {
        HelpRequest.frequency: Frequency.ONCE.value,
        HelpRequest.on_days: THE_DAY.isoformat(),
        HelpRequest.times: 0,
    }
    await HelpRequest.update(once, force=True)
    return engagement


async def on_the_day(engagement: int) -> int:
    """The helper writes the visit down."""
    await plan_visits(engagement, Plan(THE_DAY, time(10), Rhythm.ONCE), HELPER, NOW)
    row = await Visit.select(Visit.id).first()
    assert row
    return int(row["id"])
