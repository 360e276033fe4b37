"""Feeds move on by a job, never by the clock alone."""

from datetime import date, datetime, time, timedelta

import pytest

from makers import BERLIN, NOW, a_published_event
from mittendrin.events.calendar_window import window_day
from mittendrin.events.recurrence import Repeat, When
from mittendrin.events.tables import Event
from mittendrin.jobs.feeds import move_feeds

pytestmark = pytest.mark.usefixtures("database")

ENDLESS = When(Repeat.WEEKLY, date(2027, 1, 12), weekdays=(1,), starts=time(10), ends=time(11))
NEW_YEAR = datetime(2028, 1, 1, 6, tzinfo=BERLIN)


async def sequences() -> dict[str, int]:
    rows = await Event.select(Event.title, Event.sequence)
    return {row["title"]: row["sequence"] for row in rows}


async def test_a_new_year_carries_endless_series_on_once() -> None:
    await a_published_event(when=ENDLESS, title="Singkreis")
    await a_published_event(title="Kurs mit Ende")
    before = await sequences()
    await move_feeds(NOW)
    await move_feeds(NEW_YEAR - timedelta(days=1))
    assert await sequences() == before

    for _ in range(2):
        await move_feeds(NEW_YEAR)
    assert await sequences() == {**before, "Singkreis": before["Singkreis"] + 1}
    row = await Event.select(Event.changed_at).where(Event.title == "Singkreis").first()
    assert row == {"changed_at": NEW_YEAR}
    assert await window_day(NOW) == NEW_YEAR.date()


async def test_the_report_says_what_happened() -> None:
    await a_published_event(when=ENDLESS)
    assert await move_feeds(NOW) == "Feeds are those of today; 0 series reach a year further."
    assert await move_feeds(NEW_YEAR) == "Feeds are those of today; 1 series reach a year further."
