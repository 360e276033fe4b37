"""A pause that is over is seen, and a trial stays a trial."""

from datetime import date, datetime

import pytest

from databases import Database
from engagement_makers import a_trial
from makers import BERLIN, NOW, OFFICE, an_engagement
from mittendrin.engagements.engaging import (
    Meeting,
    begin_trial,
    go_on_after_pause,
    keep_on,
    pause,
    plan_first_meeting,
)
from mittendrin.engagements.quiet import QuietLine, pauses_over
from mittendrin.engagements.telling import Voice
from mittendrin.outbox.calls import open_calls
from mittendrin.volunteering.tables import Engagement

THE_OFFICE = Voice(OFFICE)
UNTIL = date(2027, 1, 31)


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=BERLIN)


async def test_a_pause_that_is_over_stands_in_a_list_until_it_goes_on(database: Database) -> None:
    engagement = await a_trial()
    await pause(engagement, UNTIL, THE_OFFICE, NOW)
    assert await pauses_over(on(UNTIL)) == []
    later = on(date(2027, 2, 1))
    line = QuietLine(f"einsaetze/{engagement}", "Demo-Person Hilfe", "Demo-Person Suche", UNTIL)
    assert await pauses_over(later) == [line]
    await go_on_after_pause(engagement, THE_OFFICE, later)
    assert await pauses_over(later) == []


@pytest.mark.parametrize(
    "back", [pytest.param(date(2027, 1, 20), id="early"), pytest.param(date(2027, 4, 5), id="late")]
)
async def test_a_trial_goes_on_as_a_trial_for_what_was_left_of_it(database: Database, back: date) -> None:
    engagement = await a_trial()
    await pause(engagement, UNTIL, THE_OFFICE, NOW)
    await go_on_after_pause(engagement, THE_OFFICE, on(back))
    assert await Engagement.select(Engagement.status, Engagement.trial_ends_on) == [
        {"status": "trial", "trial_ends_on": date.fromordinal(back.toordinal() + 28)}
    ]


async def test_what_ran_runs_again(database: Database) -> None:
    engagement = await a_trial()
    await keep_on(engagement, THE_OFFICE, NOW)
    await pause(engagement, date(2027, 1, 15), THE_OFFICE, NOW)
    await go_on_after_pause(engagement, THE_OFFICE, on(date(2027, 1, 16)))
    assert await Engagement.select(Engagement.status) == [{"status": "running"}]


async def test_nobody_is_called_about_a_meeting_that_has_been(database: Database) -> None:
    engagement, _proposal = await an_engagement()
    await plan_first_meeting(engagement, Meeting(on(date(2027, 1, 12)), "Café Beispiel"), THE_OFFICE, NOW)
    await begin_trial(engagement, THE_OFFICE, on(date(2027, 1, 13)))
    assert [one.purpose for one in await open_calls(None) if one.purpose == "first_meeting"] == []
