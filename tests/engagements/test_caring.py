"""What the daily job does for engagements; tests move the clock."""

from datetime import datetime, timedelta

import pytest

from databases import Database
from makers import BERLIN, NOW, OFFICE, an_engagement
from mittendrin.core.refusal import Refused
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.engaging import Meeting, begin_trial, keep_on, plan_first_meeting
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.pausing import pause
from mittendrin.engagements.telling import Voice
from mittendrin.jobs.caring import care
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.states import EngagementState

THE_OFFICE = Voice(OFFICE)
NOTHING = "0 reminders of first meetings, 0 engagements to ask how it goes, 0 without an answer."


def at(day: int, month: int = 1, year: int = 2027) -> datetime:
    return datetime(year, month, day, 6, tzinfo=BERLIN)


def after(day: int) -> datetime:
    """The meeting of that day."""
    return at(day) + timedelta(hours=11)


async def a_meeting_on(day: int) -> int:
    engagement, _proposal = await an_engagement()
    meeting = Meeting(datetime(2027, 1, day, 15, tzinfo=BERLIN), "Café am Markt")
    await plan_first_meeting(engagement, meeting, THE_OFFICE, NOW)
    return engagement


async def asked() -> list[tuple[str, str]]:
    """Who is called, and the headline."""
    rows = await (
        CallTask.select(CallTask.recipient_name, CallTask.headline)
        .where(CallTask.purpose == "check_in", CallTask.state == CallState.OPEN.value)
        .order_by(CallTask.id)
    )
    return [(row["recipient_name"], row["headline"]) for row in rows]


async def test_both_are_told_of_the_meeting_and_reminded_the_day_before_once(database: Database) -> None:
    await a_meeting_on(14)
    told = (Mail.purpose == "first_meeting", CallTask.purpose == "first_meeting")
    assert (await Mail.count().where(told[0]), await CallTask.count().where(told[1])) == (1, 1)
    assert await care(at(12)) == NOTHING
    assert (
        await care(at(13))
        == "2 reminders of first meetings, 0 engagements to ask how it goes, 0 without an answer."
    )
    assert await care(at(13)) == NOTHING
    reminded = (Mail.purpose == "meeting_reminder", CallTask.purpose == "meeting_reminder")
    assert (await Mail.count().where(reminded[0]), await CallTask.count().where(reminded[1])) == (1, 1)


async def test_before_a_weekend_somebody_calls_on_friday(database: Database) -> None:
    await a_meeting_on(18)
    await care(at(15))
    calls = await CallTask.select(CallTask.recipient_name).where(CallTask.purpose == "meeting_reminder")
    assert calls == [{"recipient_name": "Demo-Person Suche"}]


async def test_a_meeting_on_another_day_is_told_and_reminded_anew(database: Database) -> None:
    engagement = await a_meeting_on(14)
    await care(at(13))
    meeting = Meeting(datetime(2027, 1, 20, 15, tzinfo=BERLIN), "Stadtteilbüro Ost")
    await plan_first_meeting(engagement, meeting, THE_OFFICE, at(13))
    calls = await CallTask.select(CallTask.purpose).where(
        CallTask.state == CallState.OPEN.value, CallTask.purpose.is_in(["first_meeting", "meeting_reminder"])
    )
    assert calls == [{"purpose": "first_meeting"}]
    assert (
        await care(at(19))
        == "2 reminders of first meetings, 0 engagements to ask how it goes, 0 without an answer."
    )


async def test_the_day_after_the_meeting_both_are_asked_once(database: Database) -> None:
    await a_meeting_on(14)
    for _twice in range(2):
        await care(at(15))
    assert await asked() == [
        ("Demo-Person Hilfe", "Wie war das erste Treffen mit Demo-Person Suche?"),
        ("Demo-Person Suche", "Wie war das erste Treffen mit Demo-Person Hilfe?"),
    ]


