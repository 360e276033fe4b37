"""What happens between the list of the daily job and its deed: nobody hears what is not so any more."""

from datetime import datetime, timedelta

import pytest

from incident_makers import HELPER, report
from makers import BERLIN, NOW, OFFICE, an_engagement
from mittendrin.engagements.caring import (
    Due,
    ask_how_it_goes,
    check_ins,
    coming_meetings,
    remind_of_meeting,
)
from mittendrin.engagements.engaging import Meeting, call_off_first_meeting, plan_first_meeting
from mittendrin.engagements.telling import Voice
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.sides import Side

pytestmark = pytest.mark.usefixtures("database")
THE_OFFICE = Voice(OFFICE)
MEETING = Meeting(datetime(2027, 1, 14, 15, tzinfo=BERLIN), "Café am Markt")
THE_DAY_BEFORE, THE_DAY_AFTER = MEETING.at - timedelta(days=1), MEETING.at + timedelta(days=1)


async def a_meeting() -> int:
    engagement, _proposal = await an_engagement()
    await plan_first_meeting(engagement, MEETING, THE_OFFICE, NOW)
    return engagement


async def said(purpose: str) -> list[str]:
    mails = await Mail.select(Mail.recipient_name).where(Mail.purpose == purpose).order_by(Mail.id)
    calls = await (
        CallTask.select(CallTask.recipient_name).where(CallTask.purpose == purpose).order_by(CallTask.id)
    )
    return [row["recipient_name"] for row in (*mails, *calls)]


async def test_nobody_is_reminded_of_a_meeting_that_was_just_called_off() -> None:
    engagement = await a_meeting()
    (chosen,) = await coming_meetings(THE_DAY_BEFORE, MEETING.at + timedelta(days=1))
    await call_off_first_meeting(engagement, MEETING.at, Voice(OFFICE, Side.VOLUNTEER), THE_DAY_BEFORE)
    reminded = [await remind_of_meeting(chosen, side, THE_DAY_BEFORE) for side in Side]
    assert (reminded, await said("meeting_reminder")) == ([False, False], [])


async def test_nobody_is_asked_how_it_was_when_an_incident_has_just_been_reported() -> None:
    await a_meeting()
    (due,) = await check_ins(THE_DAY_AFTER)
    await report(HELPER, THE_DAY_AFTER)
    assert (await ask_how_it_goes(due, THE_DAY_AFTER), await said("check_in")) == (False, [])


async def test_a_question_whose_day_is_another_one_now_is_not_asked() -> None:
    engagement = await a_meeting()
    due = await check_ins(THE_DAY_AFTER)
    later = Meeting(MEETING.at + timedelta(days=6), MEETING.place)
    await plan_first_meeting(engagement, later, THE_OFFICE, THE_DAY_AFTER)
    asked = [await ask_how_it_goes(one, THE_DAY_AFTER) for one in due]
    assert (due, asked) == ([Due(engagement, "meeting_2027-01-14")], [False])
    assert await said("check_in") == []


async def test_two_runs_at_once_ask_once() -> None:
    await a_meeting()
    (due,) = await check_ins(THE_DAY_AFTER)
    assert [await ask_how_it_goes(due, THE_DAY_AFTER) for _twice in range(2)] == [True, False]
