"""Taking back what waits, and putting away what is over: nobody who is signed up is left standing."""

import pytest

from databases import Database
from makers import (
    CLUB,
    NOW,
    a_club,
    a_published_event,
    a_sign_up,
    a_submitted_event,
    a_wish,
    occurrence_ids,
    seats,
    some_content,
)
from mittendrin.audit.rules import SYSTEM
from mittendrin.core.refusal import Refused
from mittendrin.events import actions as events
from mittendrin.events.rules import SignUpMode
from mittendrin.events.setting_aside import archive, bring_back, withdraw
from mittendrin.events.tables import Event
from mittendrin.publishing.queries import waiting_content
from mittendrin.registrations.date_changes import CallingOff, call_off_date


async def state(event_id: int) -> str:
    return (await events.load(event_id)).state


async def test_what_never_was_public_is_a_draft_again(database: Database) -> None:
    event_id, _revision = await a_submitted_event()
    await withdraw(event_id, CLUB, NOW)
    assert (await state(event_id), await waiting_content(events.subject_of(event_id))) == ("draft", None)


async def test_what_is_public_stays_when_its_change_is_withdrawn(database: Database) -> None:
    event_id = await a_published_event()
    await events.submit(event_id, await some_content(title="Gymnastik im Stehen"), CLUB, NOW)
    await withdraw(event_id, CLUB, NOW)
    event = await events.load(event_id)
    assert (event.state, event.title) == ("published", "Gymnastik im Sitzen")
    assert await waiting_content(events.subject_of(event_id)) is None


@pytest.mark.parametrize("mode", [SignUpMode.EACH_DATE, SignUpMode.COURSE])
async def test_an_event_with_sign_ups_is_not_put_away(database: Database, mode: SignUpMode) -> None:
    event_id = await a_published_event(terms=seats(8, mode))
    await a_sign_up(event_id, a_wish(), whole=mode is SignUpMode.COURSE)
    with pytest.raises(Refused, match="Menschen angemeldet"):
        await archive(event_id, CLUB, NOW)
    assert await state(event_id) == "published"


async def test_the_archive_takes_a_waiting_change_along_and_gives_back_a_draft(database: Database) -> None:
    event_id = await a_published_event()
    await events.submit(event_id, await some_content(title="Gymnastik im Stehen"), CLUB, NOW)
    await archive(event_id, CLUB, NOW)
    assert (await state(event_id), await waiting_content(events.subject_of(event_id))) == ("archived", None)
    await bring_back(event_id, CLUB, NOW)
    assert await state(event_id) == "draft"


async def test_only_the_archive_gives_back(database: Database) -> None:
    event_id = await a_published_event()
    await bring_back(event_id, CLUB, NOW)
    assert await state(event_id) == "published"


async def test_an_event_whose_dates_were_called_off_can_be_put_away(database: Database) -> None:
    event_id = await a_published_event(terms=seats(8))
    await a_sign_up(event_id)
    await call_off_date((await occurrence_ids(event_id))[0], CallingOff("Krank."), SYSTEM, NOW)
    await archive(event_id, CLUB, NOW)
    assert await state(event_id) == "archived"


async def test_the_same_form_makes_one_event_and_that_of_another_club_its_own(database: Database) -> None:
    content = await some_content()
    ours, theirs = await a_club(), await a_club("Demo-Wanderfreunde")
    first = await events.add_draft(ours, content, CLUB, NOW, key="abc")
    assert await events.add_draft(ours, content, CLUB, NOW, key="abc") == first
    assert await events.add_draft(theirs, content, CLUB, NOW, key="abc") != first
    assert await Event.count() == 2
