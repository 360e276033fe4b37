from asyncio import gather
from dataclasses import replace
from datetime import date, timedelta

import pytest

from databases import Database
from makers import NOW, OFFICE, a_city, a_help_request, a_pair, a_proposal, an_engagement, an_offer
from mittendrin.audit.rules import VISITOR
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.releases import released_contact
from mittendrin.engagements.tables import ContactRelease
from mittendrin.engagements.telling import Voice
from mittendrin.jobs.following_up import follow_up_proposals
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.outbox.wording import words
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.places.queries import office
from mittendrin.volunteering.asking_again import rest_offer
from mittendrin.volunteering.candidates import offer_facts, request_facts
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.matching import suggestions
from mittendrin.volunteering.proposals import withdraw
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal
from mittendrin.volunteering.waiting import keep_promises

VOLUNTEER, REQUESTER = Side.VOLUNTEER, Side.REQUESTER


async def says(proposal_id: int, side: Side, said: Answer) -> None:
    await answer(await by_id(proposal_id, side), said, VISITOR, NOW)


async def another_offer(name: str) -> int:
    return await an_active_offer(Contact(name, email=f"{name[-1]}@example.org"))


async def an_active_offer(contact: Contact) -> int:
    offer = await Offer.select(Offer.id).where(Offer.code == await an_offer(contact=contact)).first()
    assert offer
    await decide_offer(offer["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    return int(offer["id"])


async def open_calls() -> list[str]:
    rows = await CallTask.select(CallTask.purpose).where(CallTask.state == CallState.OPEN.value)
    return [row["purpose"] for row in rows]


async def state_of(proposal_id: int) -> str:
    row = await Proposal.select(Proposal.status).where(Proposal.id == proposal_id).first()
    assert row
    return str(row["status"])


async def test_one_open_proposal_for_a_request(database: Database) -> None:
    offer, request = await a_pair()
    other = await another_offer("Demo-Person B")
    tries = await gather(
        a_proposal(offer, request),
        a_proposal(other, request),
        a_proposal(offer, request),
        return_exceptions=True,
    )
    numbers = {one for one in tries if not isinstance(one, Refused)}
    assert [{row["id"]} for row in await Proposal.select(Proposal.id)] == [numbers]


async def test_nobody_is_asked_more_than_twice_at_a_time(database: Database) -> None:
    offer, request = await a_pair()
    await Offer.update({Offer.most_people: 3}).where(Offer.id == offer)
    await a_proposal(offer, request)
    for number in range(2):
        code = await a_help_request(contact=Contact(f"Demo-Person {number}", phone="+491713920033"))
        row = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == code).first()
        assert row
        await decide_request(row["id"], RequestState.OPEN, "", OFFICE, NOW)
        if number == 0:
            await a_proposal(offer, row["id"])
        else:
            with pytest.raises(Refused, match="gerade schon gefragt"):
                await a_proposal(offer, row["id"])


async def three_asked() -> list[int]:
    """By telephone, so that each answer also takes back the calls to the others."""
    offer, request = await a_pair()
    await Person.update({Person.email: ""}, force=True)
    await HelpRequest.update({HelpRequest.soon: True}).where(HelpRequest.id == request)
    others = [await an_active_offer(Contact(f"Demo-Person {n}", f"+4917139200{n}")) for n in (41, 42)]
    return [await a_proposal(one, request) for one in (offer, *others)]


async def test_of_three_who_say_yes_at_the_same_moment_one_wins(database: Database) -> None:
    asked = await three_asked()
    answers = await gather(*(says(one, VOLUNTEER, Answer.YES) for one in asked), return_exceptions=True)
    assert sorted(type(one).__name__ for one in answers) == ["NoneType", "Refused", "Refused"]
    states = sorted([await state_of(one) for one in asked])
    assert states == ["asked_requester", "withdrawn", "withdrawn"]
    assert await open_calls() == ["ask_requester"]


async def test_a_yes_counts_though_others_say_no_at_the_same_moment(database: Database) -> None:
    yes, *no = await three_asked()
    answers = await gather(
        says(yes, VOLUNTEER, Answer.YES),
        says(no[0], VOLUNTEER, Answer.LATER),
        says(no[1], VOLUNTEER, Answer.NO),
        return_exceptions=True,
    )
    assert answers[0] is None
    assert await state_of(yes) == "asked_requester"
    assert {await state_of(one) for one in no} <= {"volunteer_no", "withdrawn"}
    assert await open_calls() == ["ask_requester"]


async def test_nobody_more_is_asked_while_the_requester_thinks(database: Database) -> None:
    asked = await three_asked()
    await says(asked[0], VOLUNTEER, Answer.YES)
    request = await Proposal.select(Proposal.request).where(Proposal.id == asked[0]).first()
    assert request
    with pytest.raises(Refused, match="schon jemand gefragt"):
        await a_proposal(await another_offer("Demo-Person B"), request["request"])


async def test_whoever_was_asked_in_vain_is_not_thanked_for_a_yes(database: Database) -> None:
    offer, request = await a_pair()
    await HelpRequest.update({HelpRequest.soon: True}).where(HelpRequest.id == request)
    first = await a_proposal(offer, request)
    await a_proposal(await another_offer("Demo-Person B"), request)
    await says(first, VOLUNTEER, Answer.YES)
    told = await Mail.select(Mail.recipient, Mail.subject).where(Mail.purpose == "question_settled")
    assert told == [{"recipient": "B@example.org", "subject": "Unsere Frage hat sich erledigt"}]
    assert not await Mail.exists().where(Mail.purpose == "not_this_time")


async def test_a_proposal_taken_back_leaves_nobody_waiting(database: Database) -> None:
    proposal = await a_proposal(*await a_pair())
    await says(proposal, VOLUNTEER, Answer.YES)
    await CallTask.update({CallTask.state: CallState.DONE.value}).where(CallTask.purpose == "ask_requester")
    await withdraw(proposal, OFFICE, NOW)
    assert await Mail.count().where(Mail.purpose == "not_this_time") == 1
    assert await open_calls() == ["question_settled"]


async def test_whom_nobody_has_called_yet_need_not_hear_that_it_is_settled(database: Database) -> None:
    proposal = await a_proposal(*await a_pair())
    await says(proposal, VOLUNTEER, Answer.YES)
    await withdraw(proposal, OFFICE, NOW)
    assert await open_calls() == []


async def test_whoever_seeks_help_can_say_not_now_as_well(database: Database) -> None:
    proposal = await a_proposal(*await a_pair())
    await says(proposal, VOLUNTEER, Answer.YES)
    await says(proposal, REQUESTER, Answer.LATER)
    row = await HelpRequest.select(HelpRequest.status, HelpRequest.ask_again_on).first()
    assert (await state_of(proposal), row) == (
        "not_now",
        {"status": "on_hold", "ask_again_on": date(2027, 4, 11)},
    )
    await keep_promises(NOW + timedelta(days=89))
    assert await open_calls() == []
    for _twice in range(2):
        await keep_promises(NOW + timedelta(days=90))
    assert await open_calls() == ["ask_again"]


async def test_a_volunteer_who_says_not_now_is_asked_again_in_three_months(database: Database) -> None:
    offer, request = await a_pair()
    await says(await a_proposal(offer, request), VOLUNTEER, Answer.LATER)
    row = await Offer.select(Offer.ask_again_on).where(Offer.id == offer).first()
    assert row == {"ask_again_on": date(2027, 4, 11)}
    assert not await CallTask.exists().where(CallTask.state == CallState.OPEN.value)
    day = NOW + timedelta(days=90)
    await follow_up_proposals(day - timedelta(days=1))
    assert not await Mail.exists().where(Mail.purpose == "ask_volunteer_again")
    for _twice in range(2):
        await follow_up_proposals(day)
    asked = await Mail.select(Mail.recipient, Mail.subject).where(Mail.purpose == "ask_volunteer_again")
    assert asked == [{"recipient": "hilfe@example.org", "subject": "Passt es jetzt wieder?"}]


async def test_a_volunteer_without_mail_who_said_not_now_is_called_on_that_day(database: Database) -> None:
    offer, request = await a_pair()
    await Person.update({Person.email: ""}, force=True)
    await says(await a_proposal(offer, request), VOLUNTEER, Answer.LATER)
    await decide_request(request, RequestState.CLOSED, "", OFFICE, NOW)
    await follow_up_proposals(NOW + timedelta(days=90))
    assert await open_calls() == ["ask_volunteer_again"]
    await rest_offer(offer, OFFICE, NOW + timedelta(days=90))
    assert await open_calls() == []
    await follow_up_proposals(NOW + timedelta(days=181))
    assert await open_calls() == ["ask_volunteer_again"]


@pytest.mark.parametrize("side", Side)
async def test_not_now_is_no_no_and_the_two_may_be_proposed_again(database: Database, side: Side) -> None:
    offer, request = await a_pair()
    proposal = await a_proposal(offer, request)
    if side is REQUESTER:
        await says(proposal, VOLUNTEER, Answer.YES)
    await says(proposal, side, Answer.LATER)
    later = date(2027, 4, 11)
    facts, asked = await offer_facts(offer, later), await request_facts(request)
    assert (facts.said_no, facts.apart) == (frozenset(), frozenset())
    assert [one.offer.id for one in suggestions(asked, [facts], later)] == [offer]


@pytest.mark.parametrize("purpose", ["ask_volunteer", "ask_requester"])
async def test_every_question_says_that_not_now_is_an_answer(database: Database, purpose: str) -> None:
    await a_city()
    proposal = await a_proposal(*await a_pair())
    side = VOLUNTEER if purpose == "ask_volunteer" else REQUESTER
    said = words(
        f"volunteering/messages/{purpose}.txt", view=await by_id(proposal, side), office=await office()
    )
    assert "Dann fragen wir Sie in 3 Monaten wieder." in said.body
    assert "Gerade nicht, fragen Sie mich in drei Monaten wieder." in said.script


async def test_whoever_said_yes_reads_nothing_of_a_no(database: Database) -> None:
    await a_city()
    proposal = await a_proposal(*await a_pair())
    await says(proposal, VOLUNTEER, Answer.YES)
    await says(proposal, REQUESTER, Answer.NO)
    assert await state_of(proposal) == "requester_no"
    mail = await Mail.select(Mail.subject, Mail.body).where(Mail.purpose == "not_this_time").first()
    assert mail and "Diesmal ist nichts daraus geworden" in mail["subject"]
    assert not any(word in mail["body"].lower() for word in ("nein", "abgelehnt", "suche"))


async def test_an_answer_counts_once(database: Database) -> None:
    proposal = await a_proposal(*await a_pair())
    await says(proposal, VOLUNTEER, Answer.YES)
    with pytest.raises(Refused):
        await says(proposal, VOLUNTEER, Answer.NO)
    assert await state_of(proposal) == "asked_requester"


async def test_a_request_that_is_closed_asks_nobody_any_more(database: Database) -> None:
    offer, request = await a_pair()
    proposal = await a_proposal(offer, request)
    await decide_request(request, RequestState.CLOSED, "", OFFICE, NOW)
    assert await state_of(proposal) == "withdrawn"
    with pytest.raises(Refused):
        await says(proposal, VOLUNTEER, Answer.YES)


async def test_what_was_withdrawn_can_be_proposed_again(database: Database) -> None:
    pair = await a_pair()
    await withdraw(await a_proposal(*pair), OFFICE, NOW)
    await a_proposal(*pair)
    assert await Proposal.count() == 2


async def test_nobody_reads_a_number_before_both_have_said_yes(database: Database) -> None:
    engagement, proposal = await an_engagement()
    volunteer = await released_contact(engagement, to=REQUESTER, now=NOW)
    requester = await released_contact(engagement, to=VOLUNTEER, now=NOW)
    assert (volunteer.name, requester.phone) == ("Demo-Person Hilfe", "+491713920032")
    for broken in ({Proposal.requester_answered_at: None}, {Proposal.status: "asked_requester"}):
        await Proposal.update(broken).where(Proposal.id == proposal)  # type: ignore[arg-type]
        with pytest.raises(NotFound):
            await released_contact(engagement, to=VOLUNTEER, now=NOW)


async def test_thirty_days_after_the_end_numbers_are_hidden(database: Database) -> None:
    engagement, _proposal = await an_engagement()
    await finish(engagement, Ending(), Voice(OFFICE), NOW)
    last = NOW + timedelta(days=30)
    await released_contact(engagement, to=VOLUNTEER, now=last - timedelta(seconds=1))
    with pytest.raises(NotFound):
        await released_contact(engagement, to=VOLUNTEER, now=last)


async def test_a_view_before_both_yes_has_a_first_name_only(database: Database) -> None:
    view = await by_id(await a_proposal(*await a_pair()), VOLUNTEER)
    assert (view.other_first_name, view.district) == ("Demo-Person", "Innenstadt Ost")
    assert "Suche" not in repr(replace(view, to=Contact("")))


async def test_a_second_click_on_end_changes_nothing(database: Database) -> None:
    engagement, _proposal = await an_engagement()
    await gather(*(finish(engagement, Ending(), Voice(OFFICE), NOW) for _ in range(2)))
    ended = (AuditEntry.act == "engagement.changed") & (AuditEntry.detail == "beendet")
    assert await AuditEntry.count().where(ended) == 1
    assert await ContactRelease.count() == 2
    assert await Engagement.count() == 1
