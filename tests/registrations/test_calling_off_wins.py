"""All of it is called off while an older change waits: the change may come, but no date takes place."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from makers import (
    BERLIN,
    BOARD,
    CLUB,
    NOW,
    TUESDAYS_AT_TEN,
    a_published_event,
    a_venue,
    some_content,
)
from mittendrin.desks.board.event_kind import preview
from mittendrin.desks.board.queries import decision_view
from mittendrin.desks.board.series_kind import preview_series
from mittendrin.events import actions as events
from mittendrin.events.continuing import series_subject
from mittendrin.events.queries import coming_dates
from mittendrin.events.recurrence import When
from mittendrin.events.showing import EventView
from mittendrin.events.views import DateView
from mittendrin.publishing.queries import waiting_content
from mittendrin.publishing.tables import Revision
from mittendrin.registrations import series_versions, versions
from mittendrin.registrations.after_all import event_takes_place_after_all
from mittendrin.registrations.date_changes import CallingOff
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.series_changes import call_off_event

pytestmark = pytest.mark.usefixtures("database")
Preview = Callable[[Revision, datetime], Awaitable[EventView]]
ILL = CallingOff("Die Leiterin ist krank.")
LATER, DECIDED = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
AT_ELEVEN = replace(TUESDAYS_AT_TEN, starts=time(11), ends=time(12))
THURSDAYS = replace(TUESDAYS_AT_TEN, first_day=date(2027, 1, 21), weekdays=(3,))
HINT = "Inzwischen ist alles abgesagt. Dabei bleibt es, auch wenn Sie das freigeben."


async def waiting_id(subject: str) -> int:
    waits = await waiting_content(subject)
    assert waits
    return waits[0]


async def first_three(event_id: int) -> list[tuple[str, bool, str]]:
    """When, whether it is called off, and why."""
    dates = await coming_dates(event_id, DECIDED, limit=3)
    return _in_short(dates)


def _in_short(dates: Sequence[DateView]) -> list[tuple[str, bool, str]]:
    return [(f"{one.starts.astimezone(BERLIN):%d.%m. %H}", one.called_off, one.reason) for one in dates]


async def shown_to_the_board(preview: Preview, revision_id: int) -> list[tuple[str, bool, str]]:
    revision = await Revision.objects().where(Revision.id == revision_id).first()
    assert revision
    return _in_short((await preview(revision, DECIDED)).dates[:3])


async def hints_for(revision_id: int, now: datetime) -> list[str]:
    return [hint.sentence for hint in (await decision_view(revision_id, 0, now)).hints]


@pytest.mark.parametrize(
    ("when", "days"),
    [
        (AT_ELEVEN, ["12.01. 11", "19.01. 11", "26.01. 11"]),
        (THURSDAYS, ["21.01. 10", "28.01. 10", "04.02. 10"]),
    ],
    ids=["another hour", "another day"],
)
async def test_a_change_from_before_brings_nothing_back_until_it_takes_place_after_all(
    when: When, days: list[str]
) -> None:
    event_id = await a_published_event()
    await versions.submit(event_id, await some_content(when=when), CLUB, NOW)
    waits = await waiting_id(events.subject_of(event_id))
    assert await hints_for(waits, NOW) == []
    await call_off_event(event_id, ILL, CLUB, LATER)
    assert await hints_for(waits, DECIDED) == [HINT]
    assert await shown_to_the_board(preview, waits) == [(day, True, ILL.reason) for day in days]

    await versions.let_through(waits, BOARD, DECIDED)
    assert await first_three(event_id) == [(day, True, ILL.reason) for day in days]
    assert await hints_for(waits, DECIDED) == []
    await event_takes_place_after_all(event_id, CLUB, DECIDED)
    assert await first_three(event_id) == [(day, False, "") for day in days]


async def test_nobody_reads_that_call_offs_end_where_all_of_it_stays_off() -> None:
    event_id = await a_published_event()
    await versions.submit(event_id, await some_content(when=THURSDAYS), CLUB, NOW)
    waits = await waiting_id(events.subject_of(event_id))
    await call_off_event(event_id, ILL, CLUB, LATER)
    assert (await decision_view(waits, 0, DECIDED)).takes_effect == ""


async def test_new_dates_that_were_written_afterwards_do_take_place() -> None:
    event_id = await a_published_event()
    await call_off_event(event_id, ILL, CLUB, NOW)
    await versions.submit(event_id, await some_content(when=THURSDAYS), CLUB, LATER)
    waits = await waiting_id(events.subject_of(event_id))
    assert await hints_for(waits, DECIDED) == []
    await versions.let_through(waits, BOARD, DECIDED)
    assert [off for _day, off, _reason in await first_three(event_id)] == [False, False, False]


async def test_a_series_that_should_change_from_a_day_on_stays_off_too() -> None:
    event_id = await a_published_event()
    change = SeriesChange(date(2027, 1, 21), THURSDAYS, await a_venue(), "Raum 2", "Belegt.")
    await series_versions.submit(event_id, change, CLUB, NOW)
    waits = await waiting_id(series_subject(event_id))
    await call_off_event(event_id, ILL, CLUB, LATER)
    assert await hints_for(waits, DECIDED) == [HINT]
    days = ["21.01. 10", "28.01. 10", "04.02. 10"]
    off = [(day, True, ILL.reason) for day in days]
    assert await shown_to_the_board(preview_series, waits) == off

    new_id = await series_versions.let_through(waits, BOARD, DECIDED)
    assert await first_three(new_id) == await shown_to_the_board(preview_series, waits) == off
    await event_takes_place_after_all(new_id, CLUB, DECIDED)
    assert await shown_to_the_board(preview_series, waits) == [(day, False, "") for day in days]
    assert await first_three(new_id) == [(day, False, "") for day in days]
