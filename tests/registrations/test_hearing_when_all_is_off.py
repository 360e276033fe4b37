"""All of it was called off, and it changes: who would hear is counted by the dates that then take place."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from makers import CLUB, NOW, TUESDAYS_AT_TEN, a_published_event, a_wish, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.events.actions import load, subject_of
from mittendrin.events.content import content_of
from mittendrin.events.recurrence import When
from mittendrin.events.rules import EventContent, SignUpMode
from mittendrin.outbox.tables import CallTask
from mittendrin.publishing.queries import waiting_content
from mittendrin.registrations import actions, versions
from mittendrin.registrations.date_changes import CallingOff
from mittendrin.registrations.place_changes import told_of_news
from mittendrin.registrations.rules import Target
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.series_changes import call_off_event, change_series
from mittendrin.registrations.series_dates import fates_of
from mittendrin.registrations.series_hearing import told_of_series
from mittendrin.registrations.series_moving import Split
from registrations.seen import everybody_is_reached

pytestmark = pytest.mark.usefixtures("database")
SECOND, LAST = date(2027, 1, 19), date(2027, 1, 26)
THREE = replace(TUESDAYS_AT_TEN, until=LAST)
LATER = NOW + timedelta(hours=1)
AT_THREE = replace(THREE, starts=time(15), ends=time(16))
LONGER = replace(AT_THREE, until=date(2027, 2, 9))
RULES = pytest.mark.parametrize(
    ("when", "heard", "hear"),
    [(AT_THREE, True, 0), (LONGER, True, 1), (LONGER, False, 1)],
    ids=["no new date", "new dates", "new dates, not heard"],
)


async def a_course_that_is_off(heard: bool) -> int:
    event = await a_published_event(when=THREE, terms=seats(4, SignUpMode.COURSE))
    await actions.sign_up(Target(event, None), a_wish("Demo-Person 1", phone="+491713920001"), VISITOR, NOW)
    await everybody_is_reached()
    await call_off_event(event, CallingOff("Die Leiterin ist krank."), CLUB, NOW)
    if heard:
        await everybody_is_reached()
    return event


async def really_hear() -> int:
    return int(await CallTask.count().where(CallTask.created_at == LATER, CallTask.state == "open"))


@RULES
async def test_a_series_that_changes_from_a_day_on(when: When, heard: bool, hear: int) -> None:
    event = await a_course_that_is_off(heard)
    before = content_of(await load(event))
    change = SeriesChange(SECOND, replace(when, first_day=SECOND), before.venue_id, before.room, "Umbau.")
    split = Split(event, 0, before, change.of(before), change)
    told = await told_of_series(split, await fates_of(split.turn, LATER), LATER)
    await change_series(event, change, CLUB, LATER)
    assert (told.all if told else 0, await really_hear()) == (hear, hear)


@RULES
async def test_the_whole_event_with_another_rule(when: When, heard: bool, hear: int) -> None:
    event = await a_course_that_is_off(heard)
    content: EventContent = replace(content_of(await load(event)), when=when)
    news = await told_of_news(event, content, LATER)
    await versions.submit(event, content, CLUB, LATER)
    waits = await waiting_content(subject_of(event))
    assert waits
    await versions.let_through(waits[0], CLUB, LATER)
    assert (news[1].all if news else 0, await really_hear()) == (hear, hear)
