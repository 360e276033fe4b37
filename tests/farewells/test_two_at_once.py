"""Two people leave, or are reported, at the same moment, and each would have come in the other's place."""

from asyncio import gather
from collections.abc import Awaitable, Callable
from datetime import date, time
from typing import Any

import pytest

from makers import NOW, OFFICE, a_help_request, a_proposal, an_offer
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.engaging import begin_trial
from mittendrin.engagements.rules import Plan, Rhythm, VisitState
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits
from mittendrin.farewells.actions import say_farewell
from mittendrin.incidents.actions import report_incident
from mittendrin.incidents.rules import Report
from mittendrin.people.rules import Contact, Leaving
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer

pytestmark = pytest.mark.usefixtures("database")
TIMES = 3


async def says_farewell(person_id: int) -> None:
    await say_farewell(person_id, Leaving.DIED, OFFICE, NOW)


async def is_reported(person_id: int) -> None:
    await report_incident(Report(person_id, "Es gab Streit.", "Demo-Person"), OFFICE, NOW)


async def a_helper(number: int) -> tuple[dict[str, Any], list[int]]:
    """Id and person of an offer, and the visits that are planned with somebody who asks for help."""
    code = await an_offer(contact=Contact(f"Demo-Person {number}", phone=f"+49171392{number:04}"))
    offer = await Offer.select(Offer.id, Offer.person).where(Offer.code == code).first()
    asks = await a_help_request(contact=Contact(f"Demo-Gast {number}", phone=f"+49171393{number:04}"))
    request = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == asks).first()
    assert offer
    assert request
    await decide_offer(offer["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    await decide_request(request["id"], RequestState.OPEN, "", OFFICE, NOW)
    proposal = await a_proposal(offer["id"], request["id"])
    for side in Side:
        await answer(await by_id(proposal, side), Answer.YES, VISITOR, NOW)
    of_both = Engagement.select(Engagement.id).where(Engagement.proposal == proposal)
    (engagement,) = await of_both.output(as_list=True)
    await begin_trial(engagement, Voice(OFFICE), NOW)
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 3), Voice(OFFICE), NOW)
    planned = Visit.select(Visit.id).where(Visit.engagement == engagement).order_by(Visit.id)
    return offer, await planned.output(as_list=True)


async def comes_instead(offer: dict[str, Any], visit_id: int) -> None:
    instead: dict[Any, Any] = {Visit.state: VisitState.STAND_IN.value, Visit.stand_in: offer["id"]}
    await Visit.update(instead).where(Visit.id == visit_id)


@pytest.mark.parametrize("first", [says_farewell, is_reported])
@pytest.mark.parametrize("second", [says_farewell, is_reported])
async def test_two_who_come_for_each_other_are_gone_at_once(
    first: Callable[[int], Awaitable[None]], second: Callable[[int], Awaitable[None]]
) -> None:
    for number in range(TIMES):
        one, ones_visits = await a_helper(2 * number)
        other, others_visits = await a_helper(2 * number + 1)
        await comes_instead(other, ones_visits[0])
        await comes_instead(one, others_visits[0])
        await gather(first(one["person"]), second(other["person"]))
        left = Visit.id.is_in([*ones_visits, *others_visits]) & (Visit.state != VisitState.CALLED_OFF.value)
        assert await Visit.select(Visit.state).where(left) == []
