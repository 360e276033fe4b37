"""Another rule has no date today: what was to be today does not vanish from under those who are on their way."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from makers import CLUB, NOW, TUESDAYS_AT_TEN, a_club, a_published_event, occurrence_ids, some_content
from mittendrin.events.actions import let_through, submit
from mittendrin.events.filters import Filter
from mittendrin.events.finding import dates_between
from mittendrin.events.given_up import named_before
from mittendrin.events.previewing import Unpublished, preview_event
from mittendrin.events.recurrence import When
from mittendrin.events.views import DateView
from mittendrin.publishing.queries import waiting_content
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date

pytestmark = pytest.mark.usefixtures("database")
TODAY = NOW.date()
MONDAYS = replace(TUESDAYS_AT_TEN, weekdays=(0,), first_day=TODAY)
WEDNESDAYS = replace(MONDAYS, weekdays=(2,))
NAMED = "Der Termin heute fällt aus: Montag, 11. Januar, 10 bis 11 Uhr. Besucher sehen das heute noch."
GONE = ("Montag, 11. Januar", True, "Die Termine haben sich geändert. Stattdessen: Mittwoch, 13. Januar 2027")
WEDNESDAY = ("Mittwoch, 13. Januar", False, "")


async def now_on(event_id: int, when: When, now: datetime) -> None:
    await submit(event_id, await some_content(when=when), CLUB, now)
    waiting = await waiting_content(f"event:{event_id}")
    assert waiting
    await let_through(waiting[0], CLUB, now)


async def seen_on(now: datetime) -> list[tuple[str, bool, str]]:
    return as_seen(await dates_between(Filter(), TODAY, TODAY + timedelta(days=6), now))


def as_seen(dates: list[DateView]) -> list[tuple[str, bool, str]]:
    return [(one.day_words, one.called_off, one.why) for one in dates]


async def test_it_stays_called_off_until_it_is_over_and_is_named_before() -> None:
    event_id = await a_published_event(when=MONDAYS)
    preview = await preview_event(
        Unpublished(await some_content(when=WEDNESDAYS), await a_club(), event_id), NOW
    )
    assert await named_before(event_id, WEDNESDAYS, NOW) == (NAMED,)

    await now_on(event_id, WEDNESDAYS, NOW)
    assert await seen_on(NOW) == [GONE, WEDNESDAY]
    assert as_seen(preview.dates[:2]) == [GONE, WEDNESDAY]
    # Something else is changed on the same day.
    await now_on(event_id, replace(WEDNESDAYS, weekdays=(2, 4)), NOW)
    assert (await seen_on(NOW))[:2] == [GONE, WEDNESDAY]
    assert (await seen_on(NOW + timedelta(hours=4)))[0] == WEDNESDAY


async def test_what_has_begun_stays_as_it_is() -> None:
    event_id = await a_published_event(when=MONDAYS)
    under_way = NOW.replace(hour=10, minute=30)
    preview = Unpublished(await some_content(when=WEDNESDAYS), await a_club(), event_id)
    begun = ("Montag, 11. Januar", False, "")
    assert as_seen((await preview_event(preview, under_way)).dates[:2]) == [begun, WEDNESDAY]
    assert await named_before(event_id, WEDNESDAYS, under_way) == ()
    await now_on(event_id, WEDNESDAYS, under_way)
    assert await seen_on(under_way) == [begun, WEDNESDAY]


async def test_what_was_moved_to_today_and_has_begun_is_no_loss() -> None:
    event_id = await a_published_event(when=replace(MONDAYS, weekdays=(1,)))
    early = NOW + timedelta(minutes=30)
    (tuesday, *_rest) = await occurrence_ids(event_id)
    await move_date(tuesday, Move(early, early + timedelta(hours=1), "", "Saal belegt"), CLUB, NOW)
    await now_on(event_id, WEDNESDAYS, early)
    assert [one[:2] for one in await seen_on(early)] == [("Montag, 11. Januar", False), WEDNESDAY[:2]]


async def test_what_was_called_off_for_today_stays_so_and_keeps_its_reason() -> None:
    event_id = await a_published_event(when=MONDAYS)
    await call_off_date((await occurrence_ids(event_id))[0], CallingOff("Frau Demo ist krank."), CLUB, NOW)
    assert await named_before(event_id, WEDNESDAYS, NOW) == ()
    await now_on(event_id, WEDNESDAYS, NOW)
    assert (await seen_on(NOW))[0] == ("Montag, 11. Januar", True, "Frau Demo ist krank.")


async def test_at_another_hour_of_the_same_day_only_the_new_one_stands_there() -> None:
    event_id = await a_published_event(when=MONDAYS)
    in_the_afternoon = replace(MONDAYS, starts=time(14), ends=time(15))
    assert await named_before(event_id, in_the_afternoon, NOW) == ()
    await now_on(event_id, in_the_afternoon, NOW)
    assert await seen_on(NOW) == [("Montag, 11. Januar", False, "")]
