"""What was read before somebody signed off, or before the date moved, is answered by nobody."""

from datetime import datetime, timedelta

import pytest

import people
from makers import BERLIN, CLUB, NOW, a_city, a_published_event, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.actions import sign_off
from mittendrin.registrations.date_changes import Move, move_date
from mittendrin.registrations.queries import by_id
from mittendrin.rides.actions import answer
from mittendrin.rides.queries import PairView, pair_of
from mittendrin.rides.rules import Answer, PairState, Side
from mittendrin.rides.tables import RidePair
from mittendrin.rides.upkeep import settle_pairs
from people import sign_in
from riding import a_ride
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
ASKED_ANEW = "Der Termin ist verlegt. Deshalb fragen wir gleich neu."
OLD_PAGE = "Der Termin ist inzwischen verlegt. Lesen Sie bitte den neuen Tag."


async def a_ride_with_yes_of(*sides: Side) -> int:
    """On Tuesday the 26th."""
    await a_city()
    event = await a_published_event(terms=seats(20))
    pair = await a_ride(event, (await occurrence_ids(event))[2])
    for side in sides:
        await answer(await pair_of(pair, side, NOW), Answer.YES, VISITOR, NOW)
    return pair


async def move_to_thursday(view: PairView) -> None:
    starts = datetime(2027, 1, 28, 15, tzinfo=BERLIN)
    move = Move(starts, starts + timedelta(hours=1), "", "Raum belegt")
    await move_date(view.occurrence_id, move, CLUB, NOW)


async def test_a_yes_comes_too_late_for_whoever_has_just_signed_off() -> None:
    pair = await a_ride_with_yes_of(Side.GIVER)
    read = await pair_of(pair, Side.TAKER, NOW)
    row = await RidePair.select(RidePair.giver).where(RidePair.id == pair).first()
    assert row
    await sign_off(await by_id(row["giver"]), VISITOR, NOW)
    with pytest.raises(Refused, match="kommt an diesem Tag nicht mehr"):
        await answer(read, Answer.YES, VISITOR, NOW)
    assert not await CallTask.exists().where(CallTask.purpose == "ride_together")


async def test_a_yes_to_the_old_day_brings_nobody_together_on_the_new_one() -> None:
    pair = await a_ride_with_yes_of(Side.GIVER)
    read = await pair_of(pair, Side.TAKER, NOW)
    await move_to_thursday(read)
    with pytest.raises(Refused, match="Deshalb fragen wir gleich neu"):
        await answer(read, Answer.YES, VISITOR, NOW)
    assert not await CallTask.exists().where(CallTask.purpose == "ride_together")


@pytest.mark.parametrize("said", [(), tuple(Side)])
async def test_until_they_are_asked_anew_the_page_says_so(visitor: Visitor, said: tuple[Side, ...]) -> None:
    view = await pair_of(await a_ride_with_yes_of(*said), Side.GIVER, NOW)
    await move_to_thursday(view)
    await visitor.get(view.path)
    text = visitor.page.text
    assert (ASKED_ANEW in text, "Ja, gern" in text, "Demo-Person Gast" in text) == (True, False, False)
    await settle_pairs(NOW)
    await visitor.get(view.path)
    assert (ASKED_ANEW in visitor.page.text, "Ja, gern" in visitor.page.text) == (False, True)


async def test_an_old_page_answers_for_no_other_day(visitor: Visitor) -> None:
    view = await pair_of(await a_ride_with_yes_of(), Side.GIVER, NOW)
    await visitor.get(view.path)
    await move_to_thursday(view)
    await settle_pairs(NOW)
    await visitor.submit("Ja, gern")
    assert list(visitor.page.errors) == [OLD_PAGE]
    assert "Donnerstag, 28. Januar" in visitor.page.text
    assert (await pair_of(view.id, Side.GIVER, NOW)).said is None
    await visitor.submit("Ja, gern")
    assert (await pair_of(view.id, Side.GIVER, NOW)).said is True


async def test_nor_does_an_old_page_of_a_desk(visitor: Visitor) -> None:
    view = await pair_of(await a_ride_with_yes_of(), Side.GIVER, NOW)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/im-auftrag/{view.occurrence_id}/mitfahrten")
    await move_to_thursday(view)
    await settle_pairs(NOW)
    await visitor.submit("sagt Ja: Demo-Person Fahrerin")
    assert list(visitor.page.errors) == [OLD_PAGE]
    found = await pair_of(view.id, Side.GIVER, NOW)
    assert (found.said, found.state) == (None, PairState.ASKED)
