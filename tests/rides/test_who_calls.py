"""Who calls about a ride, and when a mail would be read too late."""

from datetime import datetime, timedelta
from typing import Any

import pytest

import people
from makers import BERLIN, CLUB, NOW, a_city, a_club, a_published_event, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import Person
from mittendrin.registrations.actions import sign_off
from mittendrin.registrations.date_changes import Move, move_date
from mittendrin.registrations.queries import by_id
from mittendrin.rides.actions import answer
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Answer, Side
from mittendrin.rides.tables import RidePair
from mittendrin.rides.upkeep import settle_pairs
from riding import a_ride

pytestmark = pytest.mark.usefixtures("database")
GUEST = "gast@example.org"


@pytest.mark.parametrize("has_members", [True, False])
async def test_the_office_calls_where_nobody_of_the_organisation_could(has_members: bool) -> None:
    await a_city()
    club = await a_club()
    if has_members:
        await people.a_responsible()
    event = await a_published_event(club, terms=seats(20))
    await a_ride(event, (await occurrence_ids(event))[0])
    asked = CallTask.select(CallTask.organisation).where(CallTask.purpose == "ride_asked")
    assert await asked == [{"organisation": club if has_members else None}]


async def two_together(which: int) -> int:
    """On this date of all Tuesdays from tomorrow on; the guest has a mail address, too."""
    await a_city()
    event = await a_published_event(terms=seats(20))
    pair = await a_ride(event, (await occurrence_ids(event))[which])
    for side in Side:
        await answer(await pair_of(pair, side, NOW), Answer.YES, VISITOR, NOW)
    by_mail: dict[Any, Any] = {Person.email: GUEST}
    await Person.update(by_mail).where(Person.name == "Demo-Person Gast")
    return pair


async def the_driver_signs_off(pair: int, now: datetime) -> None:
    row = await RidePair.select(RidePair.giver).where(RidePair.id == pair).first()
    assert row
    await sign_off(await by_id(row["giver"]), VISITOR, now)
    await settle_pairs(now)


async def told(purpose: str) -> list[tuple[str, datetime]]:
    """Whereto, and when it is due."""
    calls = await CallTask.select(CallTask.reached_at, CallTask.due_at, CallTask.organisation).where(
        CallTask.purpose == purpose
    )
    assert all(row["organisation"] is None for row in calls)
    mails = await Mail.select(Mail.recipient, Mail.due_at).where(Mail.purpose == purpose)
    return [
        *((row["reached_at"], row["due_at"]) for row in calls),
        *((row["recipient"], row["due_at"]) for row in mails),
    ]


async def test_whoever_counts_on_a_ride_tomorrow_is_called_at_once() -> None:
    await the_driver_signs_off(await two_together(0), NOW)
    assert await told("ride_over") == [("+491713920001", NOW)]


async def test_what_is_in_two_weeks_is_written() -> None:
    await the_driver_signs_off(await two_together(2), NOW)
    assert await told("ride_over") == [(GUEST, NOW)]


async def test_while_nobody_is_at_the_office_a_mail_is_better() -> None:
    """A quarter of an hour before it begins."""
    now = datetime(2027, 1, 12, 9, 45, tzinfo=BERLIN)
    await the_driver_signs_off(await two_together(0), now)
    assert await told("ride_over") == [(GUEST, now)]


async def test_a_date_that_moves_to_tomorrow_is_told_by_telephone() -> None:
    view = await pair_of(await two_together(2), Side.GIVER, NOW)
    starts = datetime(2027, 1, 12, 15, tzinfo=BERLIN)
    move = Move(starts, starts + timedelta(hours=1), "", "Raum belegt")
    await move_date(view.occurrence_id, move, CLUB, NOW)
    await settle_pairs(NOW)
    assert await told("ride_moved") == [("+491713920001", NOW)]
