"""Two who could go together, for tests."""

from dataclasses import replace
from datetime import datetime, time

from makers import CLUB, NOW, a_wish
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import at_local, local_day
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.queries import by_code
from mittendrin.registrations.rules import Target, Together
from mittendrin.rides.actions import Two, ask
from mittendrin.rides.rules import Kind
from mittendrin.rides.tables import RidePair

DRIVES = Together(seats=2, comes_from="Betzenberg")
NEEDS_A_RIDE = Together(needs_ride=True, comes_from="Betzenberg")


async def a_rider(target: Target, name: str, together: Together) -> int:
    receipt = await sign_up(target, replace(a_wish(name), together=together), CLUB, NOW)
    return (await by_code(receipt.code)).id


async def a_ride(event_id: int, occurrence_id: int) -> int:
    """Both are asked."""
    target = Target(event_id, occurrence_id)
    driver = await a_rider(target, "Demo-Person Fahrerin", DRIVES)
    guest = await a_rider(target, "Demo-Person Gast", NEEDS_A_RIDE)
    await ask(Two(occurrence_id, Kind.RIDE, driver, guest), CLUB, NOW)
    row = await RidePair.select(RidePair.id).where(RidePair.giver == driver).first()
    assert row
    return int(row["id"])


def last_moment_of(office_days: int) -> datetime:
    """Of the day by which somebody who is asked now may answer."""
    return at_local(local_day(add_office_days(NOW, office_days)), time(23, 59))
