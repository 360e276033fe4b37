"""A request that wants several: as many are asked at once as are still to be found, and it stays open until then."""

from asyncio import gather

import pytest

import people
from databases import Database
from engagements.test_answering import another_offer, open_calls, says, state_of
from makers import NOW, OFFICE, a_city, a_pair, a_proposal
from mittendrin.core.refusal import Refused
from mittendrin.engagements.answering import Answer
from mittendrin.engagements.ending import Ending, EndReason, finish
from mittendrin.engagements.telling import Voice
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.state_words import decided_words
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest
from mittendrin.volunteering.telling import DECISION, confirm_decision
from people import sign_in
from visitor import Visitor


async def wanted(many: int) -> tuple[int, list[int]]:
    """A request, and one offer more than it wants."""
    offer, request = await a_pair()
    await HelpRequest.update({HelpRequest.helpers_wanted: many}).where(HelpRequest.id == request)
    return request, [offer, *[await another_offer(f"Demo-Person {letter}") for letter in "BCD"[:many]]]


async def state_of_request() -> str:
    row = await HelpRequest.select(HelpRequest.status).first()
    assert row
    return str(row["status"])


async def both_agree(proposal: int) -> None:
    for side in (Side.VOLUNTEER, Side.REQUESTER):
        await says(proposal, side, Answer.YES)


async def test_as_many_are_asked_at_once_as_are_wanted(database: Database) -> None:
    request, offers = await wanted(3)
    tries = await gather(*(a_proposal(one, request) for one in offers), return_exceptions=True)
    assert sorted(type(one).__name__ for one in tries) == ["Refused", "int", "int", "int"]


async def test_it_is_open_until_enough_have_been_found(database: Database) -> None:
    request, offers = await wanted(2)
    first, second = [await a_proposal(one, request) for one in offers[:2]]
    await both_agree(first)
    assert await state_of_request() == "open"
    with pytest.raises(Refused, match="schon jemand gefragt"):
        await a_proposal(offers[2], request)
    await both_agree(second)
    assert (await state_of_request(), await Engagement.count()) == ("matched", 2)


async def test_who_has_found_somebody_is_not_called_that_we_look(database: Database) -> None:
    await a_city()
    request, offers = await wanted(1)
    await confirm_decision(HelpRequest, request, decided_words(RequestState.OPEN), NOW)
    told = CallTask.select(CallTask.state).where(CallTask.purpose == DECISION)
    assert await told == [{"state": "open"}]
    await both_agree(await a_proposal(offers[0], request))
    assert await told == [{"state": "outdated"}]


async def test_a_no_leaves_its_place_to_somebody_else(database: Database) -> None:
    request, offers = await wanted(2)
    await both_agree(await a_proposal(offers[0], request))
    await says(await a_proposal(offers[1], request), Side.VOLUNTEER, Answer.NO)
    await both_agree(await a_proposal(offers[2], request))
    assert await state_of_request() == "matched"


async def test_when_it_is_urgent_the_first_yeses_win(database: Database) -> None:
    """Two are wanted and three asked: the third is thanked when two have said yes."""
    request, offers = await wanted(2)
    await HelpRequest.update({HelpRequest.soon: True}).where(HelpRequest.id == request)
    asked = [await a_proposal(one, request) for one in offers]
    await says(asked[0], Side.VOLUNTEER, Answer.YES)
    assert [await state_of(one) for one in asked] == ["asked_requester", "asked_volunteer", "asked_volunteer"]
    await says(asked[2], Side.VOLUNTEER, Answer.YES)
    assert [await state_of(one) for one in asked] == ["asked_requester", "withdrawn", "asked_requester"]
    assert await Mail.count().where(Mail.purpose == "question_settled") == 1


async def test_not_now_lets_everybody_know_who_waits(database: Database) -> None:
    request, offers = await wanted(3)
    asked = [await a_proposal(one, request) for one in offers[:3]]
    for one in asked[:2]:
        await says(one, Side.VOLUNTEER, Answer.YES)
    await says(asked[0], Side.REQUESTER, Answer.LATER)
    assert [await state_of(one) for one in asked] == ["not_now", "withdrawn", "withdrawn"]
    assert (await state_of_request(), await open_calls()) == ("on_hold", [])
    told = await Mail.select(Mail.purpose).where(Mail.purpose.is_in(["not_this_time", "question_settled"]))
    assert sorted(row["purpose"] for row in told) == ["not_this_time", "not_this_time", "question_settled"]


async def test_where_one_is_no_longer_needed_the_others_go_on(database: Database) -> None:
    request, offers = await wanted(2)
    for one in [await a_proposal(one, request) for one in offers[:2]]:
        await both_agree(one)
    first, second = await Engagement.select(Engagement.id).order_by(Engagement.id)
    await finish(first["id"], Ending(EndReason.NOT_NEEDED), Voice(OFFICE), NOW)
    assert await state_of_request() == "matched"
    await finish(second["id"], Ending(EndReason.NOT_NEEDED), Voice(OFFICE), NOW)
    assert await state_of_request() == "closed"


async def test_the_page_says_how_many_have_been_found(visitor: Visitor) -> None:
    await a_city()
    request, offers = await wanted(3)
    await both_agree(await a_proposal(offers[0], request))
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/gesuche/{request}")
    assert "1 von 3 gefunden" in visitor.page.text
    await visitor.submit("Fragen Demo-Person B")
    assert "Fragen Demo-Person C" in [text for form in visitor.page.forms for text, _, _ in form.buttons]
