"""Two go together on one day: what becomes of it when this day changes."""

from dataclasses import replace
from datetime import date

import pytest

from makers import CLUB, NOW, TUESDAYS_AT_TEN, a_city, a_published_event, a_venue, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Occurrence
from mittendrin.registrations.rules import Target
from mittendrin.registrations.series import SeriesChange, going_on
from mittendrin.registrations.series_changes import change_series
from mittendrin.rides.actions import Two, answer, ask
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Answer, Kind, Side
from mittendrin.rides.tables import RidePair
from riding import DRIVES, NEEDS_A_RIDE, a_rider

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
