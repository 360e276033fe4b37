"""Before a series or the usual place changes: who hears of it is counted by what people have heard so far."""

from dataclasses import replace
from datetime import date as day
from datetime import datetime, time, timedelta

import pytest

from makers import (
    BERLIN,
    CLUB,
    NOW,
    TUESDAYS_AT_TEN,
    a_published_event,
    a_venue,
    a_wish,
    occurrence_ids,
    seats,
)
from mittendrin.audit.rules import VISITOR
from mittendrin.events.actions import load, subject_of
from mittendrin.events.content import content_of
from mittendrin.events.recurrence import When
from mittendrin.events.rules import SignUpMode
from mittendrin.outbox.tables import CallTask
from mittendrin.publishing.queries import waiting_content
from mittendrin.registrations import actions
from mittendrin.registrations.date_changes import Move, move_date
from mittendrin.registrations.place_changes import told_of_news
from mittendrin.registrations.rules import Target
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.series_changes import change_series
from mittendrin.registrations.series_dates import fates_of
from mittendrin.registrations.series_hearing import told_of_series
from mittendrin.registrations.series_moving import Split
from mittendrin.registrations.versions import let_through, submit
from registrations.seen import everybody_is_reached

pytestmark = pytest.mark.usefixtures("database")
SECOND = day(2027, 1, 19)
LATER = NOW + timedelta(hours=1)


async def sign_up(event: int, date_id: int | None, name: str) -> None:
    await actions.sign_up(Target(event, date_id), a_wish(name), VISITOR, NOW)


async def a_change(room: str, when: When) -> SeriesChange:
    return SeriesChange(SECOND, replace(when, first_day=SECOND), await a_venue(), room, "Umbau.")


async def would_hear(event: int, change: SeriesChange, now: datetime) -> tuple[int, int]:
    before = content_of(await load(event))
    split = Split(event, 0, before, change.of(before), change)
    told = await told_of_series(split, await fates_of(split.turn, now), now)
    return (told.all, told.silent) if told else (0, 0)


async def really_hear(now: datetime) -> int:
    """People: whoever has not heard of an earlier change either is called about both."""
    new = (CallTask.created_at == now) & (CallTask.purpose != "confirmed")
    return len({row["about"] for row in await CallTask.select(CallTask.about).where(new)})


@pytest.mark.parametrize(("mode", "silent"), [(SignUpMode.EACH_DATE, 1), (SignUpMode.COURSE, 0)])
async def test_another_room_that_the_series_undoes_later(mode: SignUpMode, silent: int) -> None:
    """Whoever comes to one date and has not heard of the other room hears nothing; a course knows of its next date only."""
    event = await a_published_event(terms=seats(9, mode))
    third = (await occurrence_ids(event))[2]
    of_it = None if mode is SignUpMode.COURSE else third
    await sign_up(event, of_it, "Demo-Person Eins")
    await everybody_is_reached()
    to_five = await a_change("Raum 5", TUESDAYS_AT_TEN)
    assert await would_hear(event, to_five, NOW) == (1, 0)
    goes_on = await change_series(event, to_five, CLUB, NOW)
    await sign_up(goes_on, of_it, "Demo-Person Zwei")
    later = day(2027, 1, 26)
    back = replace(to_five, day=later, room="Raum 2", when=replace(to_five.when, first_day=later))
    expected = await would_hear(goes_on, back, LATER)
    await change_series(goes_on, back, CLUB, LATER)
    assert expected == (await really_hear(LATER), silent) == (2 - silent, silent)


async def test_other_hours_for_whoever_knows_of_them_and_whoever_does_not() -> None:
    event = await a_published_event(terms=seats(9))
    first, second, third, *_rest = await occurrence_ids(event)
    for date_id, name in ((first, "Vorher"), (second, "Eins"), (third, "Zwei")):
        await sign_up(event, date_id, f"Demo-Person {name}")
    await everybody_is_reached()
    starts = datetime(2027, 1, 19, 15, tzinfo=BERLIN)
    await move_date(second, Move(starts, starts + timedelta(hours=1), "", "Umbau."), CLUB, NOW)
    change = await a_change("Raum 2", replace(TUESDAYS_AT_TEN, starts=time(14), ends=time(15)))
    expected = await would_hear(event, change, LATER)
    await change_series(event, change, CLUB, LATER)
    assert expected == (await really_hear(LATER), 1) == (1, 1)


async def to_the_park_and_back(event: int, venue: str, room: str, now: datetime) -> None:
    content = replace(content_of(await load(event)), venue_id=await a_venue(venue), room=room)
    if (await submit(event, content, CLUB, now)).waits:
        waiting = await waiting_content(subject_of(event))
        assert waiting
        await let_through(waiting[0], CLUB, now)


@pytest.mark.parametrize("mode", [SignUpMode.EACH_DATE, SignUpMode.COURSE])
async def test_the_usual_place_again_before_anybody_has_heard(mode: SignUpMode) -> None:
    event = await a_published_event(terms=seats(9, mode))
    first = (await occurrence_ids(event))[0]
    await sign_up(event, None if mode is SignUpMode.COURSE else first, "Demo-Person Eins")
    await everybody_is_reached()
    usual = content_of(await load(event))
    await to_the_park_and_back(event, "Stadtpark", "", NOW)
    await sign_up(event, None if mode is SignUpMode.COURSE else first, "Demo-Person Zwei")
    heard = await told_of_news(event, usual, LATER)
    assert heard
    assert (heard[1].calls, heard[1].silent) == (1, 1)
    await to_the_park_and_back(event, "Stadtteilbüro Ost", "Raum 2", LATER)
    assert await really_hear(LATER) == 1
