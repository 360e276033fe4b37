"""The same two once more on the same date; and the code on paper, which opens the same page as the link."""

from datetime import timedelta
from typing import Any

import pytest

import people
from makers import CLUB, NOW, a_city, a_published_event, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.core.tokens import show_slip_code
from mittendrin.outbox.wording import words
from mittendrin.people.tables import Person
from mittendrin.places.queries import office
from mittendrin.registrations.rules import Target
from mittendrin.rides.actions import Two, answer, ask
from mittendrin.rides.of_date import rides_of_date
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Answer, Kind, PairState, Side
from mittendrin.rides.tables import RidePair
from mittendrin.rides.upkeep import settle_pairs
from people import sign_in
from riding import DRIVES, NEEDS_A_RIDE, a_ride, a_rider, last_moment_of
from visitor import Visitor


async def a_date() -> tuple[int, int]:
    await a_city()
    event_id = await a_published_event(terms=seats(20))
    return event_id, (await occurrence_ids(event_id))[1]


async def two_of(pair: int, occurrence_id: int) -> Two:
    row = await RidePair.select(RidePair.giver, RidePair.taker).where(RidePair.id == pair).first()
    assert row
    return Two(occurrence_id, Kind.RIDE, row["giver"], row["taker"])


@pytest.mark.usefixtures("database")
async def test_who_did_not_answer_in_time_may_be_asked_once_more() -> None:
    event_id, occurrence_id = await a_date()
    pair = await a_ride(event_id, occurrence_id)
    code = (await pair_of(pair, Side.GIVER, NOW)).code
    until = (await pair_of(pair, Side.GIVER, NOW)).answer_until
    assert until
    await settle_pairs(until)
    later = until + timedelta(hours=1)
    assert [one.again for one in (await rides_of_date(occurrence_id, later)).matches] == [True]
    await ask(await two_of(pair, occurrence_id), CLUB, later)
    view = await pair_of(pair, Side.GIVER, later)
    assert (view.waits, view.code, await RidePair.count()) == (True, code, 1)
    for side in Side:
        await answer(await pair_of(pair, side, later), Answer.YES, VISITOR, later)
    assert (await pair_of(pair, Side.GIVER, later)).state is PairState.BOTH


@pytest.mark.usefixtures("database")
async def test_whoever_gets_a_letter_has_time_to_answer_it() -> None:
    event_id, _second = await a_date()
    target = Target(event_id, (await occurrence_ids(event_id))[3])
    driver = await a_rider(target, "Demo-Person Fahrerin", DRIVES)
    guest = await a_rider(target, "Demo-Person Gast", NEEDS_A_RIDE)
    by_letter: dict[Any, Any] = {Person.phone: "", Person.email: "", Person.address: "Demoweg 1"}
    await Person.update(by_letter).where(Person.name == "Demo-Person Fahrerin")
    assert target.occurrence_id
    await ask(Two(target.occurrence_id, Kind.RIDE, driver, guest), CLUB, NOW)
    assert (await pair_of(1, Side.GIVER, NOW)).answer_until == last_moment_of(5)
    await answer(await pair_of(1, Side.GIVER, NOW), Answer.YES, VISITOR, NOW)
    assert (await pair_of(1, Side.TAKER, NOW)).answer_until == last_moment_of(2)


@pytest.mark.usefixtures("database")
async def test_after_diesmal_nicht_nobody_is_asked_again_for_this_date() -> None:
    event_id, occurrence_id = await a_date()
    pair = await a_ride(event_id, occurrence_id)
    await answer(await pair_of(pair, Side.GIVER, NOW), Answer.NO, VISITOR, NOW)
    assert (await rides_of_date(occurrence_id, NOW)).matches == []
    with pytest.raises(Refused, match="passt nicht mehr zusammen"):
        await ask(await two_of(pair, occurrence_id), CLUB, NOW)


async def test_the_code_of_a_ride_opens_its_page_together_with_the_name(visitor: Visitor) -> None:
    pair = await a_ride(*await a_date())
    view = await pair_of(pair, Side.GIVER, NOW)
    await visitor.get("/vorschlag")
    await visitor.submit("Weiter", code=view.code, name="Demo-Person Gast")
    assert visitor.page.status == 422
    await visitor.submit("Weiter", code=view.code, name="Fahrerin")
    assert visitor.page.path == view.path
    await visitor.submit("Diesmal nicht")
    assert (await pair_of(pair, Side.GIVER, NOW)).state is PairState.OVER


async def test_the_letter_names_the_code_and_the_office_finds_the_ride_by_it(visitor: Visitor) -> None:
    event_id, occurrence_id = await a_date()
    pair = await a_ride(event_id, occurrence_id)
    view = await pair_of(pair, Side.GIVER, NOW)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero?wer={view.code}")
    await visitor.click("Zur Mitfahrt")
    assert visitor.page.path == f"/buero/im-auftrag/{occurrence_id}/mitfahrten"
    letter = words("rides/messages/ride_asked.txt", view=view, date=view.date, office=await office())
    assert f"Rufen Sie uns an und nennen Sie den Code {show_slip_code(view.code)}." in letter.body
