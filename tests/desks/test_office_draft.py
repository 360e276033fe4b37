"""The collected draft at the office: nothing happens by itself, and each line is an ordinary proposal."""

import sys
from datetime import timedelta

import pytest

import people
from engagements.test_answering import another_offer
from makers import NOW, OFFICE, a_city, a_help_request, a_pair, a_proposal
from mittendrin.audit.rules import VISITOR
from mittendrin.desks.office.helping.draft import collected_draft
from mittendrin.engagements.answering import Answer, answer
from mittendrin.outbox.tables import Mail
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.drafting import Drafts
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Proposal
from people import sign_in
from visitor import Visitor

DRAFT = "/buero/hilfe/sammelvorschlag"


async def the_clerk(visitor: Visitor) -> tuple[int, int]:
    """Numbers of an offer and a request that fit."""
    await a_city()
    pair = await a_pair()
    await sign_in(visitor, await people.a_clerk())
    return pair


async def test_a_draft_is_shown_with_reasons_and_asks_nobody(visitor: Visitor) -> None:
    await the_clerk(visitor)
    await visitor.get("/buero/hilfe")
    await visitor.click("Sammelvorschlag")
    assert "Demo-Person Suche" in visitor.page.text
    assert (
        "wohnt im selben Stadtteil, dienstags vormittags frei, hat noch keinen Einsatz" in visitor.page.text
    )
    assert await Proposal.count() == 0


async def test_a_line_that_is_taken_is_an_ordinary_proposal(visitor: Visitor) -> None:
    offer, request = await the_clerk(visitor)
    await visitor.get(DRAFT)
    await visitor.submit("Fragen Demo-Person Hilfe für Demo-Person Suche")
    assert "Gerade gibt es nichts vorzuschlagen." in visitor.page.text
    (proposal,) = await Proposal.select(Proposal.offer, Proposal.request, Proposal.status, Proposal.reasons)
    assert proposal == {
        "offer": offer,
        "request": request,
        "status": "asked_volunteer",
        "reasons": "wohnt im selben Stadtteil, dienstags vormittags frei, hat noch keinen Einsatz",
    }
    assert await Mail.exists().where(Mail.purpose == "ask_volunteer")


async def test_a_line_that_has_become_impossible_is_refused(visitor: Visitor) -> None:
    offer, _request = await the_clerk(visitor)
    await visitor.get(DRAFT)
    await decide_offer(offer, OfferState.PAUSED, "", OFFICE, NOW)
    await visitor.submit("Fragen Demo-Person Hilfe für Demo-Person Suche")
    assert visitor.page.answer.status_code == 422
    assert "Dieses Angebot ist gerade nicht aktiv." in visitor.page.text
    assert "Für ein offenes Gesuch passt gerade niemand." in visitor.page.text
    assert await Proposal.count() == 0


async def test_a_line_that_somebody_else_took_is_refused(visitor: Visitor) -> None:
    offer, request = await the_clerk(visitor)
    await visitor.get(DRAFT)
    proposal = await a_proposal(offer, request)
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    await visitor.submit("Fragen Demo-Person Hilfe für Demo-Person Suche")
    assert visitor.page.answer.status_code == 422
    assert "Diese beiden passen inzwischen nicht mehr zusammen." in visitor.page.text
    assert await Proposal.count() == 1


async def test_a_line_pressed_twice_is_one_proposal(visitor: Visitor) -> None:
    offer, request = await the_clerk(visitor)
    await visitor.get(DRAFT)
    await a_proposal(offer, request)
    await visitor.submit("Fragen Demo-Person Hilfe für Demo-Person Suche")
    assert (visitor.page.errors, await Proposal.count()) == ([], 1)


@pytest.mark.parametrize("line", ["", "1", "x-3", "-1-2", "1-2-3", "9999999999-1", "١-٢"])
async def test_what_makes_no_sense_is_refused(visitor: Visitor, line: str) -> None:
    await the_clerk(visitor)
    await visitor.post(DRAFT, {"zeile": line} if line else {})
    assert visitor.page.answer.status_code == 422
    assert "Wählen Sie bitte eine Zeile aus." in visitor.page.text


async def test_what_is_not_there_is_not_found(visitor: Visitor) -> None:
    await the_clerk(visitor)
    await visitor.post(DRAFT, {"zeile": "999-999"})
    assert visitor.page.answer.status_code == 404


async def test_what_is_urgent_stands_first_and_says_so(visitor: Visitor) -> None:
    await the_clerk(visitor)
    await another_offer("Demo-Person Zweite")
    await a_help_request()
    tomorrow, later = NOW + timedelta(days=1), 2
    await decide_request(later, RequestState.OPEN, "", OFFICE, tomorrow)
    await HelpRequest.update({HelpRequest.soon: True}).where(HelpRequest.id == later)
    draft = await collected_draft(Drafts(), tomorrow)
    assert [(one.request_id, one.soon) for one in draft.lines] == [(later, True), (1, False)]
    await visitor.get(DRAFT)
    assert visitor.page.text.count("So bald wie möglich") == 1


async def test_without_a_draft_the_page_says_so(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    await the_clerk(visitor)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    await visitor.get(DRAFT)
    assert "Der Sammelvorschlag gelingt gerade nicht." in visitor.page.text
