"""Who may change a series at once, what waits for the board meanwhile, and what becomes of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from makers import (
    BOARD,
    CLUB,
    NOW,
    TUESDAYS_AT_TEN,
    a_club,
    a_published_event,
    a_venue,
    a_wish,
    occurrence_ids,
    seats,
    some_content,
)
from mittendrin.audit.queries import history
from mittendrin.core.refusal import Refused
from mittendrin.desks.club.event_queries import own_event
from mittendrin.events import actions as events
from mittendrin.events.content import content_of
from mittendrin.events.continuing import series_subject
from mittendrin.events.queries import coming_dates, event_by_slug
from mittendrin.events.rules import Newcomers
from mittendrin.events.setting_aside import archive
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.queries import proven, waiting_content, waiting_versions
from mittendrin.publishing.rules import Reason
from mittendrin.registrations import series_versions
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.queries import by_code
from mittendrin.registrations.rules import Target
from mittendrin.registrations.series import SeriesChange, from_json, going_on
from registrations.seen import open_calls

pytestmark = pytest.mark.usefixtures("database")
WEDNESDAYS = replace(TUESDAYS_AT_TEN, weekdays=(2,), first_day=date(2027, 1, 19))
TITLE = "Gymnastik im Sitzen"
NEW_PERSON = Newcomers("Herr Neu", "+4963190009099")
MISSING = Objection(Reason.MISSING, "ein Grund")


async def to_wednesdays() -> SeriesChange:
    return SeriesChange(date(2027, 1, 19), WEDNESDAYS, await a_venue(), "Raum 5", "Der Raum ist belegt.")


async def waiting_id(event_id: int) -> int:
    waiting = await waiting_content(series_subject(event_id))
    assert waiting
    return waiting[0]


async def days(slug: str = "gymnastik-im-sitzen") -> list[date]:
    running = await event_by_slug(slug)
    return [one.day for one in await coming_dates(running.id, NOW, limit=3)]


TUESDAYS = [date(2027, 1, 12), date(2027, 1, 19), date(2027, 1, 26)]
NEW_DAYS = [date(2027, 1, 20), date(2027, 1, 27), date(2027, 2, 3)]


async def test_nothing_changes_and_nobody_is_told_until_the_board_has_decided() -> None:
    event_id = await a_published_event(terms=seats(2))
    second = (await occurrence_ids(event_id))[1]
    receipt = await sign_up(Target(event_id, second), a_wish(), CLUB, NOW)
    assert await series_versions.submit(event_id, await to_wednesdays(), CLUB, NOW)
    assert (await days(), await open_calls()) == (TUESDAYS, ["confirmed"])

    new_id = await series_versions.let_through(await waiting_id(event_id), BOARD, NOW)
    assert await days() == NEW_DAYS
    assert (await by_code(receipt.code)).target.event_id == new_id
    assert await open_calls() == ["confirmed", "moved"]


async def test_what_is_returned_changes_nothing() -> None:
    event_id = await a_published_event()
    await series_versions.submit(event_id, await to_wednesdays(), CLUB, NOW)
    await series_versions.send_back(await waiting_id(event_id), MISSING, BOARD, NOW)
    assert (await days(), await waiting_versions()) == (TUESDAYS, [])


async def test_when_the_board_comes_late_it_begins_tomorrow() -> None:
    event_id = await a_published_event()
    await series_versions.submit(event_id, await to_wednesdays(), CLUB, NOW)
    friday = NOW + timedelta(days=11)
    await series_versions.let_through(await waiting_id(event_id), BOARD, friday)
    running = await event_by_slug("gymnastik-im-sitzen")
    assert [one.day for one in await coming_dates(running.id, friday, limit=2)] == [
        date(2027, 1, 27),
        date(2027, 2, 3),
    ]
    assert running.follows == event_id
    assert (await coming_dates(event_id, friday)) == []


async def test_the_change_of_a_proven_club_counts_at_once_and_is_looked_at_afterwards() -> None:
    club = await a_club()
    event_id, _choir, _chess = [await a_published_event(club, title=one) for one in (TITLE, "Chor", "Schach")]
    assert not await series_versions.submit(event_id, await to_wednesdays(), CLUB, NOW)
    assert await days() == NEW_DAYS
    (shown,) = [one for one in await waiting_versions() if one.subject == series_subject(event_id)]
    assert shown.at_once

    await series_versions.take_back(shown.revision_id, MISSING, BOARD, NOW)
    assert await days() == NEW_DAYS
    assert not await proven(club)


async def test_a_changed_text_that_waits_goes_on_with_the_event() -> None:
    event_id = await a_published_event()
    await events.submit(event_id, await some_content(title="Gymnastik im Stehen"), CLUB, NOW)
    await series_versions.submit(event_id, await to_wednesdays(), CLUB, NOW)
    new_id = await series_versions.let_through(await waiting_id(event_id), BOARD, NOW)

    text = await waiting_content(events.subject_of(new_id))
    assert text
    await events.let_through(text[0], BOARD, NOW)
    running = await events.load(new_id)
    assert running.title == "Gymnastik im Stehen"
    assert (await days(), running.room) == (NEW_DAYS, "Raum 5")


async def test_the_club_thinks_better_of_it() -> None:
    event_id = await a_published_event()
    await series_versions.submit(event_id, await to_wednesdays(), CLUB, NOW)
    revision_id = await waiting_id(event_id)
    await series_versions.withdraw(event_id, CLUB, NOW)
    with pytest.raises(Refused, match="schon jemand entschieden"):
        await series_versions.let_through(revision_id, BOARD, NOW)


async def test_an_event_in_the_archive_changes_no_more() -> None:
    event_id = await a_published_event()
    await series_versions.submit(event_id, await to_wednesdays(), CLUB, NOW)
    await archive(event_id, CLUB, NOW)
    assert await waiting_versions() == []
    with pytest.raises(Refused, match="nicht zu sehen"):
        await series_versions.submit(event_id, await to_wednesdays(), CLUB, NOW)


@pytest.mark.parametrize("day", [date(2027, 1, 11), date(2027, 1, 12)])
async def test_what_could_never_be_let_through_is_refused_at_once(day: date) -> None:
    event_id = await a_published_event()
    with pytest.raises(Refused):
        await series_versions.submit(event_id, replace(await to_wednesdays(), day=day), CLUB, NOW)
    assert await waiting_versions() == []


async def test_the_board_decides_on_a_title_that_changes_from_a_day_on() -> None:
    event_id = await a_published_event()
    change = replace(await to_wednesdays(), others={"title": "Gymnastik im Stehen"})
    await series_versions.submit(event_id, change, CLUB, NOW)
    assert (await events.load(event_id)).title == TITLE
    new_id = await series_versions.let_through(await waiting_id(event_id), BOARD, NOW)
    assert [(await events.load(one)).title for one in (event_id, new_id)] == [TITLE, "Gymnastik im Stehen"]


async def test_a_telephone_number_that_is_new_from_a_day_on_waits_for_nobody() -> None:
    event_id = await a_published_event()
    content = content_of(await events.load(event_id))
    newcomers = replace(content.newcomers, phone="+4963190009099")
    day = date(2027, 1, 19)
    when = going_on(content.when, content.when, day)
    others = {"newcomers": newcomers}
    change = SeriesChange(day, when, content.venue_id, content.room, "Neues Telefon.", others)
    assert not await series_versions.submit(event_id, change, CLUB, NOW)
    running = await event_by_slug("gymnastik-im-sitzen")
    assert (running.follows, running.newcomer_phone) == (event_id, "+4963190009099")


async def with_a_new_number() -> SeriesChange:
    return replace(await to_wednesdays(), others={"newcomers": NEW_PERSON, "bring": "Schuhe"})


async def test_a_new_number_beside_what_waits_counts_at_once_for_every_date() -> None:
    event_id = await a_published_event()
    before = content_of(await events.load(event_id))
    assert await series_versions.submit(event_id, await with_a_new_number(), CLUB, NOW)

    assert content_of(await events.load(event_id)) == replace(before, newcomers=NEW_PERSON)
    waits = await waiting_content(series_subject(event_id))
    assert waits and from_json(waits[1]) == replace(await with_a_new_number(), others={"bring": "Schuhe"})
    assert (await history(events.subject_of(event_id)))[0].act == "event.contact_changed"

    new_id = await series_versions.let_through(await waiting_id(event_id), BOARD, NOW)
    after = content_of(await events.load(new_id))
    assert (after.newcomers, after.bring, await days()) == (NEW_PERSON, "Schuhe", NEW_DAYS)


async def test_the_new_number_stays_when_the_rest_comes_back_or_is_given_up() -> None:
    event_id = await a_published_event()
    before = content_of(await events.load(event_id))
    await series_versions.submit(event_id, await with_a_new_number(), CLUB, NOW)
    await series_versions.send_back(await waiting_id(event_id), MISSING, BOARD, NOW)
    await series_versions.withdraw(event_id, CLUB, NOW)
    assert content_of(await events.load(event_id)) == replace(before, newcomers=NEW_PERSON)


async def test_no_old_number_comes_back_with_a_text_that_waits() -> None:
    event_id = await a_published_event()
    await events.submit(event_id, await some_content(title="Gymnastik im Stehen"), CLUB, NOW)
    await series_versions.submit(event_id, await with_a_new_number(), CLUB, NOW)
    text = await waiting_content(events.subject_of(event_id))
    assert text
    await events.let_through(text[0], BOARD, NOW)
    running = content_of(await events.load(event_id))
    assert running == await some_content(title="Gymnastik im Stehen", newcomers=NEW_PERSON)


async def test_no_old_number_comes_back_with_a_text_that_was_returned() -> None:
    club = await a_club()
    event_id = await a_published_event(club)
    await events.submit(event_id, await some_content(title="Gymnastik im Stehen"), CLUB, NOW)
    text = await waiting_content(events.subject_of(event_id))
    assert text
    await events.send_back(text[0], MISSING, BOARD, NOW)
    await series_versions.submit(event_id, await with_a_new_number(), CLUB, NOW)
    written = (await own_event(event_id, club)).content
    assert written == await some_content(title="Gymnastik im Stehen", newcomers=NEW_PERSON)


async def test_the_new_number_of_a_proven_club_counts_from_the_day_on_like_all_the_rest() -> None:
    club = await a_club()
    event_id, _choir, _chess = [await a_published_event(club, title=one) for one in (TITLE, "Chor", "Schach")]
    before = content_of(await events.load(event_id)).newcomers
    assert not await series_versions.submit(event_id, await with_a_new_number(), CLUB, NOW)
    running = await event_by_slug("gymnastik-im-sitzen")
    both = [content_of(await events.load(one)).newcomers for one in (event_id, running.id)]
    assert both == [before, NEW_PERSON]


async def test_a_change_that_waits_keeps_what_was_put_right_meanwhile() -> None:
    event_id = await a_published_event()
    await series_versions.submit(event_id, await to_wednesdays(), CLUB, NOW)
    content = content_of(await events.load(event_id))
    phone = replace(content, newcomers=replace(content.newcomers, phone="+4963190009099"))
    await events.submit(event_id, phone, CLUB, NOW)
    new_id = await series_versions.let_through(await waiting_id(event_id), BOARD, NOW)
    assert (await events.load(new_id)).newcomer_phone == "+4963190009099"


async def test_a_series_that_has_ended_is_not_changed_a_second_time() -> None:
    club = await a_club()
    event_id, *_others = [await a_published_event(club, title=one) for one in (TITLE, "Chor", "Schach")]
    await series_versions.submit(event_id, await to_wednesdays(), CLUB, NOW)
    with pytest.raises(Refused, match="keinen Termin"):
        await series_versions.submit(event_id, await to_wednesdays(), CLUB, NOW)
