"""Whoever ends one offer and goes on by another is the same person: what they have said and do comes with them."""

import pytest

import people
from help_town import TODAY
from makers import NOW, OFFICE, a_city, a_pair, a_proposal, an_engagement, an_offer
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.answering import Answer, answer
from mittendrin.outbox.tables import Mail
from mittendrin.volunteering.asking_again import LATER, pause_offer
from mittendrin.volunteering.candidates import all_offers, fitting_offers, offer_facts, request_facts
from mittendrin.volunteering.deciding import decide_offer, decide_offer_and_tell
from mittendrin.volunteering.matching import Block, blocks
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import Offer
from people import sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")


async def another_offer() -> int:
    """Of the same person."""
    code = await an_offer()
    return int((await Offer.select(Offer.id).where(Offer.code == code).first() or {})["id"])


async def test_for_how_many_an_ended_offer_was_limits_nothing() -> None:
    older = await another_offer()
    await decide_offer(older, OfferState.ENDED, "", OFFICE, NOW)
    newer = await another_offer()
    await Offer.update({Offer.most_people: 4}).where(Offer.id == newer)
    assert (await offer_facts(newer, TODAY)).most_people == 4


async def test_when_somebody_wants_to_be_asked_again_holds_for_the_next_offer() -> None:
    """Until they say that they are there again."""
    older, request = await a_pair()
    proposal = await a_proposal(older, request)
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.LATER, VISITOR, NOW)
    await decide_offer(older, OfferState.ENDED, "", OFFICE, NOW)
    newer = await another_offer()
    await decide_offer(newer, OfferState.ACTIVE, "", OFFICE, NOW)
    facts, asked = await offer_facts(newer, TODAY), await request_facts(request)
    assert (facts.free_from, blocks(facts, asked, TODAY)) == (TODAY + LATER, [Block.PAUSE])
    assert await fitting_offers(asked, TODAY) == []
    await pause_offer(newer, None, OFFICE, NOW)
    assert blocks(await offer_facts(newer, TODAY), asked, TODAY) == []
    await Offer.update({Offer.paused_until: TODAY + LATER}).where(Offer.id == older)
    assert (await all_offers(TODAY))[0].free_from == TODAY + LATER


async def test_whoever_goes_on_by_another_offer_reads_no_good_bye() -> None:
    older, _request = await a_pair()
    newer = await another_offer()
    await decide_offer_and_tell(older, OfferState.ENDED, "", OFFICE, NOW)
    assert await Mail.count().where(Mail.purpose == "decided") == 0
    await decide_offer_and_tell(newer, OfferState.ENDED, "", OFFICE, NOW)
    assert await Mail.select(Mail.about).where(Mail.purpose == "decided") == [{"about": f"offer:{newer}"}]


async def test_the_page_of_an_offer_names_what_its_person_does_by_the_others(visitor: Visitor) -> None:
    """And has no button that is sure to be refused."""
    await a_city()
    await an_engagement()
    newer, newest = await another_offer(), await another_offer()
    codes = {row["id"]: row["code"] for row in await Offer.select(Offer.id, Offer.code)}
    await sign_in(visitor, await people.a_clerk())
    for number in (1, newer, newest):
        await visitor.get(f"/buero/hilfe/angebote/{number}")
        paths = {one.href for one in visitor.page.links}
        others = {f"/buero/hilfe/angebote/{one}" for one in codes if one != number}
        assert others <= paths
    assert "Über ein anderes Angebot" in visitor.page.text
    assert "Aktiv: darf vorgeschlagen werden" not in visitor.page.text
    await decide_offer(1, OfferState.ENDED, "", OFFICE, NOW)
    await visitor.get(f"/buero/hilfe/angebote/{newest}")
    assert "Beide sagen Ja: erstes Treffen" in visitor.page.text
    await visitor.submit("Aktiv: darf vorgeschlagen werden")
    assert (await Offer.select(Offer.status).where(Offer.id == newest).first() or {})["status"] == "active"
