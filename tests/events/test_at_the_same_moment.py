"""The board decides while the club goes on writing: one waits for the other, and nobody gets an error page."""

from asyncio import gather
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

import pytest

from makers import BOARD, CLUB, NOW, a_club, a_published_event, a_submitted_event, some_content
from mittendrin.audit.rules import Doer
from mittendrin.core.refusal import Refused
from mittendrin.events.actions import change_contact, let_through, send_back, subject_of, submit
from mittendrin.events.rules import Newcomers
from mittendrin.events.setting_aside import archive, withdraw
from mittendrin.events.tables import Event
from mittendrin.events.taking_back import take_back
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.queries import waiting_content
from mittendrin.publishing.rules import Reason
from mittendrin.publishing.tables import Revision

pytestmark = pytest.mark.usefixtures("database")
TIMES = 5
TOO_LONG = Objection(Reason.MISSING, "Bitte kürzer.")


async def a_changed_event(title: str) -> tuple[int, int]:
    event_id = await a_published_event(await a_club(f"Demo-Verein {title}"), title=title)
    await submit(event_id, await some_content(title=f"{title} neu"), CLUB, NOW)
    waiting = await waiting_content(subject_of(event_id))
    assert waiting is not None
    return event_id, waiting[0]


async def states(event_id: int) -> tuple[str, str]:
    """Of the event, and of its newest version."""
    event = await Event.select(Event.state).where(Event.id == event_id).first()
    newest = Revision.select(Revision.state).order_by(Revision.id, ascending=False)
    revision = await newest.where(Revision.subject == subject_of(event_id)).first()
    assert event
    assert revision
    return event["state"], revision["state"]


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
        event_id, revision_id = await a_submitted_event(await a_club(f"Verein {number}"), title="Ausflug")
        newer = replace(await some_content(), title="Ausflug ans Meer")
        board, club = await gather(
            send_back(revision_id, TOO_LONG, BOARD, NOW),
            submit(event_id, newer, CLUB, NOW),
            return_exceptions=True,
        )
        assert isinstance(board, Refused) or board == event_id
        assert not isinstance(club, BaseException)
        assert await states(event_id) == ("submitted", "submitted")


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


@pytest.mark.parametrize("board_first", [True, False])
@pytest.mark.parametrize("act", [withdraw, archive])
async def test_the_club_takes_away_what_is_just_let_through(
    act: Callable[[int, Doer, datetime], Awaitable[None]], board_first: bool
) -> None:
    for number in range(TIMES):
        event_id, revision_id = await a_submitted_event(await a_club(f"Verein {number}"), title="Ausflug")
        acts = [let_through(revision_id, BOARD, NOW), act(event_id, CLUB, NOW)]
        said = await gather(*(acts if board_first else reversed(acts)), return_exceptions=True)
        assert not [one for one in said if isinstance(one, BaseException) and not isinstance(one, Refused)]
        after = {withdraw: "draft", archive: "archived"}[act]
        let = ("published" if act is withdraw else "archived", "published")
        assert await states(event_id) in {let, (after, "withdrawn")}


async def test_what_is_public_is_taken_back_while_a_newer_version_comes() -> None:
    for number in range(TIMES):
        event_id, revision_id = await a_submitted_event(await a_club(f"Verein {number}"), title="Ausflug")
        await let_through(revision_id, BOARD, NOW)
        newer = replace(await some_content(), title="Ausflug ans Meer")
        board, club = await gather(
            take_back(revision_id, TOO_LONG, BOARD, NOW), submit(event_id, newer, CLUB, NOW),
            return_exceptions=True,
        )  # fmt: skip
        assert board == event_id
        assert not isinstance(club, BaseException)
        assert (await states(event_id))[1] == "submitted"


async def test_a_contact_person_changes_while_another_text_is_let_through() -> None:
    for number in range(TIMES):
        event_id, revision_id = await a_changed_event(f"Treffen {number}")
        newcomer = Newcomers("Herr Neu", "+496990009013")
        await gather(change_contact(event_id, newcomer, CLUB, NOW), let_through(revision_id, BOARD, NOW))
        event = await Event.select(Event.title, Event.newcomer_name).where(Event.id == event_id).first()
        assert event == {"title": f"Treffen {number} neu", "newcomer_name": "Herr Neu"}
