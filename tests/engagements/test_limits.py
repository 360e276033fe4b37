"""Nobody helps more people than they want to, however many ask and answer at the same moment."""

from asyncio import gather
from datetime import timedelta
from typing import Any

import pytest

from databases import Database
from makers import NOW, OFFICE, a_help_request, a_pair, a_proposal, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.core.clock import local_day
from mittendrin.core.refusal import Refused
from mittendrin.engagements.answering import Answer, answer
from mittendrin.people.rules import Contact
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal

VOLUNTEER, REQUESTER = Side.VOLUNTEER, Side.REQUESTER


async def says(proposal_id: int, side: Side, said: Answer) -> None:
    await answer(await by_id(proposal_id, side), said, VISITOR, NOW)


async def state_of(proposal_id: int) -> str:
    row = await Proposal.select(Proposal.status).where(Proposal.id == proposal_id).first()
    return str((row or {})["status"])


async def requests_of_others(number: int) -> list[int]:
    """Open ones, each of somebody else."""
    found = []
    for one in range(number):
        contact = Contact(f"Demo-Person Sucht {one}", phone=f"+49171392005{one}")
        code = await a_help_request(contact=contact)
        row = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == code).first() or {}
        await decide_request(row["id"], RequestState.OPEN, "", OFFICE, NOW)
        found.append(row["id"])
    return found


async def test_two_who_ask_at_the_same_moment_keep_to_the_limit(database: Database) -> None:
    offer, request = await a_pair()
    tries = await gather(
        *(a_proposal(offer, one) for one in (request, *await requests_of_others(1))), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in tries) == ["Refused", "int"]
    assert str(next(one for one in tries if isinstance(one, Refused))) == (
        "Diese Person ist gerade schon gefragt. Warten Sie bitte die Antwort ab."
    )


async def test_whoever_helps_enough_or_has_a_pause_is_not_asked(database: Database) -> None:
    await an_engagement()
    (request,) = await requests_of_others(1)
    with pytest.raises(Refused, match="hilft schon so vielen Menschen, wie es geht"):
        await a_proposal(1, request)
    pause: dict[Any, Any] = {Offer.most_people: 2, Offer.paused_until: local_day(NOW) + timedelta(days=1)}
    await Offer.update(pause, force=True)
    with pytest.raises(Refused, match=r"hat Pause bis Dienstag, 12\. Januar 2027"):
        await a_proposal(1, request)
    await Offer.update({Offer.paused_until: local_day(NOW)}, force=True)
    assert await a_proposal(1, request)


async def test_whoever_gives_all_their_hours_is_not_asked_and_the_office_reads_why(
    database: Database,
) -> None:
    await an_engagement()
    (request,) = await requests_of_others(1)
    await Offer.update({Offer.most_people: 3, Offer.hours_per_week: 1}, force=True)
    await HelpRequest.update({HelpRequest.hours_per_week: 1}, force=True)
    with pytest.raises(Refused, match="gibt schon so viele Stunden, wie es geht"):
        await a_proposal(1, request)


async def test_of_two_yeses_at_the_same_moment_the_limit_lets_one_through(database: Database) -> None:
    """Both were asked while there were two places; now there is one."""
    offer, request = await a_pair()
    await Offer.update({Offer.most_people: 2}, force=True)
    asked = [await a_proposal(offer, one) for one in (request, *await requests_of_others(1))]
    for one in asked:
        await says(one, VOLUNTEER, Answer.YES)
    await Offer.update({Offer.most_people: 1}, force=True)
    answers = await gather(*(says(one, REQUESTER, Answer.YES) for one in asked), return_exceptions=True)
    assert sorted(type(one).__name__ for one in answers) == ["NoneType", "Refused"]
    assert sorted([await state_of(one) for one in asked]) == ["asked_requester", "both_yes"]
    assert await Engagement.count() == 1


async def test_whoever_has_no_place_left_says_yes_at_the_telephone_alone(database: Database) -> None:
    offer, request = await a_pair()
    await Offer.update({Offer.most_people: 2}, force=True)
    asked = [await a_proposal(offer, one) for one in (request, *await requests_of_others(1))]
    for side in (VOLUNTEER, REQUESTER):
        await says(asked[0], side, Answer.YES)
    await Offer.update({Offer.most_people: 1}, force=True)
    with pytest.raises(Refused, match="Sie helfen schon so vielen Menschen, wie Sie möchten"):
        await says(asked[1], VOLUNTEER, Answer.YES)
    await Offer.update({Offer.most_people: 2}, force=True)
    await says(asked[1], VOLUNTEER, Answer.YES)
    assert await state_of(asked[1]) == "asked_requester"
