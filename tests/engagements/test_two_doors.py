"""The same helper is not entered at two doors at the same hour."""

from datetime import date, time
from typing import Any

import pytest

from engagement_makers import a_trial, a_visit
from makers import NOW, OFFICE, a_help_request, a_proposal
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.engaging import begin_trial
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits
from mittendrin.people.rules import Contact
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer

pytestmark = pytest.mark.usefixtures("database")
BY_OFFICE = Voice(OFFICE)


async def with_somebody_else() -> int:
    """A second engagement of the same helper."""
    more: dict[Any, Any] = {Offer.most_people: 2, Offer.hours_per_week: 8}
    await Offer.update(more, force=True)
    code = await a_help_request(contact=Contact("Demo-Person 4", phone="+491713920034"))
    request = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == code).first()
    offer = await Offer.select(Offer.id).first()
    assert request and offer
    await decide_request(request["id"], RequestState.OPEN, "", OFFICE, NOW)
    proposal = await a_proposal(offer["id"], request["id"])
    for side in Side:
        await answer(await by_id(proposal, side), Answer.YES, VISITOR, NOW)
    row = await Engagement.select(Engagement.id).where(Engagement.proposal == proposal).first()
    assert row
    await begin_trial(row["id"], BY_OFFICE, NOW)
    return int(row["id"])


@pytest.mark.parametrize(("at", "may"), [(time(10), False), (time(10, 15), False), (time(10, 30), True)])
async def test_two_visits_at_one_hour_are_refused(at: time, may: bool) -> None:
    await a_visit(await a_trial(), time(10))
    other = await with_somebody_else()
    weekly = Plan(date(2027, 1, 12), at, Rhythm.WEEKLY, 3)
    if may:
        await plan_visits(other, weekly, BY_OFFICE, NOW)
    else:
        with pytest.raises(Refused, match=r"schon jemand anderes verabredet: Dienstag, 12. Januar"):
            await plan_visits(other, weekly, BY_OFFICE, NOW)
    assert await Visit.count().where(Visit.engagement == other) == (3 if may else 0)