async def test_a_clerk_who_is_faster_than_the_calendar_skips_no_question(database: Database) -> None:
    engagement = await a_meeting_on(14)
    await begin_trial(engagement, THE_OFFICE, after(14))
    await care(at(15))
    await keep_on(engagement, THE_OFFICE, at(16))
    await care(at(11, 2))
    assert [headline for name, headline in await asked() if name == "Demo-Person Hilfe"] == [
        "Wie war das erste Treffen mit Demo-Person Suche?",
        "Vier Wochen mit Demo-Person Suche: Wie ist es?",
    ]


async def test_no_trial_begins_before_the_two_have_met(database: Database) -> None:
    engagement = await a_meeting_on(14)
    with pytest.raises(Refused, match="Das erste Treffen kommt erst noch"):
        await begin_trial(engagement, THE_OFFICE, at(14))
    assert (await pair(engagement)).status is EngagementState.FIRST_MEETING


async def test_two_who_met_by_themselves_have_a_day_of_their_meeting(database: Database) -> None:
    engagement, _proposal = await an_engagement()
    await begin_trial(engagement, THE_OFFICE, NOW)
    found = await pair(engagement)
    assert (found.first_meeting_at, found.trial_ends_on) == (NOW, NOW.date() + timedelta(weeks=4))


async def test_four_weeks_are_asked_about_though_nobody_noted_the_trial(database: Database) -> None:
    await a_meeting_on(14)
    for day in (at(15), at(11, 2)):
        await care(day)
    assert [headline for name, headline in await asked() if name == "Demo-Person Hilfe"] == [
        "Wie war das erste Treffen mit Demo-Person Suche?",
        "Vier Wochen mit Demo-Person Suche: Wie ist es?",
    ]


async def test_after_four_weeks_and_after_half_a_year_both_are_asked_once(database: Database) -> None:
    engagement = await a_meeting_on(14)
    await begin_trial(engagement, THE_OFFICE, at(15))
    assert await care(at(11, 2)) == NOTHING
    for _twice in range(2):
        await care(at(12, 2))
    assert [headline for _name, headline in await asked()] == [
        "Vier Wochen mit Demo-Person Suche: Wie ist es?",
        "Vier Wochen mit Demo-Person Hilfe: Wie ist es?",
    ]
    await keep_on(engagement, THE_OFFICE, at(12, 2))
    assert await care(at(13, 7)) == NOTHING
    for _twice in range(2):
        await care(at(14, 7))
    assert len(await asked()) == 4
    await care(at(14, 1, 2028))
    assert len(await asked()) == 6


async def test_when_a_pause_is_over_the_helper_is_asked_whether_it_goes_on(database: Database) -> None:
    engagement = await a_meeting_on(14)
    await begin_trial(engagement, THE_OFFICE, at(15))
    await pause(engagement, at(31).date(), THE_OFFICE, at(15))
    assert await care(at(31)) == NOTHING
    await care(at(1, 2))
    assert await asked() == [("Demo-Person Hilfe", "Die Pause ist vorbei: Geht es weiter?")]


async def test_nobody_is_asked_about_what_has_ended(database: Database) -> None:
    engagement = await a_meeting_on(14)
    await care(at(15))
    await finish(engagement, Ending(), THE_OFFICE, at(15))
    assert await asked() == []
    assert await care(at(15) + timedelta(days=400)) == NOTHING


@pytest.mark.parametrize(
    ("begun", "words"),
    [
        (False, "Sie haben Demo-Person Hilfe getroffen. Wie war es? Möchten Sie es vier Wochen miteinander"),
        (True, "Sie haben Demo-Person Hilfe getroffen. Wie war es? Brauchen Sie etwas von uns?"),
    ],
)
async def test_whether_to_begin_a_trial_is_asked_before_it_has_begun_alone(
    database: Database, begun: bool, words: str
) -> None:
    engagement = await a_meeting_on(12)
    if begun:
        await begin_trial(engagement, THE_OFFICE, after(12))
    await care(at(13))
    asked_her = CallTask.select(CallTask.script).where(
        CallTask.purpose == "check_in", CallTask.recipient_name == "Demo-Person Suche"
    )
    (script,) = await asked_her.output(as_list=True)
    assert script.startswith(words)
    assert ("vier Wochen" in script) is not begun
