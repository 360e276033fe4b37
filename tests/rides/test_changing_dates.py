"""Two go together on one day: what becomes of it when this day changes."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from makers import (
    BERLIN,
    CLUB,
    NOW,
    TUESDAYS_AT_TEN,
    a_city,
    a_published_event,
    a_venue,
    occurrence_ids,
    seats,
)
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Occurrence
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.rules import Target
from mittendrin.registrations.series import SeriesChange, going_on
from mittendrin.registrations.series_changes import change_series
from mittendrin.rides.actions import Two, answer, ask
from mittendrin.rides.of_date import rides_of_date
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Answer, Kind, PairState, Side
from mittendrin.rides.tables import RidePair
from mittendrin.rides.telling import about
from mittendrin.rides.upkeep import settle_pairs
from riding import DRIVES, NEEDS_A_RIDE, a_ride, a_rider

pytestmark = pytest.mark.usefixtures("database")
SECOND_WEEK = date(2027, 1, 19)


async def two_with_regular_places() -> tuple[int, int, Two]:
    """The event, its third date, and who could go there with whom."""
    await a_city()
    event = await a_published_event(terms=seats(20, SignUpMode.REGULAR))
    third, target = (await occurrence_ids(event))[2], Target(event, None)
    driver = await a_rider(target, "Demo-Person Fahrerin", DRIVES)
    guest = await a_rider(target, "Demo-Person Gast", NEEDS_A_RIDE)
    return event, third, Two(third, Kind.RIDE, driver, guest)


async def asked(two: Two) -> int:
    await ask(two, CLUB, NOW)
    (row,) = await RidePair.select(RidePair.id)
    return int(row["id"])


@pytest.mark.parametrize("said", Answer)
async def test_a_day_on_which_two_go_together_falls_away_with_its_series(said: Answer) -> None:
    event, third, two = await two_with_regular_places()
    await answer(await pair_of(await asked(two), Side.GIVER, NOW), said, VISITOR, NOW)
    rarely = replace(TUESDAYS_AT_TEN, first_day=SECOND_WEEK, every=3)
    rule = going_on(rarely, TUESDAYS_AT_TEN, SECOND_WEEK)
    await change_series(event, SeriesChange(SECOND_WEEK, rule, await a_venue(), "", "Neue Zeit."), CLUB, NOW)
    rows = await Occurrence.select(Occurrence.event, Occurrence.state, Occurrence.reason).where(
        Occurrence.id == third
    )
    assert rows == [{"event": event, "state": "called_off", "reason": "Neue Zeit."}]


async def a_ride_on_the_third_date(*said: Side) -> tuple[int, int]:
    """The pair, and its date, Tuesday the 26th. Who has said yes already."""
    await a_city()
    event = await a_published_event(terms=seats(20))
    third = (await occurrence_ids(event))[2]
    pair = await a_ride(event, third)
    for side in said:
        await says_yes(pair, side)
    return pair, third


async def says_yes(pair: int, side: Side, now: datetime = NOW) -> None:
    await answer(await pair_of(pair, side, now), Answer.YES, VISITOR, now)


async def move_to(occurrence_id: int, day: int, hour: int) -> None:
    starts = datetime(2027, 1, day, hour, tzinfo=BERLIN)
    await move_date(occurrence_id, Move(starts, starts + timedelta(hours=1), "", "Raum belegt"), CLUB, NOW)


async def open_calls(pair: int) -> list[tuple[str, str, bool]]:
    """To whom, about what, and whether it names the day on which it takes place now."""
    rows = await (
        CallTask.select(CallTask.recipient_name, CallTask.purpose, CallTask.script, CallTask.headline)
        .where(CallTask.about == about(pair), CallTask.state == "open")
        .order_by(CallTask.id)
    )
    new = "Donnerstag, 28. Januar"
    return [(row["recipient_name"], row["purpose"], new in row["script"] + row["headline"]) for row in rows]


DRIVER, GUEST = "Demo-Person Fahrerin", "Demo-Person Gast"


@pytest.mark.parametrize("said", [(), (Side.GIVER,), (Side.GIVER, Side.TAKER)])
async def test_for_a_date_that_is_called_off_nobody_is_asked_any_more(said: tuple[Side, ...]) -> None:
    pair, third = await a_ride_on_the_third_date(*said)
    await call_off_date(third, CallingOff("Der Raum ist belegt."), CLUB, NOW)
    view = await pair_of(pair, Side.GIVER, NOW)
    assert not view.waits
    with pytest.raises(Refused, match="fällt aus"):
        await says_yes(pair, Side.GIVER)
    assert [await settle_pairs(NOW) for _twice in range(2)] == [1, 0]
    assert (await open_calls(pair), await rides_of_date(third, NOW)) == (
        [],
        replace(await rides_of_date(third, NOW), matches=[], riders=[]),
    )
    rests = PairState.RESTS if len(said) == 2 else PairState.OVER
    assert (await pair_of(pair, Side.GIVER, NOW)).state is rests


async def test_for_what_has_begun_nobody_is_asked() -> None:
    _pair, third = await a_ride_on_the_third_date()
    two = await RidePair.select(RidePair.giver, RidePair.taker).first()
    assert two
    begun = datetime(2027, 1, 26, 10, tzinfo=BERLIN)
    await settle_pairs(begun)
    with pytest.raises(Refused, match="passt nicht mehr zusammen"):
        await ask(Two(third, Kind.RIDE, two["giver"], two["taker"]), CLUB, begun)


@pytest.mark.parametrize("said", [(), (Side.GIVER,), (Side.GIVER, Side.TAKER)])
async def test_a_yes_to_tuesday_is_none_to_thursday(said: tuple[Side, ...]) -> None:
    pair, third = await a_ride_on_the_third_date(*said)
    await CallTask.delete().where(CallTask.purpose == "ride_asked", CallTask.state != "open")
    await move_to(third, 28, 15)
    assert [await settle_pairs(NOW) for _twice in range(2)] == [1, 0]
    counted_on_it = [(GUEST, "ride_moved", True)] if len(said) == 2 else []
    assert await open_calls(pair) == [*counted_on_it, (DRIVER, "ride_asked", True)]
    (call,) = await CallTask.select(CallTask.script).where(
        CallTask.purpose == "ride_asked", CallTask.state == "open"
    )
    assert "Der Termin ist verlegt, deshalb fragen wir neu." in call["script"]
    guest = await pair_of(pair, Side.TAKER, NOW)
    assert (guest.state, guest.other, guest.waits) == (PairState.ASKED, None, False)
    for side in Side:
        await says_yes(pair, side)
    assert (await pair_of(pair, Side.TAKER, NOW)).state is PairState.BOTH


async def test_moved_to_an_earlier_day_it_ends_when_it_begins() -> None:
    pair, third = await a_ride_on_the_third_date()
    await move_to(third, 12, 15)
    await settle_pairs(NOW)
    begins = datetime(2027, 1, 12, 15, tzinfo=BERLIN)
    assert (await pair_of(pair, Side.GIVER, NOW)).answer_until == begins - timedelta(hours=3)
    assert await settle_pairs(begins) == 1
    assert not (await pair_of(pair, Side.GIVER, begins)).waits


async def test_a_question_that_the_move_overtakes_is_answered_by_nobody() -> None:
    """Before anything has looked at it, the page does not ask about what has begun."""
    pair, third = await a_ride_on_the_third_date()
    await move_to(third, 12, 15)
    begun = datetime(2027, 1, 12, 15, 5, tzinfo=BERLIN)
    assert not (await pair_of(pair, Side.GIVER, begun)).waits
    with pytest.raises(Refused, match="schon vorbei"):
        await says_yes(pair, Side.GIVER, begun)
