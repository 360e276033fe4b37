"""Who stops by themselves leaves nobody waiting for an answer that cannot come any more."""

from datetime import timedelta
from typing import Any

import pytest

from makers import NOW, OFFICE, a_city, a_help_request, a_pair, a_proposal
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.answering import Answer, answer
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Contact
from mittendrin.volunteering.asking_again import StillThere, answer_again, offer_of, rest_offer
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.of_organisations import ask_no_longer
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal

pytestmark = pytest.mark.usefixtures("database")
HALF_A_YEAR = timedelta(days=183)
OTHER = Contact("Demo-Person 4", phone="+491713920034")


async def another_question(offer: int) -> int:
    """To somebody who is asked already."""
    await Offer.update({Offer.most_people: 2}).where(Offer.id == offer)
    code = await a_help_request(contact=OTHER)
    row = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == code).first()
    assert row
    await decide_request(row["id"], RequestState.OPEN, "", OFFICE, NOW)
    return await a_proposal(offer, row["id"])


async def told(purpose: str) -> list[str]:
    mails = await Mail.select(Mail.recipient_name).where(Mail.purpose == purpose)
    calls = await CallTask.select(CallTask.recipient_name).where(CallTask.purpose == purpose)
    return [row["recipient_name"] for row in (*mails, *calls)]


async def states() -> list[str]:
    return [row["status"] for row in await Proposal.select(Proposal.status).order_by(Proposal.id)]


async def the_requester_is_asked() -> int:
    """And has heard of it. Answers the offer."""
    await a_city()
    offer, request = await a_pair()
    proposal = await a_proposal(offer, request)
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    heard: dict[Any, Any] = {CallTask.state: CallState.DONE.value}
    await CallTask.update(heard).where(CallTask.purpose == "ask_requester")
    return offer


async def test_who_ends_an_offer_by_link_leaves_nobody_without_a_word() -> None:
    offer = await the_requester_is_asked()
    later = NOW + HALF_A_YEAR
    await answer_again(await offer_of(offer, later), StillThere.END, VISITOR, later)
    assert await told("question_settled") == ["Demo-Person Suche"]
    assert (await told("not_this_time"), await told("decided")) == ([], [])
    assert await Offer.exists().where(Offer.status == OfferState.ENDED.value)


async def test_not_now_is_an_answer_to_every_question() -> None:
    await a_city()
    offer, request = await a_pair()
    await Offer.update({Offer.most_people: 2}).where(Offer.id == offer)
    proposal = await a_proposal(offer, request)
    other = await another_question(offer)
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.LATER, VISITOR, NOW)
    assert await states() == ["not_now", "withdrawn"]
    subject = f"proposal:{other}"
    assert not await CallTask.exists().where(CallTask.about == subject, CallTask.state == "open")
    assert OTHER.name not in await told("question_settled")


async def test_a_yes_from_before_stands_when_the_next_question_comes_too_soon() -> None:
    offer = await the_requester_is_asked()
    other = await another_question(offer)
    await answer(await by_id(other, Side.VOLUNTEER), Answer.LATER, VISITOR, NOW)
    assert await states() == ["asked_requester", "not_now"]


async def test_a_question_is_let_go_by_whichever_offer_it_came() -> None:
    await a_city()
    offer, request = await a_pair()
    await a_proposal(offer, request)
    row = await Offer.select().where(Offer.id == offer).first()
    assert row
    second = Offer(
        **{name: value for name, value in row.items() if name != "id"} | {"code": "ABCD2345", "key": "x"}
    )
    await Offer.insert(second)
    await rest_offer(second.id, VISITOR, NOW)
    assert await states() == ["withdrawn"]


async def test_who_is_asked_for_an_organisation_hears_that_it_looks_for_nobody_more() -> None:
    await a_city()
    offer, request = await a_pair()
    await a_proposal(offer, request)
    await ask_no_longer(request, OFFICE, NOW)
    assert await told("question_settled") == ["Demo-Person Hilfe"]
