"""A note is an area, where Enter is a new line; whatever is sent without an answer gives none, and is still there."""

import pytest

import people
from engagement_makers import a_visit
from makers import a_city, a_pair, a_proposal, an_engagement
from mittendrin.database.sealing import opened
from mittendrin.desks.office.tables import OfficeNote
from mittendrin.engagements.tables import Visit
from mittendrin.outbox.tables import CallTask
from mittendrin.volunteering.states import ProposalState
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from people import sign_in
from reports import a_call_back
from visitor import Visitor

ENTER = "Weiter mit der Eingabetaste"
GO_ON = "Wählen Sie bitte, wie es weitergeht."


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await a_city()
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def press_enter_in(visitor: Visitor, field: str, **typed: str) -> None:
    """Enter presses the first button of the form that has this field."""
    number, form = next(
        (number, one)
        for number, one in enumerate(visitor.page.forms)
        if field in {known.name for known in one.fields}
    )
    assert form.buttons[0] == (ENTER, "", "")
    await visitor.submit(number, **typed)


@pytest.mark.parametrize("page", ["/buero", "/buero/anrufe"])
async def test_a_note_on_a_call_waits_for_its_result(clerk: Visitor, page: str) -> None:
    await a_call_back()
    await clerk.get(page)
    form = next(one for one in clerk.page.forms if one.action.endswith("/ergebnis"))
    assert [one.kind for one in form.fields if one.name == "notiz"] == ["textarea"]
    await clerk.post(form.action, {"zurueck": page, "notiz": "ruft mittags\r\nzurück"})
    assert clerk.page.errors == ["Wählen Sie bitte ein Ergebnis."]
    assert "nicht mehr angemeldet" not in clerk.page.text
    assert [row["state"] for row in await CallTask.select(CallTask.state)] == ["open"]
    await clerk.submit("erreicht")
    assert [opened(row["note"]) for row in await CallTask.select(CallTask.note)] == ["ruft mittags zurück"]


async def test_a_note_beside_an_answer_is_kept_for_later(clerk: Visitor) -> None:
    offer_id, request_id = await a_pair()
    proposal_id = await a_proposal(offer_id, request_id)
    await clerk.get(f"/buero/hilfe/gesuche/{request_id}")
    await press_enter_in(clerk, "seite", bemerkung="fragt erst ihren Sohn")
    status = await Proposal.select(Proposal.status).where(Proposal.id == proposal_id)
    assert status == [{"status": ProposalState.ASKED_VOLUNTEER.value}]
    (kept,) = await OfficeNote.select(OfficeNote.page, OfficeNote.title)
    assert kept["page"] == f"hilfe/gesuche/{request_id}"
    assert opened(kept["title"]).endswith("fragt erst ihren Sohn")


async def test_a_note_beside_a_decision_of_the_office_decides_nothing(clerk: Visitor) -> None:
    offer_id, request_id = await a_pair()
    for page, table, number in (("angebote", Offer, offer_id), ("gesuche", HelpRequest, request_id)):
        before = await table.select(table.status).where(table.id == number)
        await clerk.get(f"/buero/hilfe/{page}/{number}")
        await press_enter_in(clerk, "grund", grund="klang müde", gesagt="ja")
        assert clerk.page.errors == [GO_ON]
        form = next(one for one in clerk.page.forms if "grund" in {known.name for known in one.fields})
        assert (form.value("grund"), form.value("gesagt")) == ("klang müde", "ja")
        assert await table.select(table.status).where(table.id == number) == before


async def test_a_note_beside_a_visit_changes_nothing(clerk: Visitor) -> None:
    engagement_id, _proposal = await an_engagement()
    await a_visit(engagement_id)
    await clerk.get(f"/buero/hilfe/einsaetze/{engagement_id}")
    before = await Visit.select(Visit.state)
    number = next(n for n, one in enumerate(clerk.page.forms) if "/besuche/" in one.action)
    await clerk.submit(number, bemerkung="klang müde")
    assert clerk.page.errors == [GO_ON]
    assert clerk.page.forms[number].value("bemerkung") == "klang müde"
    assert await Visit.select(Visit.state) == before


async def test_a_note_for_the_office_is_an_area_too(clerk: Visitor) -> None:
    offer_id, request_id = await a_pair()
    await a_proposal(offer_id, request_id)
    await clerk.get(f"/buero/hilfe/gesuche/{request_id}")
    notes = [field for form in clerk.page.forms for field in form.fields if field.name == "bemerkung"]
    assert {field.kind for field in notes} == {"textarea"}
