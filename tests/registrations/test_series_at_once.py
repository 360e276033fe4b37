"""The board decides on a series while the club changes it: one waits for the other, and nobody gets an error page."""

from asyncio import gather
from dataclasses import replace
from datetime import date

import pytest

from makers import BOARD, CLUB, NOW, TUESDAYS_AT_TEN, a_club, a_published_event, a_venue, some_content
from mittendrin.core.refusal import Refused
from mittendrin.events import actions as events
from mittendrin.events.continuing import series_subject
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.queries import waiting_content
from mittendrin.publishing.rules import Reason
from mittendrin.registrations import series_versions
from mittendrin.registrations.series import SeriesChange

pytestmark = pytest.mark.usefixtures("database")
TIMES = 5
WEDNESDAYS = replace(TUESDAYS_AT_TEN, weekdays=(2,), first_day=date(2027, 1, 19))


async def a_waiting_change(number: int) -> tuple[int, int, SeriesChange]:
    event_id = await a_published_event(await a_club(f"Demo-Verein {number}"), title=f"Treffen {number}")
    change = SeriesChange(date(2027, 1, 19), WEDNESDAYS, await a_venue(), "", "Der Raum ist belegt.")
    await series_versions.submit(event_id, change, CLUB, NOW)
    waiting = await waiting_content(series_subject(event_id))
    assert waiting
    return event_id, waiting[0], replace(change, reason="Der Raum ist zu klein.")


async def test_it_is_let_through_while_the_club_changes_the_whole_event() -> None:
    for number in range(TIMES):
        event_id, revision_id, newer = await a_waiting_change(number)
        content = await some_content(title=f"Treffen {number} neu")
        board, club, again = await gather(
            series_versions.let_through(revision_id, BOARD, NOW),
            events.submit(event_id, content, CLUB, NOW),
            series_versions.submit(event_id, newer, CLUB, NOW),
            return_exceptions=True,
        )
        for one in (board, club, again):
            assert isinstance(one, Refused) or not isinstance(one, BaseException)


async def test_it_is_sent_back_while_a_newer_one_comes() -> None:
    for number in range(TIMES):
        event_id, revision_id, newer = await a_waiting_change(number)
        board, club = await gather(
            series_versions.send_back(revision_id, Objection(Reason.MISSING, "Bitte kürzer."), BOARD, NOW),
            series_versions.submit(event_id, newer, CLUB, NOW),
            return_exceptions=True,
        )
        assert isinstance(board, Refused) or board == event_id
        assert club is True
