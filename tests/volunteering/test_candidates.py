"""What matching is told, read from the tables."""

from datetime import timedelta
from random import Random

import pytest
from msgspec.structs import replace

import help_town
from databases import Database
from help_town import TODAY
from makers import NOW, OFFICE, a_help_request, a_pair, a_proposal, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.core.clock import local_day
from mittendrin.core.refusal import NotFound
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.rules import EndReason
from mittendrin.engagements.telling import Voice
from mittendrin.volunteering.candidates import (
    all_offers,
    fitting_offers,
    fitting_requests,
    offer_facts,
    offers_for,
    request_facts,
    unasked_requests,
)
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.facts import OfferFacts
from mittendrin.volunteering.matching import Block, Match, blocks, requests_for, suggestions
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer


async def only_offer() -> OfferFacts:
    row = await Offer.select(Offer.id).first()
    assert row
    return await offer_facts(row["id"], TODAY)


async def test_an_open_question_counts(database: Database) -> None:
    offer, request = await a_pair()
    before = await offer_facts(offer, TODAY)
    await a_proposal(offer, request)
    known = {
        "busy_with": frozenset({request}),
        "asked_by": frozenset({(await request_facts(request)).person}),
    }
    asked = replace(before, open_proposals=1, hours_asked=1, last_asked_on=local_day(NOW), **known)
    assert await offer_facts(offer, TODAY) == asked
    assert (await request_facts(request)).proposals == 1


async def test_a_no_of_the_requester_holds_for_the_person(database: Database) -> None:
    offer, request = await a_pair()
    proposal = await a_proposal(offer, request)
    for side, said in ((Side.VOLUNTEER, Answer.YES), (Side.REQUESTER, Answer.NO)):
        await answer(await by_id(proposal, side), said, VISITOR, NOW)
    facts, asker = await offer_facts(offer, TODAY), (await request_facts(request)).person
    assert (facts.said_no, facts.apart) == ({request}, {asker})


async def test_a_no_of_the_volunteer_holds_for_the_request(database: Database) -> None:
    offer, request = await a_pair()
    proposal = await a_proposal(offer, request)
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.NO, VISITOR, NOW)
    facts = await offer_facts(offer, TODAY)
    assert (facts.said_no, facts.apart) == ({request}, frozenset())


async def test_whoever_helps_has_one_place_less_and_is_known(database: Database) -> None:
    engagement, _proposal = await an_engagement()
    facts = await only_offer()
    assert (facts.running, facts.placed, len(facts.knows), facts.said_no) == (1, 1, 1, frozenset())
    await finish(engagement, Ending(), Voice(OFFICE), NOW)
    facts = await only_offer()
    assert (facts.running, facts.placed, len(facts.knows), len(facts.said_no)) == (0, 1, 1, 1)


async def test_the_hours_of_a_running_engagement_are_taken(database: Database) -> None:
    """Somebody who gives one hour a week, to three people at most, is full with the first."""
    await an_engagement()
    await Offer.update({Offer.hours_per_week: 1, Offer.most_people: 3}).where(Offer.id.is_not_null())
    facts = await only_offer()
    row = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == await a_help_request()).first()
    another = await request_facts(row["id"] if row else 0)
    assert (facts.hours_taken, blocks(facts, another, TODAY)) == (1, [Block.HOURS])
    assert suggestions(another, await fitting_offers(another, TODAY), TODAY) == []
    assert suggestions(another, await all_offers(TODAY), TODAY) == []


async def test_two_who_did_not_fit_are_apart(database: Database) -> None:
    """Whatever is asked for next; they had met, and are no reason for each other any more."""
    engagement, _proposal = await an_engagement()
    (asker,) = (await only_offer()).knows
    await finish(engagement, Ending(EndReason.DID_NOT_FIT), Voice(OFFICE), NOW)
    facts = await only_offer()
    assert (facts.apart, facts.knows) == ({asker}, frozenset())
    row = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == await a_help_request()).first()
    another = await request_facts(row["id"] if row else 0)
    assert (another.person, Block.SAID_NO in blocks(facts, another, TODAY)) == (asker, True)


async def test_only_what_is_active_and_open_is_read(database: Database) -> None:
    offer, request = await a_pair()
    asked = await request_facts(request)
    assert [one.id for one in await offers_for(asked, TODAY)] == [offer]
    assert [one.id for one in await all_offers(TODAY)] == [offer]
    assert await fitting_requests(await offer_facts(offer, TODAY), TODAY) == [asked]
    assert await unasked_requests(9) == [asked]
    await decide_offer(offer, OfferState.PAUSED, "", OFFICE, NOW)
    assert await offers_for(asked, TODAY) == await all_offers(TODAY) == []


async def test_a_car_is_needed_where_somebody_says_so(database: Database) -> None:
    offer, request = await a_pair()
    await Offer.update({Offer.has_car: True}).where(Offer.id == offer)
    assert ((await offer_facts(offer, TODAY)).has_car, (await request_facts(request)).car_needed) == (
        True,
        False,
    )
    await HelpRequest.update({HelpRequest.needs: "pets,car"}).where(HelpRequest.id == request)
    assert (await request_facts(request)).car_needed


