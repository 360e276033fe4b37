"""The date of two who go together is called off and takes place after all: so does what they have arranged."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from incident_makers import id_of, report
from makers import BERLIN, CLUB, NOW, a_city, a_published_event, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.farewells.actions import say_farewell
from mittendrin.incidents.actions import decide_incident
from mittendrin.incidents.rules import Decision
from mittendrin.outbox.tables import CallTask
from mittendrin.people.rules import Leaving
from mittendrin.registrations.actions import sign_off
from mittendrin.registrations.after_all import take_place_after_all
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.queries import by_id
from mittendrin.rides.actions import answer
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Answer, PairState, Side
from mittendrin.rides.tables import RidePair
from mittendrin.rides.upkeep import settle_pairs
from riding import a_ride
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
DRIVER, GUEST = "Demo-Person Fahrerin", "Demo-Person Gast"


async def two_whose_date_is_off() -> tuple[int, int]:
    """The pair, and its date, Tuesday the 26th."""
    await a_city()
    event = await a_published_event(terms=seats(20))
    date = (await occurrence_ids(event))[2]
    pair = await a_ride(event, date)
    for side in Side:
        await answer(await pair_of(pair, side, NOW), Answer.YES, VISITOR, NOW)
    await call_off_date(date, CallingOff("Der Raum ist belegt."), CLUB, NOW)
    assert [await settle_pairs(NOW) for _twice in range(2)] == [1, 0]
    return pair, date


async def open_calls(pair: int) -> list[tuple[str, str]]:
    rows = await (
        CallTask.select(CallTask.recipient_name, CallTask.purpose)
        .where(CallTask.about == f"ride:{pair}", CallTask.state == "open")
        .order_by(CallTask.id)
    )
    return [(row["recipient_name"], row["purpose"]) for row in rows]


async def test_it_rests_and_holds_again_and_both_hear_it(visitor: Visitor) -> None:
    pair, date = await two_whose_date_is_off()
    view = await pair_of(pair, Side.TAKER, NOW)
    assert (view.state, view.other, await open_calls(pair)) == (PairState.RESTS, None, [])
    await visitor.get(view.path)
    assert ("Dieser Termin fällt aus." in visitor.page.text, DRIVER in visitor.page.text) == (True, False)
    await take_place_after_all(date, CLUB, NOW)
    assert [await settle_pairs(NOW) for _twice in range(2)] == [1, 0]
    assert await open_calls(pair) == [(DRIVER, "ride_together"), (GUEST, "ride_together")]
    last = await CallTask.select(CallTask.script).order_by(CallTask.id, ascending=False).first()
    assert last and "Der Termin findet doch statt. Ihre Verabredung gilt wieder." in last["script"]
    await visitor.get(view.path)
    assert DRIVER in visitor.page.text


async def test_on_another_day_they_are_asked_anew() -> None:
    pair, date = await two_whose_date_is_off()
    await take_place_after_all(date, CLUB, NOW)
    starts = datetime(2027, 1, 28, 15, tzinfo=BERLIN)
    await move_date(date, Move(starts, starts + timedelta(hours=1), "", "Raum belegt"), CLUB, NOW)
    await settle_pairs(NOW)
    assert await open_calls(pair) == [(GUEST, "ride_moved"), (DRIVER, "ride_asked")]


async def signs_off(pair: int) -> None:
    row = await RidePair.select(RidePair.giver).where(RidePair.id == pair).first()
    assert row
    await sign_off(await by_id(row["giver"]), VISITOR, NOW)


async def dies(_pair: int) -> None:
    await say_farewell(await id_of(DRIVER), Leaving.DIED, CLUB, NOW)


async def is_reported(_pair: int) -> None:
    await report(DRIVER)


async def is_reported_and_the_lead_ends_it(_pair: int) -> None:
    await decide_incident(await report(DRIVER), Decision.END, CLUB, NOW)


@pytest.mark.parametrize(
    ("meanwhile", "told"),
    [
        (signs_off, [GUEST]),
        (dies, [GUEST]),
        (is_reported, [DRIVER, GUEST]),
        (is_reported_and_the_lead_ends_it, [DRIVER, GUEST]),
    ],
)
async def test_where_one_cannot_come_any_more_nobody_is_named(
    meanwhile: Callable[[int], Awaitable[None]], told: list[str]
) -> None:
    pair, date = await two_whose_date_is_off()
    await meanwhile(pair)
    await settle_pairs(NOW)
    await take_place_after_all(date, CLUB, NOW)
    assert [await settle_pairs(NOW) for _twice in range(2)] == [1, 0]
    assert await open_calls(pair) == [(name, "ride_over") for name in told]
    said = await CallTask.select(CallTask.script).where(CallTask.purpose == "ride_over")
    assert not any("Demo-Person Fahrerin kommt" in one["script"] for one in said)
    assert (await pair_of(pair, Side.GIVER, NOW)).state is PairState.OVER
