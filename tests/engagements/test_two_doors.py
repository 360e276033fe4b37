"""The same helper is not entered at two doors at the same hour, unless it is one door or the office knows better."""

from datetime import date, time
from typing import Any

import pytest

from engagement_makers import a_trial, a_visit
from makers import NOW, OFFICE, a_city, a_help_request, a_proposal
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.engaging import begin_trial
from mittendrin.engagements.neutral_ground import is_same_home
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer
from people import a_clerk, sign_in
from visitor import Visitor

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
        with pytest.raises(Refused, match=r"schon mit jemand anderem verabredet: Dienstag, 12. Januar"):
            await plan_visits(other, weekly, BY_OFFICE, NOW)
    assert await Visit.count().where(Visit.engagement == other) == (3 if may else 0)


DAY = {"besuch-tag": "12", "besuch-monat": "1", "besuch-jahr": "2027", "besuch-uhr": "10", "rhythmus": "once"}


async def their_address(name: str, address: str) -> None:
    said: dict[Any, Any] = {Person.address: address}
    await Person.update(said).where(Person.name == name)


@pytest.mark.parametrize(
    ("address", "may"),
    [
        pytest.param("Beispielstr. 1, Kaiserslautern", True, id="one house"),
        pytest.param("Beispielstraße 2", False, id="the next house"),
        pytest.param("", False, id="nobody knows"),
    ],
)
async def test_a_couple_has_one_door(address: str, may: bool) -> None:
    await a_visit(await a_trial(), time(10))
    other = await with_somebody_else()
    await their_address("Demo-Person Suche", "Beispielstraße 1, 67655 Kaiserslautern")
    await their_address("Demo-Person 4", address)
    once = Plan(date(2027, 1, 12), time(10), Rhythm.ONCE)
    if may:
        await plan_visits(other, once, Voice(VISITOR, Side.VOLUNTEER), NOW)
    else:
        with pytest.raises(Refused, match="Passt beides"):
            await plan_visits(other, once, Voice(VISITOR, Side.VOLUNTEER), NOW)
    assert await Visit.exists().where(Visit.engagement == other) is may


def test_where_no_address_is_known_nobody_lives_together() -> None:
    assert not is_same_home("", "")
    assert not is_same_home("Kaiserslautern", "Kaiserslautern")


async def test_the_office_may_say_that_both_go_together(visitor: Visitor) -> None:
    await a_city()
    await a_visit(await a_trial(), time(10))
    other = await with_somebody_else()
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"/buero/hilfe/einsaetze/{other}")
    assert "Trotzdem eintragen" not in visitor.page.text
    await visitor.submit("Eintragen und Bescheid sagen", **DAY)
    assert "Demo-Person Hilfe ist zu dieser Zeit schon mit jemand anderem verabredet" in visitor.page.text
    await visitor.submit("Eintragen und Bescheid sagen", trotzdem="ja")
    assert await Visit.count().where(Visit.engagement == other) == 1


async def test_a_helper_asks_the_office(visitor: Visitor) -> None:
    await a_city()
    await a_visit(await a_trial(), time(10))
    other = await with_somebody_else()
    path = (await pair(other)).path(Side.VOLUNTEER)
    await visitor.post(f"{path}/planen", {**DAY, "trotzdem": "ja"})
    assert "Passt beides? Rufen Sie uns bitte an." in visitor.page.text
    assert not await Visit.exists().where(Visit.engagement == other)
