"""The board decides while the club goes on writing: one waits for the other, and nobody gets an error page."""

from asyncio import gather
from dataclasses import replace

import pytest

from makers import BOARD, CLUB, NOW, a_club, a_published_event, a_submitted_event, some_content
from mittendrin.core.refusal import Refused
from mittendrin.events.actions import let_through, send_back, subject_of, submit
from mittendrin.events.tables import Event
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.queries import waiting_content
from mittendrin.publishing.rules import Reason

pytestmark = pytest.mark.usefixtures("database")
TIMES = 5


async def a_changed_event(title: str) -> tuple[int, int]:
    event_id = await a_published_event(await a_club(f"Demo-Verein {title}"), title=title)
    await submit(event_id, await some_content(title=f"{title} neu"), CLUB, NOW)
    waiting = await waiting_content(subject_of(event_id))
    assert waiting is not None
    return event_id, waiting[0]


async def test_a_version_is_let_through_while_a_newer_one_comes() -> None:
    for number in range(TIMES):
        event_id, revision_id = await a_changed_event(f"Treffen {number}")
        newer = replace(await some_content(), title=f"Treffen {number} noch neuer")
        board, club = await gather(
            let_through(revision_id, BOARD, NOW), submit(event_id, newer, CLUB, NOW), return_exceptions=True
        )
        assert isinstance(board, Refused) or board == event_id
        assert not isinstance(club, BaseException)


async def test_a_version_is_sent_back_while_a_newer_one_comes() -> None:
    for number in range(TIMES):
        event_id, revision_id = await a_changed_event(f"Treffen {number}")
        newer = replace(await some_content(), title=f"Treffen {number} noch neuer")
        board, club = await gather(
            send_back(revision_id, Objection(Reason.MISSING, "Bitte kürzer."), BOARD, NOW),
            submit(event_id, newer, CLUB, NOW),
            return_exceptions=True,
        )
        assert isinstance(board, Refused) or board == event_id
        assert not isinstance(club, BaseException)


async def test_what_is_public_by_then_stays_so_whatever_comes_at_that_moment() -> None:
    for number in range(TIMES):
        event_id, revision_id = await a_submitted_event(await a_club(f"Verein {number}"), title="Ausflug")
        newer = replace(await some_content(), title="Ausflug ans Meer")
        board, club = await gather(
            let_through(revision_id, BOARD, NOW), submit(event_id, newer, CLUB, NOW), return_exceptions=True
        )
        event = await Event.select(Event.state).where(Event.id == event_id).first()
        assert event == {"state": "submitted" if isinstance(board, Refused) else "published"}
        assert not isinstance(club, BaseException)