async def test_an_appointment_is_for_whoever_is_back_by_then(database: Database) -> None:
    offer, request = await a_pair()
    then = TODAY + timedelta(days=8)
    await Offer.update({Offer.paused_until: then}).where(Offer.id == offer)
    assert await fitting_offers(await request_facts(request), TODAY) == []
    await HelpRequest.update({HelpRequest.on_days: f"{TODAY},{then}"}).where(HelpRequest.id == request)
    asked = await request_facts(request)
    assert asked.on_days == (TODAY, then)
    assert ids(suggestions(asked, await fitting_offers(asked, TODAY), TODAY)) != []


async def test_an_appointment_is_for_whoever_has_named_that_day(database: Database) -> None:
    offer, request = await a_pair()
    then = TODAY + timedelta(days=8)
    single = {Offer.times: 0, Offer.on_days: then.isoformat(), Offer.day_parts: 1}
    await Offer.update(single).where(Offer.id == offer)
    assert await fitting_offers(await request_facts(request), TODAY) == []
    assert await fitting_requests(await offer_facts(offer, TODAY), TODAY) == []
    await HelpRequest.update({HelpRequest.on_days: then.isoformat()}).where(HelpRequest.id == request)
    asked = await request_facts(request)
    (found,) = suggestions(asked, await fitting_offers(asked, TODAY), TODAY)
    assert (found.offer.id, found.days) == (offer, (then,))
    assert requests_for(found.offer, await fitting_requests(found.offer, TODAY), TODAY) == [found]
    proposal = await a_proposal(offer, request)
    assert [(await by_id(proposal, side)).times for side in Side] == 2 * [
        "am Dienstag, 19. Januar vormittags"
    ]


async def test_whoever_is_asked_for_is_in_no_draft(database: Database) -> None:
    await a_proposal(*await a_pair())
    assert await unasked_requests(9) == []


async def test_where_not_all_are_looked_at_the_urgent_ones_are(database: Database) -> None:
    _offer, longer_waiting = await a_pair()
    urgent = await an_open_request()
    assert [one.id for one in await unasked_requests(1)] == [longer_waiting]
    await HelpRequest.update({HelpRequest.soon: True}).where(HelpRequest.id == urgent)
    assert [(one.id, one.soon) for one in await unasked_requests(1)] == [(urgent, True)]
    assert len(await unasked_requests(2)) == 2


async def an_open_request() -> int:
    await a_help_request()
    row = await HelpRequest.select(HelpRequest.id).order_by(HelpRequest.id, ascending=False).first()
    assert row
    await decide_request(row["id"], RequestState.OPEN, "", OFFICE, NOW)
    return int(row["id"])


async def test_of_three_wanted_those_are_left_whom_nobody_is_asked_for(database: Database) -> None:
    offer, request = await a_pair()
    await HelpRequest.update({HelpRequest.helpers_wanted: 3}).where(HelpRequest.id == request)
    assert [one.places for one in await unasked_requests(9)] == [3]
    proposal = await a_proposal(offer, request)
    assert [one.places for one in await unasked_requests(9)] == [2]
    for side in Side:
        await answer(await by_id(proposal, side), Answer.YES, VISITOR, NOW)
    (asked,) = await unasked_requests(9)
    assert (asked.places, (await offer_facts(offer, TODAY)).busy_with) == (2, {request})
    assert suggestions(asked, await fitting_offers(asked, TODAY), TODAY) == []


async def test_what_is_not_there_is_not_found(database: Database) -> None:
    with pytest.raises(NotFound):
        await offer_facts(999, TODAY)
    with pytest.raises(NotFound):
        await request_facts(999)


async def test_what_the_database_rules_out_changes_no_suggestion(database: Database) -> None:
    """Each way of reading gives the same matches: for one request, for one offer, and for the whole list."""
    await help_town.build(80, Random(1))
    requests, offers = await unasked_requests(999), await all_offers(TODAY)
    assert len(offers) == 80
    found = 0
    for request in requests[:40]:
        everybody = ids(suggestions(request, await offers_for(request, TODAY), TODAY))
        assert ids(suggestions(request, await fitting_offers(request, TODAY), TODAY)) == everybody
        assert ids(suggestions(request, offers, TODAY)) == everybody
        found += len(everybody)
    assert found > 20
    open_ones = {one.id: one for one in requests}
    for offer in offers[:40]:
        by_offer = requests_for(offer, await fitting_requests(offer, TODAY), TODAY, limit=999)
        expected = requests_for(offer, requests, TODAY, limit=999)
        assert [one.request.id for one in by_offer if one.request.id in open_ones] == [
            one.request.id for one in expected
        ]


def ids(matches: list[Match]) -> list[tuple[int, int]]:
    return [(one.offer.id, one.score) for one in matches]
