"""Every call has its results as buttons; where there is something to answer, the button does it."""

from typing import Any

import pytest

import people
from engagement_makers import a_visit
from makers import (
    NOW,
    OFFICE,
    a_city,
    a_club,
    a_member,
    a_pair,
    a_proposal,
    a_published_event,
    an_engagement,
    occurrence_ids,
    seats,
)
from mittendrin.audit.rules import VISITOR, Channel
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.rules import VisitState
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import say_cannot
from mittendrin.outbox.tables import CallTask
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.people.trusted import Scope, Trust, trust
from mittendrin.rides.tables import RidePair
from mittendrin.volunteering.asking_offers import ask_again
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState, ProposalState
from mittendrin.volunteering.tables import Offer, Proposal
from people import sign_in
from reports import a_call_back
from riding import a_ride
from visitor import Visitor

IN_WORDS = {
    "nimmt an": "sagt Ja zum Vorschlag, Herr Büro",
    "gerade nicht": "in drei Monaten wieder fragen, Herr Büro",
    "sagt ab": "sagt Nein zum Vorschlag, Herr Büro",
}
TRIED = ["nicht erreicht", "auf Band gesprochen"]


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await a_city()
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def a_pair_by_telephone() -> tuple[int, int]:
    pair = await a_pair()
    await Person.update({Person.email: "", Person.phone: "+491713920077"}, force=True)
    return pair


async def only(purpose: str) -> int:
    """Leaves one open call on the list, so that its buttons are the only ones."""
    row = await CallTask.select(CallTask.id).where(CallTask.purpose == purpose).order_by(CallTask.id).first()
    assert row
    await CallTask.delete().where(CallTask.id != row["id"])
    return int(row["id"])


def results(desk: Visitor, call_id: int) -> list[str]:
    form = next(one for one in desk.page.forms if one.action.endswith(f"/anrufe/{call_id}/ergebnis"))
    return [label for label, name, _value in form.buttons if name]


async def call_of(call_id: int) -> tuple[str, str]:
    row = await CallTask.select(CallTask.state, CallTask.result).where(CallTask.id == call_id).first()
    assert row
    return row["state"], row["result"]


async def test_whoever_asked_to_be_called_is_not_called_by_speaking_to_a_machine(clerk: Visitor) -> None:
    await a_call_back()
    call = await only("call_back")
    await clerk.get("/buero")
    assert results(clerk, call) == ["erreicht", *TRIED]
    await clerk.submit("auf Band gesprochen")
    assert await call_of(call) == ("open", "voice_mail")
    assert "Der Anruf bleibt auf der Liste." in clerk.page.text


async def status_of(table: Any, row_id: int) -> str:
    column = table.state if hasattr(table, "state") else table.status
    row = await table.select(column).where(table.id == row_id).first()
    return str(row[column._meta.name])


@pytest.mark.parametrize(
    ("button", "state"),
    [
        ("nimmt an", ProposalState.ASKED_REQUESTER),
        ("gerade nicht", ProposalState.NOT_NOW),
        ("sagt ab", ProposalState.VOLUNTEER_NO),
    ],
)
async def test_a_proposal_is_answered_on_the_call_list(
    clerk: Visitor, button: str, state: ProposalState
) -> None:
    offer, request = await a_pair_by_telephone()
    proposal = await a_proposal(offer, request)
    call = await only("ask_volunteer")
    await clerk.get("/buero/anrufe")
    assert results(clerk, call) == ["nimmt an", "gerade nicht", "sagt ab", *TRIED]
    await clerk.submit(button)
    assert await status_of(Proposal, proposal) == state.value
    assert (await call_of(call))[0] == "done"
    await clerk.get("/buero?wer=Demo-Person+Hilfe")
    assert IN_WORDS[button] in clerk.page.text
    again = await Offer.select(Offer.ask_again_on).where(Offer.id == offer).first()
    assert again
    assert (again["ask_again_on"] is not None) == (button == "gerade nicht")


async def test_the_one_who_asked_answers_the_second_call(clerk: Visitor) -> None:
    proposal = await a_proposal(*await a_pair_by_telephone())
    await only("ask_volunteer")
    await clerk.get("/buero/anrufe")
    await clerk.submit("nimmt an")
    await only("ask_requester")
    await clerk.get("/buero/anrufe")
    await clerk.submit("nimmt an")
    assert await status_of(Proposal, proposal) == ProposalState.BOTH_YES.value
    assert clerk.page.path == f"/buero/hilfe/vorschlaege/{proposal}/vorlesen"
    assert "Demo-Person Hilfe meldet sich bei Ihnen. Telefon:" in clerk.page.text
    assert "39 20 077" in clerk.page.text.replace("\u00a0", " ")
    told = await CallTask.select(CallTask.purpose, CallTask.recipient_name, CallTask.state).where(
        CallTask.purpose.like("both_yes_%")
    )
    assert sorted(told, key=lambda row: row["purpose"]) == [
        {"purpose": "both_yes_requester", "recipient_name": "Demo-Person Suche", "state": "done"},
        {"purpose": "both_yes_volunteer", "recipient_name": "Demo-Person Hilfe", "state": "open"},
    ]


