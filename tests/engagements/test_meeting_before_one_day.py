"""The office lets two meet before help for one day: after that comes the day itself, and no trial."""

from datetime import datetime, timedelta
from typing import Any

import pytest

import people
from app_fixtures import StandingClock
from engagement_makers import for_one_day, on_the_day
from makers import BERLIN, NOW, OFFICE
from mittendrin.core.refusal import Refused
from mittendrin.engagements.arranging import to_arrange
from mittendrin.engagements.engaging import Meeting, begin_trial, plan_first_meeting
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.tables import CheckIn
from mittendrin.engagements.telling import Voice
from mittendrin.jobs.caring import care
from mittendrin.volunteering.desk_lists import desk_lists
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Engagement, HelpRequest
from people import sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
TOGETHER = "Wann genau? Das verabreden Sie bitte miteinander."
DAY_AFTER = datetime(2027, 1, 20, 7, tzinfo=BERLIN)
THE_MEETING = datetime(2027, 1, 14, 15, tzinfo=BERLIN)
AFTER_IT = datetime(2027, 1, 15, 10, tzinfo=BERLIN)


async def they_have_met() -> int:
    """The office has let the two meet before the day."""
    engagement = await for_one_day()
    await plan_first_meeting(engagement, Meeting(THE_MEETING, "Café am Markt"), Voice(OFFICE), NOW)
    return engagement


async def lists_with_it(now: datetime) -> list[str]:
    lists = await desk_lists(now)
    named = {"met": lists.met, "coming": lists.meetings, "to_arrange": await to_arrange(now)}
    return [name for name, lines in named.items() if lines]


async def test_after_a_meeting_before_it_no_trial_begins_and_the_day_is_arranged() -> None:
    engagement = await they_have_met()
    assert await lists_with_it(NOW) == ["coming"]
    with pytest.raises(Refused, match="für einen Tag"):
        await begin_trial(engagement, Voice(OFFICE), AFTER_IT)
    assert await lists_with_it(AFTER_IT) == ["to_arrange"]
    await on_the_day(engagement)
    assert await lists_with_it(AFTER_IT) == []
    await care(DAY_AFTER)
    assert await Engagement.select(Engagement.status) == [{"status": "ended"}]


async def test_nobody_is_asked_after_four_weeks_of_a_trial_that_there_is_not() -> None:
    await they_have_met()
    nothing_named: dict[Any, Any] = {HelpRequest.on_days: "", HelpRequest.wanted_until: None}
    await HelpRequest.update(nothing_named, force=True)
    for days in range(60):
        await care(AFTER_IT + timedelta(days=days))
    occasions = await CheckIn.select(CheckIn.occasion).order_by(CheckIn.id).output(as_list=True)
    assert occasions == ["meeting_2027-01-14"]


async def test_after_the_meeting_the_desk_and_both_pages_speak_of_the_day(
    visitor: Visitor, clock: StandingClock
) -> None:
    engagement = await they_have_met()
    clock.now = AFTER_IT
    for side in Side:
        await visitor.get((await pair(engagement)).path(side))
        assert TOGETHER in visitor.page.text
        assert "Café" not in visitor.page.text
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/einsaetze/{engagement}")
    assert "Probezeit" not in visitor.page.text
    assert "Das Treffen auf einen anderen Tag legen" in visitor.page.text
