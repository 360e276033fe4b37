from datetime import timedelta
from typing import Any

from databases import Database
from makers import NOW, OFFICE, a_help_request, a_pair, a_proposal, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.core.calendar_days import add_office_days
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.tables import ContactRelease
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.upkeep import forget_over
from mittendrin.jobs.following_up import follow_up_proposals
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from mittendrin.volunteering.upkeep import (
    OFFER_UNSAID,
    REQUEST_UNSAID,
    follow_up,
    forget_ended,
    silent_proposals,
)
from mittendrin.volunteering.waiting import WAITS, keep_promise, keep_promises


async def test_who_does_not_answer_is_called_once_and_then_left_in_peace(database: Database) -> None:
    proposal = await a_proposal(*await a_pair())
    first = add_office_days(NOW, 5)
    assert (
        await follow_up_proposals(first - timedelta(seconds=1))
        == "0 proposals without an answer followed up, 0 promised calls, 0 offers asked again, 0 called, "
        "0 requests past their last day."
    )
    await follow_up_proposals(first)
    call = await CallTask.select(CallTask.reached_at, CallTask.state).where(
        CallTask.purpose == "volunteer_silent"
    )
    assert call == [{"reached_at": "+491713920031", "state": "open"}]
    await follow_up_proposals(add_office_days(first, 5))
    row = await Proposal.select(Proposal.status, Proposal.open_pair).where(Proposal.id == proposal).first()
    assert row == {"status": "expired", "open_pair": None}
    still_open = await CallTask.select(CallTask.purpose).where(CallTask.state == "open")
    assert still_open == [{"purpose": "still_looking"}]
    told = await Mail.select(Mail.recipient, Mail.subject).where(Mail.purpose == "time_is_over")
    assert told == [{"recipient": "hilfe@example.org", "subject": "Sie müssen nicht mehr antworten"}]


async def test_who_has_no_telephone_is_written_to_once_more(database: Database) -> None:
    proposal = await a_proposal(*await a_pair())
    await Person.update({Person.phone: ""}, force=True)
    first = add_office_days(NOW, 5)
    await follow_up_proposals(first)
    again = await Mail.select(Mail.recipient).where(Mail.purpose == "volunteer_silent")
    assert again == [{"recipient": "hilfe@example.org"}]
    await follow_up_proposals(add_office_days(first, 5))
    row = await Proposal.select(Proposal.status).where(Proposal.id == proposal).first()
    assert row == {"status": "expired"}