async def test_what_is_read_out_after_two_yeses_is_not_there_before(clerk: Visitor) -> None:
    proposal = await a_proposal(*await a_pair_by_telephone())
    await clerk.get(f"/buero/hilfe/vorschlaege/{proposal}/vorlesen")
    assert clerk.page.answer.status_code == 404


async def test_an_answer_that_came_meanwhile_is_said(clerk: Visitor) -> None:
    proposal = await a_proposal(*await a_pair_by_telephone())
    await only("ask_volunteer")
    await clerk.get("/buero/anrufe")
    await Proposal.update({Proposal.status: ProposalState.WITHDRAWN.value}).where(Proposal.id == proposal)
    await clerk.submit("nimmt an")
    assert clerk.page.answer.status_code == 422
    assert await CallTask.count().where(CallTask.state == "open") == 1


@pytest.mark.parametrize(
    ("button", "state"), [("nimmt an", OfferState.ACTIVE), ("sagt ab", OfferState.ENDED)]
)
async def test_whether_an_offer_still_stands_is_answered_on_the_call_list(
    clerk: Visitor, button: str, state: OfferState
) -> None:
    offer, _request = await a_pair_by_telephone()
    await Offer.update({Offer.confirmed_at: NOW.replace(year=2026, month=1)}).where(Offer.id == offer)
    await ask_again(offer, NOW)
    call = await only("still_there")
    await clerk.get("/buero/anrufe")
    assert results(clerk, call) == ["nimmt an", "gerade nicht", "sagt ab", *TRIED]
    await clerk.submit(button)
    assert await status_of(Offer, offer) == state.value


async def test_whoever_waits_for_a_visit_in_vain_calls_it_off(clerk: Visitor) -> None:
    engagement, _proposal = await an_engagement()
    visit = await a_visit(engagement)
    await say_cannot(visit, Voice(OFFICE), NOW)
    call = await only("visit_helper_cannot")
    await clerk.get("/buero/anrufe")
    assert results(clerk, call) == ["erreicht", "sagt ab", *TRIED]
    await clerk.submit("sagt ab")
    assert await status_of(Visit, visit) == VisitState.CALLED_OFF.value


async def test_a_first_meeting_is_spoken_about_and_put_down_on_its_page(clerk: Visitor) -> None:
    proposal = await a_proposal(*await a_pair_by_telephone())
    for side in Side:
        await answer(await by_id(proposal, side), Answer.YES, VISITOR, NOW)
    call = await only("both_yes_volunteer")
    await clerk.get("/buero/anrufe")
    assert results(clerk, call) == ["erreicht", *TRIED]
    await clerk.submit("auf Band gesprochen")
    assert await call_of(call) == ("done", "voice_mail")


@pytest.mark.parametrize(("button", "state"), [("nimmt an", "asked"), ("sagt ab", "over")])
async def test_a_club_asks_whether_two_go_together(visitor: Visitor, button: str, state: str) -> None:
    await a_city()
    club = await a_club()
    await a_member("verein@example.org", club)
    event = await a_published_event(club, terms=seats(20))
    pair = await a_ride(event, (await occurrence_ids(event))[0])
    await sign_in(visitor, "verein@example.org")
    call = await only("ride_asked")
    await visitor.get("/verein/demo-turnverein-barbarossa/anrufe")
    assert results(visitor, call) == ["nimmt an", "sagt ab", *TRIED]
    await visitor.submit(button)
    row = await RidePair.select(RidePair.state, RidePair.giver_said).where(RidePair.id == pair).first()
    assert row == {"state": state, "giver_said": button == "nimmt an"}


async def a_daughter_who_may_answer() -> str:
    found = await Person.select(Person.id).where(Person.name == "Demo-Person Suche").first()
    assert found
    daughter = Contact("Demo-Tochter", "+491713920042")
    await trust(found["id"], Trust(daughter, "Tochter", (Scope.HELP,), Channel.PHONE), OFFICE, NOW)
    return daughter.name


async def news_of_both_yeses() -> list[tuple[str, str]]:
    task = CallTask
    rows = (
        await task.select(task.purpose, task.state)
        .where(task.purpose.like("both_yes_%"))
        .order_by(task.purpose, task.id)
    )
    return [(row["purpose"], row["state"]) for row in rows]


async def test_whoever_is_answered_for_on_the_list_still_hears_from_us_who_comes(clerk: Visitor) -> None:
    proposal = await a_proposal(*await a_pair_by_telephone())
    daughter = await a_daughter_who_may_answer()
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, OFFICE, NOW)
    await clerk.get("/buero/anrufe")
    await clerk.submit("nimmt an", anrufer=daughter)
    assert clerk.page.path.startswith("/buero/anrufe")
    assert await news_of_both_yeses() == [("both_yes_requester", "open"), ("both_yes_volunteer", "open")]


async def test_whoever_is_answered_for_on_the_page_still_hears_from_us_who_comes(clerk: Visitor) -> None:
    proposal = await a_proposal(*await a_pair_by_telephone())
    daughter = await a_daughter_who_may_answer()
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, OFFICE, NOW)
    await clerk.get("/buero/hilfe/gesuche/1")
    await clerk.submit("Ja", anrufer=daughter)
    assert clerk.page.path == "/buero/hilfe/gesuche/1"
    assert await news_of_both_yeses() == [("both_yes_requester", "open"), ("both_yes_volunteer", "open")]
