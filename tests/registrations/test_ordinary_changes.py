"""The whole event is changed in the ordinary form while people are signed up: nobody stands before a closed door."""

from dataclasses import replace
from datetime import date

import pytest

from databases import Database
from makers import (
    BOARD,
    CLUB,
    NOW,
    TUESDAYS_AT_TEN,
    a_published_event,
    a_sign_up,
    occurrence_ids,
    seats,
)
from mittendrin.core.refusal import Refused
from mittendrin.events import actions as events
from mittendrin.events.actions import load
from mittendrin.events.content import content_of
from mittendrin.events.recurrence import When
from mittendrin.events.rules import EventContent, SignUpMode
from mittendrin.publishing.queries import waiting_content
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.versions import let_through, submit

WEDNESDAYS = replace(TUESDAYS_AT_TEN, weekdays=(2,))
OF_THE_WHOLE = [SignUpMode.COURSE, SignUpMode.REGULAR]


async def public(event_id: int) -> EventContent:
    return content_of(await load(event_id))


async def hand_in(event_id: int, when: When) -> None:
    await submit(event_id, replace(await public(event_id), when=when), CLUB, NOW)


async def waiting_id(event_id: int) -> int:
    waiting = await waiting_content(events.subject_of(event_id))
    assert waiting is not None
    return waiting[0]


@pytest.mark.parametrize("mode", OF_THE_WHOLE)
async def test_no_date_vanishes_under_who_is_signed_up_for_all(database: Database, mode: SignUpMode) -> None:
    event_id = await a_published_event(terms=seats(8, mode))
    await hand_in(event_id, WEDNESDAYS)
    await a_sign_up(event_id, whole=True)
    leads_on = "Dann bekommen alle Bescheid"
    with pytest.raises(Refused, match=leads_on):
        await let_through(await waiting_id(event_id), BOARD, NOW)
    with pytest.raises(Refused, match=leads_on):
        await hand_in(event_id, WEDNESDAYS)
    assert (await public(event_id)).when == TUESDAYS_AT_TEN


async def test_a_course_may_end_before_dates_that_were_called_off(database: Database) -> None:
    event_id = await a_published_event(terms=seats(8, SignUpMode.COURSE))
    await a_sign_up(event_id, whole=True)
    shorter = replace(TUESDAYS_AT_TEN, until=date(2027, 3, 23))
    with pytest.raises(Refused, match="Ab einem Tag anders"):
        await hand_in(event_id, shorter)
    await call_off_date((await occurrence_ids(event_id))[-1], CallingOff("Der Raum ist belegt."), CLUB, NOW)
    await hand_in(event_id, shorter)
    await let_through(await waiting_id(event_id), BOARD, NOW)
    assert (await public(event_id)).when == shorter