async def test_the_second_call_replaces_the_first(database: Database) -> None:
    await a_proposal(*await a_pair())
    await answer(await by_id(1, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    await follow_up_proposals(add_office_days(NOW, 5))
    calls = await CallTask.select(CallTask.purpose, CallTask.state).order_by(CallTask.id)
    assert calls == [
        {"purpose": "ask_requester", "state": "outdated"},
        {"purpose": "requester_silent", "state": "open"},
    ]


async def test_whose_answer_came_while_the_list_was_read_is_not_silent(database: Database) -> None:
    """The fresh question to the other one has its own days, and its reminder still to come."""
    await a_proposal(*await a_pair())
    late = add_office_days(NOW, 5)
    (overdue,) = await silent_proposals(late)
    await answer(await by_id(overdue, Side.VOLUNTEER), Answer.YES, VISITOR, late)
    await follow_up(overdue, late)
    calls = await CallTask.select(CallTask.purpose, CallTask.state).order_by(CallTask.id)
    assert calls == [{"purpose": "ask_requester", "state": "open"}]


async def test_whom_no_question_has_reached_hears_nothing_of_its_end(database: Database) -> None:
    """Nor does the volunteer hear who was silent."""
    await a_proposal(*await a_pair())
    await answer(await by_id(1, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    for days in (5, 10):
        await follow_up_proposals(add_office_days(NOW, days))
    assert await Proposal.select(Proposal.status) == [{"status": "expired"}]
    tables: list[Any] = [Mail, CallTask]
    assert [await table.count().where(table.purpose == "time_is_over") for table in tables] == [0, 0]
    (thanks,) = await Mail.select(Mail.recipient, Mail.body).where(Mail.purpose == "not_this_time")
    assert thanks["recipient"] == "hilfe@example.org"
    assert "Demo-Person Suche" not in thanks["body"]


async def test_a_promised_call_becomes_a_task_when_its_days_have_passed(database: Database) -> None:
    await a_help_request()
    late = add_office_days(NOW, 3)
    assert await keep_promises(late - timedelta(seconds=1)) == 0
    assert [await keep_promises(late) for _twice in range(2)] == [1, 0]
    await decide_request(1, RequestState.CLARIFYING, "", OFFICE, late)
    calls = await CallTask.select(CallTask.purpose, CallTask.about, CallTask.state)
    assert calls == [{"purpose": "promised_call", "about": "help_request:1", "state": "outdated"}]


async def test_whom_somebody_has_just_spoken_to_is_not_called_as_promised(database: Database) -> None:
    await a_help_request()
    late = add_office_days(NOW, 3)
    (promise,) = [one for one in WAITS if one.state is RequestState.RECEIVED]
    await decide_request(1, RequestState.CLARIFYING, "", OFFICE, late)
    assert (await keep_promise(promise, 1, late), await CallTask.count()) == (False, 0)


async def test_a_volunteer_who_said_yes_hears_when_nothing_comes_of_it(database: Database) -> None:
    proposal = await a_proposal(*await a_pair())
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    first = add_office_days(NOW, 5)
    await follow_up_proposals(first)
    assert await Mail.count().where(Mail.purpose == "not_this_time") == 0
    await follow_up_proposals(add_office_days(first, 5))
    assert await Mail.count().where(Mail.purpose == "not_this_time") == 1


async def say_much() -> None:
    day = (NOW + timedelta(days=400)).date()
    said: dict[Any, Any] = {
        HelpRequest.needs: "wheelchair,stairs", HelpRequest.costs: "asker", HelpRequest.place: "phone",
        HelpRequest.wanted_until: day,
    }  # fmt: skip
    away: dict[Any, Any] = {
        Offer.gone_from: day,
        Offer.gone_until: day,
        Offer.by_phone: "too",
        Offer.has_car: True,
    }
    await HelpRequest.update(said, force=True)
    await Offer.update(away, force=True)


async def test_half_a_year_after_the_end_nobody_is_known_any_more(database: Database) -> None:
    engagement, proposal = await an_engagement()
    await finish(engagement, Ending(), Voice(OFFICE), NOW)
    pair = await Proposal.select(Proposal.offer, Proposal.request).where(Proposal.id == proposal).first()
    assert pair
    await decide_request(pair["request"], RequestState.CLOSED, "", OFFICE, NOW)
    await decide_offer(pair["offer"], OfferState.ENDED, "", OFFICE, NOW)
    await say_much()
    assert await forget_ended(NOW + timedelta(days=182)) == 0
    assert await Mail.exists()
    assert await forget_ended(NOW + timedelta(days=183)) == 2
    await forget_over(NOW + timedelta(days=183))
    known = [await table.count().where(table.person.is_not_null()) for table in (Offer, HelpRequest)]
    assert (known, await Mail.count(), await CallTask.count(), await ContactRelease.count()) == (
        [0, 0],
        0,
        0,
        0,
    )
    request = await HelpRequest.select(HelpRequest.what, HelpRequest.status).first()
    assert request == {"what": "", "status": "closed"}
    offers, requests = await Offer.select(*OFFER_UNSAID), await HelpRequest.select(*REQUEST_UNSAID)
    assert ({*offers[0].values()}, {*requests[0].values()}) == ({"", 0, None}, {"", 0, None})
    assert await Person.count() == 2
