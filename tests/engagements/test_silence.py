"""Whom we ask in writing how it goes: without an answer it becomes a task of the office. Tests move the clock."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from makers import BERLIN, NOW, OFFICE, an_engagement
from mittendrin.core.calendar_days import add_office_days
from mittendrin.engagements.engaging import (
    Meeting,
    begin_trial,
    call_off_first_meeting,
    keep_on,
    plan_first_meeting,
)
from mittendrin.engagements.silence import DAYS_TO_ANSWER, give_to_the_office, unanswered
from mittendrin.engagements.telling import Voice
from mittendrin.jobs.caring import care
from mittendrin.outbox.rules import CallState, MailState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import Person
from mittendrin.volunteering.sides import Side

pytestmark = pytest.mark.usefixtures("database")
THE_OFFICE = Voice(OFFICE)
MET = datetime(2027, 1, 14, 15, tzinfo=BERLIN)
ASKED = datetime(2027, 1, 15, 6, tzinfo=BERLIN)
LATE = add_office_days(ASKED, DAYS_TO_ANSWER)


async def two_with(**ways: str) -> int:
    """Who have nothing but these, and meet."""
    engagement, _proposal = await an_engagement()
    only: dict[Any, Any] = {"email": "", "phone": "", "address": "", **ways}
    await Person.update(only, force=True)
    await plan_first_meeting(engagement, Meeting(MET, "Café am Markt"), THE_OFFICE, NOW)
    return engagement


async def all_goes_out(now: datetime) -> None:
    sent: dict[Any, Any] = {Mail.state: MailState.SENT.value, Mail.sent_at: now}
    await Mail.update(sent).where(Mail.state == MailState.PENDING.value)
    posted: dict[Any, Any] = {CallTask.state: CallState.DONE.value, CallTask.done_at: now}
    await CallTask.update(posted).where(CallTask.state == CallState.OPEN.value)


async def tasks() -> list[tuple[str, str, str]]:
    rows = await (
        CallTask.select(CallTask.recipient_name, CallTask.headline, CallTask.state)
        .where(CallTask.purpose == "check_in_silent")
        .order_by(CallTask.id)
    )
    return [(row["recipient_name"], row["headline"], row["state"]) for row in rows]


@pytest.mark.parametrize(
    "way", [{"email": "zwei@example.org"}, {"address": "Demo-Weg 1"}], ids=["mail", "letter"]
)
async def test_without_an_answer_each_becomes_one_task(way: dict[str, str]) -> None:
    await two_with(**way)
    await care(ASKED)
    await all_goes_out(ASKED)
    await care(LATE - timedelta(seconds=1))
    assert await tasks() == []
    for _twice in range(2):
        await care(LATE)
    assert await tasks() == [
        ("Demo-Person Hilfe", "Keine Antwort: Wie war das erste Treffen mit Demo-Person Suche?", "open"),
        ("Demo-Person Suche", "Keine Antwort: Wie war das erste Treffen mit Demo-Person Hilfe?", "open"),
    ]


async def test_what_the_office_puts_down_is_an_answer_and_takes_the_task_away() -> None:
    engagement = await two_with(email="zwei@example.org")
    await care(ASKED)
    await all_goes_out(ASKED)
    waits = await unanswered(LATE)
    assert await give_to_the_office(waits[0], LATE)
    await begin_trial(engagement, THE_OFFICE, LATE)
    assert [state for _name, _headline, state in await tasks()] == ["outdated"]
    assert (await unanswered(LATE), await give_to_the_office(waits[1], LATE)) == ([], False)


async def test_nobody_waits_for_an_answer_to_a_call_or_to_what_has_not_gone_out() -> None:
    await two_with(phone="+491713920031", email="zwei@example.org")
    await care(ASKED)
    await CallTask.update({CallTask.state: CallState.DONE.value}, force=True)
    assert await unanswered(LATE) == []


async def test_another_day_for_a_first_meeting_is_asked_for_in_the_same_way() -> None:
    engagement = await two_with(email="zwei@example.org")
    await call_off_first_meeting(engagement, MET, Voice(OFFICE, Side.VOLUNTEER), NOW)
    await all_goes_out(NOW)
    await care(add_office_days(NOW, DAYS_TO_ANSWER))
    assert [name for name, _headline, _state in await tasks()] == ["Demo-Person Hilfe", "Demo-Person Suche"]


HELPER, ASKER = "Demo-Person Hilfe", "Demo-Person Suche"
OTHER = {Side.VOLUNTEER: ASKER, Side.REQUESTER: HELPER}
FOUR_WEEKS = datetime(2027, 2, 12, 7, tzinfo=BERLIN)


async def they_meet_and_are_asked() -> int:
    engagement = await two_with(email="zwei@example.org")
    await care(ASKED)
    await all_goes_out(ASKED)
    return engagement


@pytest.mark.parametrize("side", Side)
async def test_what_one_of_the_two_says_is_no_answer_of_the_other(side: Side) -> None:
    engagement = await they_meet_and_are_asked()
    await begin_trial(engagement, Voice(OFFICE, side), ASKED + timedelta(hours=1))
    await care(LATE)
    assert [(name, state) for name, _headline, state in await tasks()] == [(OTHER[side], "open")]


@pytest.mark.parametrize("side", Side)
async def test_the_task_of_the_other_stays_when_one_has_answered(side: Side) -> None:
    engagement = await they_meet_and_are_asked()
    await care(LATE)
    await begin_trial(engagement, Voice(OFFICE, side), LATE)
    assert [name for name, _headline, state in await tasks() if state == "open"] == [OTHER[side]]
    await keep_on(engagement, Voice(OFFICE, _other(side)), LATE)
    assert [name for name, _headline, state in await tasks() if state == "open"] == []


def _other(side: Side) -> Side:
    return next(one for one in Side if one is not side)


@pytest.mark.parametrize("side", Side)
async def test_so_it_is_after_four_weeks(side: Side) -> None:
    engagement = await they_meet_and_are_asked()
    await begin_trial(engagement, THE_OFFICE, ASKED + timedelta(hours=1))
    await care(FOUR_WEEKS)
    await all_goes_out(FOUR_WEEKS)
    await keep_on(engagement, Voice(OFFICE, side), FOUR_WEEKS + timedelta(days=1))
    await care(add_office_days(FOUR_WEEKS, DAYS_TO_ANSWER))
    assert [name for name, _headline, _state in await tasks()] == [OTHER[side]]


async def test_when_they_would_meet_needs_no_second_answer() -> None:
    """They have met by themselves, says one of them."""
    engagement, _proposal = await an_engagement()
    await Person.update({Person.phone: "", Person.email: "zwei@example.org"}, force=True)
    await care(add_office_days(NOW, 6))
    await all_goes_out(add_office_days(NOW, 6))
    later = add_office_days(NOW, 12)
    assert len(await unanswered(later)) == 2
    await begin_trial(engagement, Voice(OFFICE, Side.VOLUNTEER), later)
    assert await unanswered(later) == []


async def test_another_day_is_agreed_by_one_word() -> None:
    engagement = await two_with(email="zwei@example.org")
    await call_off_first_meeting(engagement, MET, Voice(OFFICE, Side.VOLUNTEER), NOW)
    await all_goes_out(NOW)
    late = add_office_days(NOW, DAYS_TO_ANSWER)
    meeting = Meeting(late + timedelta(days=3), "Café am Markt")
    await plan_first_meeting(engagement, meeting, Voice(OFFICE, Side.REQUESTER), late)
    assert await unanswered(late) == []
