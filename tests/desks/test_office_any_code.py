""" "Wer ruft an?" finds everybody with any code, and whoever we call without knowing them as a person."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

import people
from makers import (
    NOW,
    OFFICE,
    a_city,
    a_pair,
    a_proposal,
    a_published_event,
    an_engagement,
    occurrence_ids,
    seats,
)
from mittendrin.outbox.calls import Outcome
from mittendrin.outbox.rules import CallResult
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.calls import Caller, no_answers, note_result
from mittendrin.rides.tables import RidePair
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from people import sign_in
from reports import a_barrier_report, a_call_back
from riding import a_ride
from visitor import Visitor


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await a_city()
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def value_of(table: Any, column: str) -> str:
    row = await table.select(table._meta.get_column_by_name(column)).order_by(table.id).first()
    return str(row[column])


async def of_the_offer() -> tuple[str, str]:
    await a_pair()
    return await value_of(Offer, "code"), "Zum Angebot"


async def of_the_request() -> tuple[str, str]:
    await a_pair()
    return await value_of(HelpRequest, "code"), "Zum Gesuch"


async def of_the_helper() -> tuple[str, str]:
    await a_proposal(*await a_pair())
    return await value_of(Proposal, "volunteer_code"), "Zum Vorschlag und was daraus wurde"


async def of_an_engagement() -> tuple[str, str]:
    await an_engagement()
    return await value_of(Proposal, "requester_code"), "Zum Vorschlag und was daraus wurde"


async def of_a_ride() -> tuple[str, str]:
    event = await a_published_event(terms=seats(20))
    await a_ride(event, (await occurrence_ids(event))[0])
    return await value_of(RidePair, "taker_code"), "Demo-Person Gast"


async def of_a_barrier() -> tuple[str, str]:
    return await a_barrier_report(), "Zur Meldung einer Barriere"


async def of_a_call_back() -> tuple[str, str]:
    return await a_call_back(), "Rückruf für Demo-Person 5"


@pytest.mark.parametrize(
    "given",
    [of_the_offer, of_the_request, of_the_helper, of_an_engagement, of_a_ride, of_a_barrier, of_a_call_back],
)
async def test_every_code_finds_somebody(
    clerk: Visitor, given: Callable[[], Awaitable[tuple[str, str]]]
) -> None:
    code, shown = await given()
    await clerk.get("/buero")
    await clerk.submit("Finden", wer=f"{code[:4]} {code[4:]}".lower())
    assert shown in clerk.page.text
    assert "Niemanden gefunden" not in clerk.page.text
    if shown.startswith("Zu"):
        await clerk.click(shown)
        assert clerk.page.answer.status_code == 200


@pytest.mark.parametrize("typed", ["demo-person 5", "0005", "0171 3920005"])
async def test_whoever_asked_to_be_called_is_found_before_and_after(clerk: Visitor, typed: str) -> None:
    await a_call_back()
    await clerk.get("/buero")
    await clerk.submit("Finden", wer=typed)
    assert "Außerdem auf der Anrufliste" in clerk.page.text
    call = await CallTask.select(CallTask.id).first()
    assert call
    outcome = Outcome(CallResult.REACHED, "Fährt mit dem Bus.")
    await note_result(call["id"], outcome, Caller(OFFICE, no_answers), NOW)
    await clerk.submit("Finden", wer=typed)
    assert "Frühere Anrufe und Briefe" in clerk.page.text
    assert "Fährt mit dem Bus." in clerk.page.text
