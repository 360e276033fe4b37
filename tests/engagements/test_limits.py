"""Nobody helps more people than they want to, however many ask and answer at the same moment."""

from asyncio import gather
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from databases import Database
from makers import NOW, OFFICE, a_city, a_help_request, a_pair, a_proposal, an_engagement
from mittendrin.audit.queries import history
from mittendrin.audit.rules import VISITOR, Channel
from mittendrin.core.clock import local_day
from mittendrin.core.refusal import Refused
from mittendrin.engagements.answering import Answer, answer
from mittendrin.jobs.following_up import follow_up_proposals
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
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


async def a_yes_too_many(side: Side) -> int:
    """Asked while there were two places; now there is one, and somebody has it. The answer of this side is open."""
    offer, request = await a_pair()
    await Offer.update({Offer.most_people: 2}, force=True)
    first, second = [await a_proposal(offer, one) for one in (request, *await requests_of_others(1))]
    for one in Side:
        await says(first, one, Answer.YES)
    if side is REQUESTER:
        await says(second, VOLUNTEER, Answer.YES)
    await Offer.update({Offer.most_people: 1}, force=True)
    return second


async def tasks() -> list[tuple[str, str]]:
    rows = await CallTask.select(CallTask.recipient_name, CallTask.script).where(
        CallTask.purpose == "yes_unsettled", CallTask.state == CallState.OPEN.value
    )
    return [(row["recipient_name"], row["script"]) for row in rows]


@pytest.mark.parametrize(
    ("side", "read", "said"),
    [
        (VOLUNTEER, "Sie geben schon so viel Zeit, wie Sie wollten. Wir rufen Sie an.", "Danke für Ihr Ja!"),
        (
            REQUESTER,
            "Wir müssen noch etwas klären. Dann melden wir uns bei Ihnen.",
            "Demo-Person hat Ja gesagt",
        ),
    ],
)
async def test_a_yes_too_many_is_a_task_of_the_office(
    database: Database, side: Side, read: str, said: str
) -> None:
    await a_city()
    proposal = await a_yes_too_many(side)
    before = await state_of(proposal)
    for _twice in range(2):
        with pytest.raises(Refused, match=read):
            await says(proposal, side, Answer.YES)
    ((name, script),) = await tasks()
    assert (name, said in script, await state_of(proposal)) == ("Demo-Person Hilfe", True, before)
    acts = [one.act for one in await history(f"proposal:{proposal}")]
    assert (acts[0], acts.count("proposal.yes_unsettled")) == ("proposal.yes_unsettled", 1)
    await follow_up_proposals(NOW + timedelta(days=30))
    assert await state_of(proposal) == before
    await Offer.update({Offer.most_people: 2}, force=True)
    await says(proposal, side, Answer.YES)
    assert (await state_of(proposal) != before, await tasks()) == (True, [])


async def test_hours_that_are_promised_meanwhile_are_such_a_limit_too(database: Database) -> None:
    await a_city()
    proposal = await a_yes_too_many(VOLUNTEER)
    await Offer.update({Offer.most_people: 2, Offer.hours_per_week: 1}, force=True)
    with pytest.raises(Refused, match="Wir rufen Sie an"):
        await says(proposal, VOLUNTEER, Answer.YES)
    assert len(await tasks()) == 1


async def test_a_clerk_reads_at_once_that_a_yes_is_too_many(database: Database) -> None:
    await a_city()
    proposal = await a_yes_too_many(REQUESTER)
    by_telephone = replace(OFFICE, channel=Channel.PHONE)
    with pytest.raises(Refused, match="Fragen Sie dort zuerst"):
        await answer(await by_id(proposal, REQUESTER), Answer.YES, by_telephone, NOW)
    assert await tasks() == []
