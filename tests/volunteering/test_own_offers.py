"""Whoever has two offers is one person: asked once, drafted once, and what was said holds for both."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

import help_town
from help_town import TODAY
from incident_makers import report
from makers import NOW, OFFICE, a_help_request, a_pair, a_proposal, an_engagement, an_offer
from mittendrin.audit.rules import VISITOR
from mittendrin.core.clock import local_day
from mittendrin.core.refusal import Refused
from mittendrin.core.tokens import show_slip_code
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.telling import Voice
from mittendrin.incidents.actions import decide_incident
from mittendrin.incidents.rules import Decision
from mittendrin.merging.actions import merge
from mittendrin.merging.queries import rows_of
from mittendrin.people.rules import Contact
from mittendrin.volunteering import solving
from mittendrin.volunteering.asking_again import pause_offer
from mittendrin.volunteering.asking_offers import offers_to_ask
from mittendrin.volunteering.candidates import (
    all_offers,
    fitting_offers,
    offer_facts,
    offers_for,
    request_facts,
    unasked_requests,
)
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.drafting import Task
from mittendrin.volunteering.facts import OfferFacts
from mittendrin.volunteering.matching import Block, blocks, suggestions
from mittendrin.volunteering.own_offers import free_from
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer
from mittendrin.volunteering.upkeep import forget_ended

pytestmark = pytest.mark.usefixtures("database")
OF_BOTH = (
    "most_people", "running", "open_proposals", "free_from", "last_asked_on", "placed", "said_no", "apart", "knows",
    "busy_with", "asked_by", "hours_taken", "hours_asked",
)  # fmt: skip


async def another_offer() -> int:
    """Of the same person."""
    return await number_of(Offer, await an_offer())


async def number_of(table: Any, code: str) -> int:
    row = await table.select(table.id).where(table.code == code).first()
    return int(row["id"])


async def another_request(**changes: Any) -> int:
    """Of the same person, open."""
    number = await number_of(HelpRequest, await a_help_request(**changes))
    await decide_request(number, RequestState.OPEN, "", OFFICE, NOW)
    return number


async def both_active(one: int, other: int) -> None:
    """As from a time before only one could be."""
    await Offer.update({Offer.status: OfferState.ACTIVE.value}).where(Offer.id.is_in([one, other]))


def of_the_person(facts: OfferFacts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in OF_BOTH}


async def test_what_has_been_holds_for_the_next_offer() -> None:
    """Ended and made anew: asked, answered and helped as before."""
    older, request = await a_pair()
    proposal = await a_proposal(older, request)
    for side, said in ((Side.VOLUNTEER, Answer.YES), (Side.REQUESTER, Answer.NO)):
        await answer(await by_id(proposal, side), said, VISITOR, NOW)
    before = await offer_facts(older, TODAY)
    await decide_offer(older, OfferState.ENDED, "", OFFICE, NOW)
    newer = await another_offer()
    await decide_offer(newer, OfferState.ACTIVE, "", OFFICE, NOW)
    after = await offer_facts(newer, TODAY)
    assert of_the_person(after) == of_the_person(before)
    assert (after.last_asked_on, after.said_no, len(after.apart)) == (local_day(NOW), {request}, 1)
    asked = await request_facts(request)
    assert blocks(after, asked, TODAY) == [Block.SAID_NO]
    for found in (
        await all_offers(TODAY),
        await offers_for(asked, TODAY),
        await fitting_offers(asked, TODAY),
    ):
        assert [of_the_person(one) for one in found] == [of_the_person(before)]


async def test_whoever_helps_by_an_offer_that_has_ended_has_one_place_less() -> None:
    await an_engagement()
    older = await number_of(Offer, (await Offer.select(Offer.code).first() or {})["code"])
    await decide_offer(older, OfferState.ENDED, "", OFFICE, NOW)
    newer = await another_offer()
    facts = await offer_facts(newer, TODAY)
    assert (facts.running, facts.placed, len(facts.knows)) == (1, 1, 1)
    assert Block.FULL in blocks(facts, await request_facts(await another_request()), TODAY)


async def test_of_two_active_ones_the_most_careful_counts() -> None:
    one, request = await a_pair()
    other = await another_offer()
    await both_active(one, other)
    later = TODAY + timedelta(days=9)
    await Offer.update({Offer.most_people: 4, Offer.ask_again_on: later}).where(Offer.id == one)
    await Offer.update({Offer.most_people: 3, Offer.last_asked_at: NOW}).where(Offer.id == other)
    found = [await offer_facts(number, TODAY) for number in (one, other)]
    assert [(facts.most_people, facts.free_from, facts.last_asked_on) for facts in found] == 2 * [
        (3, later, local_day(NOW))
    ]
    asked = await request_facts(request)
    liked = [replace(facts, categories=frozenset({asked.category})) for facts in found]
    for active, as_said in ((await all_offers(TODAY), found), (await offers_for(asked, TODAY), liked)):
        assert sorted(active, key=lambda one: one.id) == as_said


async def test_the_day_to_ask_again_goes_with_what_still_stands() -> None:
    """And the question comes on that day, instead of keeping the offer away for good."""
    first, _request = await a_pair()
    second, day = await another_offer(), TODAY + timedelta(days=30)
    await Offer.update({Offer.ask_again_on: day}).where(Offer.id == first)
    await decide_offer(first, OfferState.ENDED, "", OFFICE, NOW)
    await decide_offer(second, OfferState.ACTIVE, "", OFFICE, NOW)
    assert (await free_from(second), (await offer_facts(second, TODAY)).free_from) == (day, day)
    assert await offers_to_ask(NOW + timedelta(days=31)) == [second]


async def test_the_day_to_ask_again_goes_to_what_stands_already() -> None:
    first, _request = await a_pair()
    second, day = await another_offer(), TODAY + timedelta(days=30)
    await both_active(first, second)
    await Offer.update({Offer.ask_again_on: day}).where(Offer.id == first)
    await decide_offer(first, OfferState.ENDED, "", OFFICE, NOW)
    assert (await free_from(second), await offers_to_ask(NOW + timedelta(days=31))) == (day, [second])
    await pause_offer(second, None, OFFICE, NOW)
    assert await free_from(second) is None


async def test_two_people_are_asked_about_one_thing_at_a_time() -> None:
    one, request = await a_pair()
    other, another = await another_offer(), await another_request()
    await both_active(one, other)
    await a_proposal(one, request)
    for offer in (one, other):
        with pytest.raises(Refused, match="schon einander vorgeschlagen"):
            await a_proposal(offer, another)
        assert blocks(await offer_facts(offer, TODAY), await request_facts(another), TODAY) == [
            Block.ALREADY,
            Block.ASKED,
        ]


async def test_nobody_is_asked_more_than_twice_by_several_offers() -> None:
    one, request = await a_pair()
    other = await another_offer()
    await both_active(one, other)
    await Offer.update({Offer.most_people: 3}, force=True)
    await a_proposal(one, request)
    people = [Contact(f"Demo-Person {number}", phone=f"+49171392010{number}") for number in (1, 2)]
    second, third = [await another_request(contact=person) for person in people]
    await a_proposal(other, second)
    for offer in (one, other):
        with pytest.raises(Refused, match="gerade schon gefragt"):
            await a_proposal(offer, third)


async def test_a_second_offer_becomes_active_when_the_first_has_ended() -> None:
    first, _request = await a_pair()
    second = await another_offer()
    code = (await Offer.select(Offer.code).where(Offer.id == first).first() or {})["code"]
    sentence = f"schon ein aktives Angebot: {show_slip_code(code)}. Beenden Sie bitte zuerst eines"
    with pytest.raises(Refused, match=sentence):
        await decide_offer(second, OfferState.ACTIVE, "", OFFICE, NOW)
    await decide_offer(first, OfferState.ENDED, "", OFFICE, NOW)
    await decide_offer(second, OfferState.ACTIVE, "", OFFICE, NOW)
    assert await states(first, second) == ["ended", "active"]


async def test_an_offer_that_has_ended_is_somebodys_while_they_help_or_offer_anything() -> None:
    """The engagement that grew from it still has two people, and so has what was said by it."""
    engagement, _proposal = await an_engagement()
    older = (await Offer.select(Offer.id).first() or {})["id"]
    newer = await another_offer()
    await decide_offer(older, OfferState.ENDED, "", OFFICE, NOW)
    end, half_a_year = NOW + timedelta(days=400), timedelta(days=183)
    await forget_ended(end)
    assert await of_anybody() == [older, newer]
    await decide_offer(newer, OfferState.ENDED, "", OFFICE, NOW)
    await forget_ended(end)
    assert await of_anybody() == [older, newer]
    await finish(engagement, Ending(), Voice(OFFICE), end)
    await forget_ended(end + half_a_year - timedelta(seconds=1))
    assert await of_anybody() == [older, newer]
    await forget_ended(end + half_a_year)
    assert await of_anybody() == []


async def of_anybody() -> list[int]:
    rows = await Offer.select(Offer.id).where(Offer.person.is_not_null()).order_by(Offer.id)
    return [row["id"] for row in rows]


async def test_a_request_is_somebodys_until_half_a_year_after_its_last_engagement() -> None:
    """Of one that wanted several, closed while somebody helps."""
    engagement, _proposal = await an_engagement()
    request: dict[Any, Any] = {HelpRequest.status: RequestState.CLOSED.value, HelpRequest.status_at: NOW}
    await HelpRequest.update(request, force=True)
    end = NOW + timedelta(days=400)
    await forget_ended(end)
    await finish(engagement, Ending(), Voice(OFFICE), end)
    await forget_ended(end + timedelta(days=182))
    assert await HelpRequest.count().where(HelpRequest.person.is_not_null()) == 1
    await forget_ended(end + timedelta(days=183))
    assert await HelpRequest.count().where(HelpRequest.person.is_not_null()) == 0


async def states(*offers: int) -> list[str]:
    rows = await Offer.select(Offer.status).where(Offer.id.is_in(list(offers))).order_by(Offer.id)
    return [row["status"] for row in rows]


@pytest.mark.parametrize("state", [OfferState.ACTIVE, OfferState.PAUSED])
async def test_two_people_with_offers_become_one_when_one_offer_has_ended(state: OfferState) -> None:
    one, _request = await a_pair()
    contact = Contact("D. Hilfe", phone="+491713920031")
    other = await number_of(Offer, await an_offer(contact=contact))
    await decide_offer(other, OfferState.ACTIVE, "", OFFICE, NOW)
    if state is OfferState.PAUSED:
        await decide_offer(other, state, "", OFFICE, NOW)
    kept, gone = [(await offer_facts(number, TODAY)).person for number in (one, other)]
    with pytest.raises(Refused, match="Beide haben ein Angebot"):
        await merge(kept, gone, contact, OFFICE, NOW)
    await decide_offer(other, OfferState.ENDED, "", OFFICE, NOW)
    await merge(kept, gone, contact, OFFICE, NOW)
    assert sorted((await rows_of(kept))["offer.person"]) == [one, other]


async def test_after_an_incident_only_one_of_two_from_before_goes_on() -> None:
    one, _request = await a_pair()
    other = await another_offer()
    await both_active(one, other)
    incident = await report("Demo-Person Hilfe")
    assert await states(one, other) == ["paused", "paused"]
    await decide_incident(incident, Decision.GO_ON, OFFICE, NOW)
    assert await states(one, other) == ["active", "paused"]


async def test_a_town_in_which_many_have_offered_twice() -> None:
    """Each way of reading knows the same of a person, and no draft asks anybody twice."""
    await help_town.build(80, Random(1))
    await one_person_for_two(Random(2))
    offers, requests = await all_offers(TODAY), await unasked_requests(999)
    by_person: dict[int, dict[str, Any]] = {}
    for one in offers:
        assert by_person.setdefault(one.person, of_the_person(one)) == of_the_person(one)
    assert len(by_person) < len(offers)
    for request in requests[:30]:
        everybody = [(one.offer.id, one.score) for one in suggestions(request, offers, TODAY)]
        found = suggestions(request, await fitting_offers(request, TODAY), TODAY)
        assert [(one.offer.id, one.score) for one in found] == everybody
    owners = {one.id: one.person for one in offers}
    askers = {one.id: one.person for one in requests}
    met = [
        (owners[offer], askers[request])
        for offer, request in solving.best_pairs(Task(offers, requests, TODAY))
    ]
    assert len(set(met)) == len(met) > 10


async def one_person_for_two(dice: Random) -> None:
    """Every second offer and request is that of somebody who has another one; some offers have ended."""
    tables: tuple[Any, ...] = (Offer, HelpRequest)
    for table in tables:
        rows = await table.select(table.id, table.person).order_by(table.id)
        for first, second in zip(rows[::4], rows[1::4], strict=True):
            await table.update({table.person: first["person"]}).where(table.id == second["id"])
    ended = [row["id"] for row in await Offer.select(Offer.id) if dice.random() < 0.2]
    await Offer.update({Offer.status: OfferState.ENDED.value}).where(Offer.id.is_in(ended))
