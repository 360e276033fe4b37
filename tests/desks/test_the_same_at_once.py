"""A form that is sent twice at the same moment: both get the same answer, and it counts once."""

from asyncio import gather
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest

from makers import (
    CLUB,
    NOW,
    VISITOR,
    a_club,
    a_help_request,
    a_pair,
    a_proposal,
    a_proven_club,
    an_offer,
    some_content,
)
from mittendrin.barriers.actions import report_barrier
from mittendrin.barriers.rules import Report
from mittendrin.barriers.tables import BarrierReport
from mittendrin.callbacks.tables import CallBack
from mittendrin.core.marks import Change
from mittendrin.core.refusal import Refused
from mittendrin.desks.club import event_saving, need_saving, unfinished
from mittendrin.desks.club.tables import UnfinishedEvent
from mittendrin.engagements.answering import Answer as Said
from mittendrin.engagements.answering import answer
from mittendrin.events.form import EventDraft, Target
from mittendrin.events.tables import Event
from mittendrin.needs.tables import Need
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from needing import a_need_content
from reports import a_call_back

pytestmark = pytest.mark.usefixtures("database")
AT_ONCE = 4
KEY = "derselbe"


Answer = TypeVar("Answer")


async def same_answer(act: Callable[[], Awaitable[Answer]]) -> Answer:
    answers = await gather(*(act() for _ in range(AT_ONCE)))
    assert answers == answers[:1] * AT_ONCE
    return answers[0]


async def test_asking_to_be_called() -> None:
    await same_answer(lambda: a_call_back(KEY))
    assert (await CallBack.count(), await CallTask.count()) == (1, 1)


async def test_reporting_a_barrier() -> None:
    report = Report("Zu klein", "", Contact(""), key=KEY)
    await same_answer(lambda: report_barrier(report, VISITOR, NOW))
    assert await BarrierReport.count() == 1


async def test_offering_help() -> None:
    await an_offer("vorher")
    await same_answer(lambda: an_offer(KEY))
    assert (await Offer.count(), await Person.count()) == (2, 1)


async def test_asking_for_help() -> None:
    await a_help_request("vorher")
    await same_answer(lambda: a_help_request(KEY))
    assert (await HelpRequest.count(), await Person.count()) == (2, 1)


async def test_an_event_as_a_draft() -> None:
    target, draft = Target(await a_club(), key=KEY), EventDraft(await some_content())
    await same_answer(lambda: event_saving.keep_as_draft(target, draft, CLUB, NOW))
    assert await Event.select(Event.state) == [{"state": "draft"}]


async def test_an_event_handed_in() -> None:
    target, draft = Target(await a_club(), key=KEY), EventDraft(await some_content())
    saved = await same_answer(lambda: event_saving.submit(target, draft, CLUB, NOW))
    assert await Event.select(Event.id, Event.state) == [{"id": saved.event_id, "state": "submitted"}]


async def test_a_need_as_a_draft_and_handed_in() -> None:
    sheet = unfinished.Sheet(unfinished.NEEDS, await a_proven_club(), None, KEY)
    change = Change(await a_need_content(), seen="")
    await same_answer(lambda: need_saving.keep_as_draft(sheet, change, CLUB, NOW))
    assert await same_answer(lambda: need_saving.hand_in(sheet, change, CLUB, NOW)) is True
    assert await Need.select(Need.state) == [{"state": "published"}]


async def test_what_is_not_finished() -> None:
    sheet = unfinished.Sheet(unfinished.EVENTS, await a_club(), None, KEY)
    typed = unfinished.Typed("Boule", (("titel", "Boule"),), "was")
    await same_answer(lambda: unfinished.keep(sheet, typed, CLUB, NOW))
    assert await UnfinishedEvent.count() == 1


async def test_whoever_is_asked_to_help_and_has_not_answered() -> None:
    pair = await a_pair()
    proposal = await same_answer(lambda: a_proposal(*pair))
    assert [proposal] == await Proposal.select(Proposal.id).output(as_list=True)
    assert await Mail.count().where(Mail.purpose == "ask_volunteer") == 1
    await answer(await by_id(proposal, Side.VOLUNTEER), Said.YES, VISITOR, NOW)
    with pytest.raises(Refused):
        await a_proposal(*pair)
