"""Names and numbers are for one day; a yes in the last minute is heard."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from incident_makers import report
from makers import CLUB, NOW, a_city, a_published_event, occurrence_ids, seats
from mittendrin.audit.queries import history
from mittendrin.audit.rules import VISITOR
from mittendrin.events.rules import SignUpMode
from mittendrin.jobs.forgetting import forget
from mittendrin.registrations.actions import sign_off
from mittendrin.registrations.queries import by_id
from mittendrin.registrations.rules import Target
from mittendrin.rides import ending
from mittendrin.rides.actions import Two, answer, ask
from mittendrin.rides.ending import settle
from mittendrin.rides.queries import PairView, pair_of
from mittendrin.rides.rules import Answer, Kind, PairState, Side
from mittendrin.rides.tables import RidePair
from mittendrin.rides.upkeep import settle_pairs
from riding import DRIVES, NEEDS_A_RIDE, a_ride, a_rider, last_moment_of
from visitor import Visitor

GONE = timedelta(days=2)


async def a_regular_ride() -> int:
    """Both have said yes, for tomorrow."""
    await a_city()
    event = await a_published_event(terms=seats(20, SignUpMode.REGULAR))
    first = (await occurrence_ids(event))[0]
    driver = await a_rider(Target(event, None), "Demo-Person Fahrerin", DRIVES)
    guest = await a_rider(Target(event, None), "Demo-Person Gast", NEEDS_A_RIDE)
    await ask(Two(first, Kind.RIDE, driver, guest), CLUB, NOW)
    (row,) = await RidePair.select(RidePair.id)
    for side in Side:
        await answer(await pair_of(row["id"], side, NOW), Answer.YES, VISITOR, NOW)
    return int(row["id"])


@pytest.mark.usefixtures("database")
async def test_the_number_ends_a_day_after_the_date() -> None:
    pair = await a_regular_ride()
    ends = (await pair_of(pair, Side.GIVER, NOW)).date.ends
    last = ends + timedelta(days=1)
    found = [
        (await pair_of(pair, Side.GIVER, moment)).other for moment in (last - timedelta(minutes=1), last)
    ]
    assert [one and one.name for one in found] == ["Demo-Person Gast", None]


async def test_its_page_says_that_the_day_is_over(visitor: Visitor, clock: Any) -> None:
    view = await pair_of(await a_regular_ride(), Side.GIVER, NOW)
    clock.now = view.date.ends + GONE
    await visitor.get(view.path)
    assert ("Dieser Termin ist schon vorbei." in visitor.page.text, "Gast" in visitor.page.text) == (
        True,
        False,
    )


@pytest.mark.usefixtures("database")
async def test_a_month_later_nothing_is_left_though_the_places_go_on() -> None:
    pair = await a_regular_ride()
    ends = (await pair_of(pair, Side.GIVER, NOW)).date.ends
    await forget(ends + timedelta(days=30) - timedelta(minutes=1))
    assert await RidePair.count() == 1
    await forget(ends + timedelta(days=30))
    assert await RidePair.count() == 0


@pytest.mark.usefixtures("database")
async def test_an_incident_closes_also_what_was_this_morning() -> None:
    pair = await a_regular_ride()
    over = (await pair_of(pair, Side.GIVER, NOW)).date.ends
    await report("Demo-Person Fahrerin", over)
    found = [await pair_of(pair, side, over) for side in Side]
    assert [(one.state, one.other) for one in found] == [(PairState.OVER, None)] * 2


@pytest.mark.usefixtures("database")
async def test_that_names_and_numbers_went_out_is_written_down() -> None:
    view = await pair_of(await a_regular_ride(), Side.GIVER, NOW)
    lines = await history(f"occurrence:{view.occurrence_id}")
    assert [one.detail for one in lines if one.act == "contact.released"] == ["Mitfahrt oder Begleitung"]


@pytest.mark.usefixtures("database")
async def test_whoever_gives_up_a_regular_place_afterwards_was_there_all_the_same() -> None:
    pair = await a_regular_ride()
    row = await RidePair.select(RidePair.taker).where(RidePair.id == pair).first()
    assert row
    view = await pair_of(pair, Side.GIVER, NOW)
    over = view.date.ends + GONE
    await sign_off(await by_id(row["taker"]), VISITOR, over)
    assert await settle_pairs(over) == 0
    lines = await history(f"occurrence:{view.occurrence_id}")
    assert [one.act for one in lines if one.act == "ride.over"] == []


async def a_ride_in_two_weeks() -> int:
    await a_city()
    event = await a_published_event(terms=seats(20))
    return await a_ride(event, (await occurrence_ids(event))[2])


@pytest.mark.usefixtures("database")
async def test_the_whole_of_the_last_day_counts() -> None:
    pair = await a_ride_in_two_weeks()
    view = await pair_of(pair, Side.GIVER, NOW)
    assert view.answer_until == last_moment_of(2)
    assert view.until == "Mittwoch, 13. Januar 2027"


@pytest.mark.usefixtures("database")
async def test_where_it_is_not_the_whole_day_the_hour_is_said() -> None:
    await a_city()
    event = await a_published_event(terms=seats(20))
    pair = await a_ride(event, (await occurrence_ids(event))[0])
    assert (await pair_of(pair, Side.GIVER, NOW)).until == "Dienstag, 12. Januar 2027, 7 Uhr"


@pytest.mark.usefixtures("database")
async def test_a_yes_in_the_last_minute_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver says yes just when somebody looks whether it is too late."""
    pair = await a_ride_in_two_weeks()
    late = (await pair_of(pair, Side.GIVER, NOW)).answer_until
    assert late

    async def first_the_answer(pair_id: int) -> None:
        monkeypatch.undo()
        await answer(await pair_of(pair_id, Side.GIVER, late), Answer.YES, VISITOR, late)

    monkeypatch.setattr(ending, "hold", first_the_answer)
    assert await settle(pair, late) is False
    view = await pair_of(pair, Side.TAKER, late)
    assert (view.state, view.waits) == (PairState.ASKED, True)


async def test_who_was_asked_once_and_waits_is_not_thanked(visitor: Visitor) -> None:
    """Asked a second time: the driver has not answered yet."""
    pair = await a_ride_in_two_weeks()
    await answer(await pair_of(pair, Side.GIVER, NOW), Answer.YES, VISITOR, NOW)
    view = await pair_of(pair, Side.TAKER, NOW)
    await settle_pairs(until_of(view))
    row = await RidePair.select(RidePair.giver, RidePair.taker).first()
    assert row
    await ask(Two(view.occurrence_id, Kind.RIDE, row["giver"], row["taker"]), CLUB, until_of(view))
    await visitor.get(view.path)
    assert "Gerade brauchen wir keine Antwort von Ihnen." in visitor.page.text
    assert "Danke" not in visitor.page.text


def until_of(view: PairView) -> datetime:
    assert view.answer_until
    return view.answer_until
