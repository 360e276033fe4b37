"""What matching is told, read from the tables."""

from dataclasses import replace

from databases import Database
from makers import NOW, OFFICE, a_pair, a_proposal, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.core.clock import local_day
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.engaging import finish
from mittendrin.volunteering.candidates import offer_facts, offers_for, open_requests, request_facts
from mittendrin.volunteering.deciding import decide_offer
from mittendrin.volunteering.facts import OfferFacts
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import Offer


async def only_offer() -> OfferFacts:
    row = await Offer.select(Offer.id).first()
    assert row
    return await offer_facts(row["id"])


async def test_an_open_question_counts(database: Database) -> None:
    offer, request = await a_pair()
    before = await offer_facts(offer)
    await a_proposal(offer, request)
    asked = replace(before, open_proposals=1, last_asked_on=local_day(NOW))
    assert await offer_facts(offer) == asked
    assert (await request_facts(request)).proposals == 1


async def test_a_no_of_the_requester_holds_for_the_person(database: Database) -> None:
    offer, request = await a_pair()
    proposal = await a_proposal(offer, request)
    for side, said in ((Side.VOLUNTEER, Answer.YES), (Side.REQUESTER, Answer.NO)):
        await answer(await by_id(proposal, side), said, VISITOR, NOW)
    facts, asker = await offer_facts(offer), (await request_facts(request)).person
    assert (facts.said_no, facts.apart) == ({request}, {asker})


async def test_a_no_of_the_volunteer_holds_for_the_request(database: Database) -> None:
    offer, request = await a_pair()
    proposal = await a_proposal(offer, request)
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.NO, VISITOR, NOW)
    facts = await offer_facts(offer)
    assert (facts.said_no, facts.apart) == ({request}, frozenset())


async def test_whoever_helps_has_one_place_less_and_is_known(database: Database) -> None:
    engagement, _proposal = await an_engagement()
    facts = await only_offer()
    assert (facts.running, facts.placed, len(facts.knows), facts.said_no) == (1, 1, 1, frozenset())
    await finish(engagement, "", OFFICE, NOW)
    facts = await only_offer()
    assert (facts.running, facts.placed, len(facts.knows), len(facts.said_no)) == (0, 1, 1, 1)


async def test_only_what_is_active_and_open_is_read(database: Database) -> None:
    offer, request = await a_pair()
    category = (await request_facts(request)).category
    assert [one.id for one in await offers_for(category)] == [offer]
    assert [one.id for one in await open_requests(frozenset({category}))] == [request]
    await decide_offer(offer, OfferState.PAUSED, "", OFFICE, NOW)
    assert await offers_for(category) == []
    assert await offers_for(category + 1) == []
