"""Ten office days and nobody asked: the office asks whether it may look further, or says who else can help."""

from datetime import datetime, timedelta
from typing import Any

import pytest

import people
from makers import NOW, OFFICE, a_pair, a_proposal
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.refusal import Refused
from mittendrin.outbox.tables import CallTask
from mittendrin.volunteering.ageing import aged, ask_to_widen
from mittendrin.volunteering.proposals import withdraw
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from mittendrin.volunteering.waiting import keep_promises
from people import sign_in
from visitor import Visitor

TEN_DAYS_LATER = add_office_days(NOW, 10)


@pytest.fixture
async def old_request(visitor: Visitor) -> int:
    """Open since ten office days, seen today."""
    _offer, request = await a_pair()
    opened: dict[Any, Any] = {HelpRequest.status_at: NOW - timedelta(days=25)}
    await HelpRequest.update(opened).where(HelpRequest.id == request)
    return request


async def calls() -> list[tuple[str, str]]:
    rows = await CallTask.select(CallTask.recipient_name, CallTask.purpose)
    return [(row["recipient_name"], row["purpose"]) for row in rows if row["purpose"] == "widen_search"]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("now", "old"), [(TEN_DAYS_LATER, True), (TEN_DAYS_LATER - timedelta(days=1), False)]
)
async def test_ten_office_days_without_a_question_are_long(now: datetime, old: bool) -> None:
    _offer, request = await a_pair()
    assert (request in await aged([request], now)) is old


@pytest.mark.usefixtures("database")
async def test_whoever_was_asked_for_lately_or_is_asked_now_has_time() -> None:
    offer, request = await a_pair()
    proposal = await a_proposal(offer, request)
    assert await aged([request], TEN_DAYS_LATER) == set()
    await withdraw(proposal, OFFICE, NOW)
    await Proposal.update({Proposal.created_at: TEN_DAYS_LATER - timedelta(days=3)}, force=True)
    assert await aged([request], TEN_DAYS_LATER) == set()


async def nobody_fits() -> None:
    await Offer.update({Offer.gender: "man"}).where(Offer.id > 0)
    await HelpRequest.update({HelpRequest.helper_gender: "woman"}).where(HelpRequest.id > 0)


async def test_the_next_act_is_to_ask_or_to_refer(visitor: Visitor, old_request: int) -> None:
    await nobody_fits()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/gesuche/{old_request}")
    await visitor.submit("Umkreis weiten")
    assert "Ob wir weiter suchen dürfen, fragen wir seit" in visitor.page.text
    await visitor.post(f"/buero/hilfe/gesuche/{old_request}/weiten")
    assert await calls() == [("Demo-Person Suche", "widen_search")]
    assert "wird gefragt, ob wir weiter suchen dürfen" in visitor.page.text
    await visitor.submit("Weiterverweisen", **{"an-wen": "Demo-Dienst, 069 90 00 90 09"})
    row = await HelpRequest.select(HelpRequest.status).first()
    assert row == {"status": "referred"}


async def test_while_somebody_fits_nobody_hears_that_there_is_none(
    visitor: Visitor, old_request: int
) -> None:
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/gesuche/{old_request}")
    assert "Es passt jemand. Fragen Sie bitte zuerst dort." in visitor.page.text
    assert "Umkreis weiten" not in visitor.page.text
    with pytest.raises(Refused, match="Es passt jemand"):
        await ask_to_widen(old_request, OFFICE, NOW)
    assert await calls() == []


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("first", ["the day", "the clerk"])
async def test_of_one_thing_there_is_one_call(first: str) -> None:
    """Whoever is asked whether we may look further hears that we are still looking."""
    _offer, request = await a_pair()
    await nobody_fits()
    if first == "the day":
        assert await keep_promises(TEN_DAYS_LATER) == 1
    await ask_to_widen(request, OFFICE, TEN_DAYS_LATER)
    await keep_promises(TEN_DAYS_LATER + timedelta(days=1))
    rows = await CallTask.select(CallTask.purpose).where(CallTask.state == "open")
    assert [row["purpose"] for row in rows] == ["widen_search"]


@pytest.mark.usefixtures("database")
async def test_a_new_request_is_not_asked_to_widen() -> None:
    _offer, request = await a_pair()
    with pytest.raises(Refused):
        await ask_to_widen(request, OFFICE, NOW)
    assert await calls() == []
