"""Help for one day: the day itself is the visit, the day after it both are asked, and it is over."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from engagement_makers import a_visit
from makers import BERLIN, NOW, a_city, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.queries import missing_visits
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits, say_cannot
from mittendrin.jobs.caring import care
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import Frequency
from mittendrin.volunteering.tables import Engagement, HelpRequest
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
HELPER = Voice(VISITOR, Side.VOLUNTEER)
THE_DAY = date(2027, 1, 19)
DAY_AFTER = datetime(2027, 1, 20, 7, tzinfo=BERLIN)


async def for_one_day() -> int:
    await a_city()
    engagement, _proposal = await an_engagement()
    once: dict[Any, Any] = {
        HelpRequest.frequency: Frequency.ONCE.value,
        HelpRequest.on_days: THE_DAY.isoformat(),
        HelpRequest.times: 0,
    }
    await HelpRequest.update(once, force=True)
    return engagement


async def on_the_day(engagement: int) -> int:
    await plan_visits(engagement, Plan(THE_DAY, time(10), Rhythm.ONCE), HELPER, NOW)
    row = await Visit.select(Visit.id).first()
    assert row
    return int(row["id"])


async def states() -> tuple[str, str]:
    engagement = await Engagement.select(Engagement.status).first()
    request = await HelpRequest.select(HelpRequest.status).first()
    assert engagement and request
    return engagement["status"], request["status"]


async def asked(purpose: str) -> list[tuple[str, bool]]:
    """Who, and whether they are asked how it was."""
    mails = await Mail.select(Mail.recipient_name, Mail.body).where(Mail.purpose == purpose)
    calls = await CallTask.select(CallTask.recipient_name, CallTask.script).where(CallTask.purpose == purpose)
    said = [(one["recipient_name"], one.get("body") or one["script"]) for one in (*mails, *calls)]
    return sorted((name, "Wie war es für Sie?" in words) for name, words in said)


@pytest.mark.parametrize("arranged", [True, False])
async def test_the_day_after_both_are_asked_and_it_is_over(arranged: bool) -> None:
    engagement = await for_one_day()
    if arranged:
        await on_the_day(engagement)
    await care(datetime(2027, 1, 19, 18, tzinfo=BERLIN))
    assert await states() == ("first_meeting", "matched")
    for days in range(30):
        await care(DAY_AFTER + timedelta(days=days))
    assert await states() == ("ended", "closed")
    assert await asked("ended") == [("Demo-Person Hilfe", True), ("Demo-Person Suche", True)]


async def test_nobody_is_asked_when_they_meet_once_a_visit_is_arranged() -> None:
    await on_the_day(await for_one_day())
    for days in range(7):
        await care(datetime(2027, 1, 12 + days, 7, tzinfo=BERLIN))
    assert await asked("check_in") == []


async def test_where_the_visit_has_fallen_out_nobody_is_thanked_for_it() -> None:
    visit = await on_the_day(await for_one_day())
    today = datetime(2027, 1, 19, 8, tzinfo=BERLIN)
    await say_cannot(visit, HELPER, today)
    assert [line.id for line, _pair in await missing_visits(today)] == [visit]
    await care(DAY_AFTER)
    assert await states() == ("first_meeting", "matched")
    assert await asked("ended") == []
    assert [name for name, _said in await asked("check_in")] == ["Demo-Person Hilfe", "Demo-Person Suche"]


async def test_what_goes_on_after_a_trial_is_not_ended() -> None:
    await a_visit(await for_one_day())
    await care(DAY_AFTER)
    assert (await states())[0] == "trial"


async def test_the_helper_writes_the_visit_down_and_has_it_on_the_card(visitor: Visitor) -> None:
    engagement = await for_one_day()
    path = (await pair(engagement)).path(Side.VOLUNTEER)
    await visitor.get(path)
    assert "einmalige Hilfe" in visitor.page.text
    assert "Das erste Treffen" not in visitor.page.text
    assert "Eine Pause machen" not in visitor.page.text
    await on_the_day(engagement)
    await visitor.get(path)
    assert "Da kann ich nicht" in visitor.page.text
    await visitor.get(f"{path}/karte")
    assert "Dienstag, 19. Januar 2027, 10 Uhr" in visitor.page.text
