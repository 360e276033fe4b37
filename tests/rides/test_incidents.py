"""An incident about one of two who were asked: nothing new begins, and nobody waits in vain."""

import asyncio
from contextvars import copy_context

import pytest

from databases import Database
from incident_makers import report
from incidents.test_resting import is_waiting
from makers import CLUB, NOW, a_city, a_published_event, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.after_all import take_place_after_all
from mittendrin.registrations.rules import Target
from mittendrin.rides.actions import Two, answer, ask
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Answer, Kind, Side
from mittendrin.rides.tables import RidePair
from mittendrin.rides.upkeep import settle_pairs
from rides.test_after_all import open_calls, two_whose_date_is_off
from riding import DRIVES, NEEDS_A_RIDE, a_ride, a_rider

pytestmark = pytest.mark.usefixtures("database")
DRIVER, GUEST = "Demo-Person Fahrerin", "Demo-Person Gast"


@pytest.mark.parametrize("reported", [DRIVER, GUEST])
async def test_whoever_has_said_yes_and_waits_hears_the_usual_sentence(reported: str) -> None:
    await a_city()
    event = await a_published_event(terms=seats(20))
    pair = await a_ride(event, (await occurrence_ids(event))[0])
    await answer(await pair_of(pair, Side.GIVER, NOW), Answer.YES, VISITOR, NOW)
    await report(reported)
    told = await CallTask.select(CallTask.recipient_name, CallTask.purpose, CallTask.script).where(
        CallTask.about == f"ride:{pair}", CallTask.state == "open"
    )
    assert [(one["recipient_name"], one["purpose"]) for one in told] == [(DRIVER, "ride_over")]
    assert "klappt es diesmal leider nicht" in told[0]["script"]


async def test_nobody_is_asked_while_it_is_reported(database: Database) -> None:
    """Over two connections: the incident is written but not yet there for others, and the question waits for it."""
    await a_city()
    event = await a_published_event(terms=seats(20))
    target = Target(event, (await occurrence_ids(event))[0])
    driver, guest = await a_rider(target, DRIVER, DRIVES), await a_rider(target, GUEST, NEEDS_A_RIDE)
    assert target.occurrence_id
    asked, outside = ask(Two(target.occurrence_id, Kind.RIDE, driver, guest), CLUB, NOW), copy_context()
    async with transaction():
        await report(DRIVER)
        # In the context from before, so that it does not join this transaction.
        at_once = outside.run(asyncio.create_task, asked)
        await is_waiting(database, at_once)
    with pytest.raises(Refused, match="passt nicht mehr zusammen"):
        await at_once
    assert await RidePair.count() == 0


async def test_nobody_is_named_anew_while_it_is_reported(database: Database) -> None:
    """The date takes place after all at this moment."""
    pair, date = await two_whose_date_is_off()
    await take_place_after_all(date, CLUB, NOW)
    settled, outside = settle_pairs(NOW), copy_context()
    async with transaction():
        await report(DRIVER)
        at_once = outside.run(asyncio.create_task, settled)
        await is_waiting(database, at_once)
    assert await at_once == 1
    assert await open_calls(pair) == [(name, "ride_over") for name in (DRIVER, GUEST)]
