"""Who may be asked to come instead: not whoever is somewhere else then, or has just said that they cannot."""

from asyncio import gather
from datetime import datetime, time
from typing import Any

from databases import Database
from engagement_makers import a_stand_in, a_trial, a_visit
from makers import BERLIN, NOW, OFFICE, a_help_request, a_proposal
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.engaging import Meeting, plan_first_meeting
from mittendrin.engagements.queries import missing_visit
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import say_cannot
from mittendrin.people.rules import Contact
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer

HELPER = Voice(VISITOR, Side.VOLUNTEER)
TUESDAY_AT_TEN = datetime(2027, 1, 12, 10, tzinfo=BERLIN)


async def helps_somebody_else(offer: int) -> int:
    """An engagement of this offer with another asker."""
    code = await a_help_request(contact=Contact("Demo-Person Zwei", phone="+491713920036"))
    row = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == code).first()
    assert row
    await decide_request(row["id"], RequestState.OPEN, "", OFFICE, NOW)
    several: dict[Any, Any] = {Offer.most_people: 3, Offer.hours_per_week: 9}
    await Offer.update(several).where(Offer.id == offer)
    proposal = await a_proposal(offer, row["id"])
    for side in Side:
        await answer(await by_id(proposal, side), Answer.YES, VISITOR, NOW)
    grown = await Engagement.select(Engagement.id).where(Engagement.proposal == proposal).first()
    assert grown
    return int(grown["id"])


async def a_visit_without_helper() -> int:
    visit = await a_visit(await a_trial())
    await say_cannot(visit, HELPER, NOW)
    return visit


async def candidates(visit: int) -> list[int]:
    return [one.offer_id for one in (await missing_visit(visit, NOW)).candidates]


async def test_whoever_cannot_make_another_visit_then_is_not_offered(database: Database) -> None:
    visit, stand_in = await a_visit_without_helper(), await a_stand_in()
    other = await a_visit(await helps_somebody_else(stand_in), time(9, 30))
    await say_cannot(other, HELPER, NOW)
    assert await candidates(visit) == []


async def test_whoever_meets_somebody_for_the_first_time_then_is_not_offered(database: Database) -> None:
    visit, stand_in = await a_visit_without_helper(), await a_stand_in()
    engagement = await helps_somebody_else(stand_in)
    assert await candidates(visit) == [stand_in]
    meeting = Meeting(TUESDAY_AT_TEN, "Café Beispiel")
    await plan_first_meeting(engagement, meeting, Voice(OFFICE), NOW)
    assert await candidates(visit) == []
    await plan_first_meeting(engagement, Meeting(TUESDAY_AT_TEN.replace(hour=16), "Café"), Voice(OFFICE), NOW)
    assert await candidates(visit) == [stand_in]


async def two_visits_without_helper() -> list[int]:
    """The same helper was to be at both, at nearly the same time."""
    visit = await a_visit_without_helper()
    row = await Visit.objects().get(Visit.id == visit)
    assert row
    at = TUESDAY_AT_TEN.replace(minute=30)
    other = Visit(engagement=row.engagement, starts_at=at, state=row.state, slot=f"other:{visit}")
    await Visit.insert(other)
    return [visit, int(other.id)]


async def test_two_clerks_do_not_send_one_person_to_two_places(database: Database) -> None:
    visits, agreed = await two_visits_without_helper(), Agreed(await a_stand_in(), True, True)
    tries = await gather(
        *(send_stand_in(visit, agreed, Voice(OFFICE), NOW) for visit in visits), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in tries) == ["NoneType", "Refused"]
    assert str(next(one for one in tries if isinstance(one, Refused))) == (
        "Diese Person ist dann nicht frei. Laden Sie bitte die Seite neu."
    )
    assert await Visit.count().where(Visit.stand_in == agreed.offer_id) == 1
