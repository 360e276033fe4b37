"""Who is asked for a ride, for how many, and what a no was said to."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

import people
from makers import BERLIN, CLUB, NOW, a_city, a_club, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.outbox.tables import CallTask
from mittendrin.outbox.wording import words
from mittendrin.places.queries import office
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.date_changes import Move, move_date
from mittendrin.registrations.queries import by_code
from mittendrin.registrations.rules import Target
from mittendrin.registrations.tables import Registration
from mittendrin.rides.actions import Two, answer, ask
from mittendrin.rides.of_date import rides_of_date
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Answer, Kind, Side
from mittendrin.rides.tables import RidePair
from people import sign_in
from riding import DRIVES, NEEDS_A_RIDE, a_ride, a_rider
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")


async def a_target() -> Target:
    await a_city()
    event = await a_published_event(terms=seats(20))
    return Target(event, (await occurrence_ids(event))[2])


@pytest.mark.parametrize("party", [1, 2])
async def test_whoever_drives_hears_for_how_many(party: int) -> None:
    target = await a_target()
    driver = await a_rider(target, "Demo-Person Fahrerin", DRIVES)
    wish = replace(a_wish("Demo-Person Gast", party), together=NEEDS_A_RIDE)
    guest = await by_code((await sign_up(target, wish, CLUB, NOW)).code)
    assert target.occurrence_id
    await ask(Two(target.occurrence_id, Kind.RIDE, driver, guest.id), CLUB, NOW)
    view = await pair_of(1, Side.GIVER, NOW)
    said = words("rides/messages/ride_asked.txt", view=view, date=view.date, office=await office())
    assert ["2 Menschen brauchen eine Mitfahrt" in text for text in (said.body, said.script)] == [
        party > 1
    ] * 2


async def test_whoever_has_not_taken_the_seat_yet_is_asked_nothing_else() -> None:
    target = await a_target()
    driver = await a_rider(target, "Demo-Person Fahrerin", DRIVES)
    await a_rider(target, "Demo-Person Gast", NEEDS_A_RIDE)
    assert target.occurrence_id
    assert len((await rides_of_date(target.occurrence_id, NOW)).matches) == 1
    offered: dict[Any, Any] = {Registration.status: "offered", Registration.offer_ends_at: NOW}
    await Registration.update(offered).where(Registration.id == driver)
    assert (await rides_of_date(target.occurrence_id, NOW)).matches == []


async def test_a_no_to_tuesday_is_none_to_thursday() -> None:
    target = await a_target()
    assert target.occurrence_id
    pair = await a_ride(target.event_id, target.occurrence_id)
    await answer(await pair_of(pair, Side.GIVER, NOW), Answer.NO, VISITOR, NOW)
    assert (await rides_of_date(target.occurrence_id, NOW)).matches == []
    starts = datetime(2027, 1, 28, 15, tzinfo=BERLIN)
    move = Move(starts, starts + timedelta(hours=1), "", "Raum belegt")
    await move_date(target.occurrence_id, move, CLUB, NOW)
    (match,) = (await rides_of_date(target.occurrence_id, NOW)).matches
    assert match.again
    two = Two(target.occurrence_id, Kind.RIDE, match.giver.id, match.taker.id)
    await ask(two, CLUB, NOW)
    assert (await pair_of(pair, Side.GIVER, NOW)).waits
    assert await CallTask.exists().where(CallTask.purpose == "ride_asked", CallTask.state == "open")
    assert await RidePair.count() == 1


async def test_a_club_reads_that_somebody_still_looks_for_a_ride(visitor: Visitor) -> None:
    await a_city()
    event = await a_published_event(await a_club(), terms=seats(20))
    target = Target(event, (await occurrence_ids(event))[2])
    await a_rider(target, "Demo-Person Gast", NEEDS_A_RIDE)
    await sign_in(visitor, await people.a_responsible())
    path = f"/verein/demo-turnverein-barbarossa/termine/{target.occurrence_id}"
    await visitor.get(path)
    assert "Für eine Anmeldung fehlt noch eine Mitfahrt oder Begleitung." in visitor.page.text
    assert "Hier passen Menschen zusammen" not in visitor.page.text
    await a_rider(target, "Demo-Person Fahrerin", DRIVES)
    await visitor.get(path)
    await visitor.click("Jemanden fragen")
    await visitor.submit("Fragen: Demo-Person Fahrerin, Demo-Person Gast")
    await visitor.get(path)
    assert "fehlt noch" not in visitor.page.text
