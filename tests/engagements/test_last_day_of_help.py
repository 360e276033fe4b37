"""Help that is wanted until a day: the day after both are asked whether it goes on."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from engagement_makers import a_trial
from makers import BERLIN, NOW, OFFICE, a_city
from mittendrin.engagements.pausing import pause
from mittendrin.engagements.tables import CheckIn
from mittendrin.engagements.telling import Voice
from mittendrin.jobs.caring import care
from mittendrin.outbox.tables import CallTask
from mittendrin.volunteering.tables import HelpRequest

pytestmark = pytest.mark.usefixtures("database")
BY_OFFICE = Voice(OFFICE)
LAST = date(2027, 1, 26)


async def until_a_day() -> int:
    await a_city()
    engagement = await a_trial()
    until: dict[Any, Any] = {HelpRequest.wanted_until: LAST}
    await HelpRequest.update(until, force=True)
    return engagement


async def test_the_day_after_both_are_asked_once_whether_it_goes_on() -> None:
    await until_a_day()
    for days in range(20):
        await care(datetime(2027, 1, 20, 7, tzinfo=BERLIN) + timedelta(days=days))
    until = CheckIn.occasion.like("until%")
    assert await CheckIn.select(CheckIn.occasion, CheckIn.asked_at).where(until) == [
        {"occasion": "until_2027-01-26", "asked_at": datetime(2027, 1, 27, 7, tzinfo=BERLIN)}
    ]
    said = CallTask.headline == "Hilfe war gewünscht bis Dienstag, 26. Januar: Geht es weiter?"
    calls = await CallTask.select(CallTask.recipient_name).where(said).order_by(CallTask.id)
    assert [one["recipient_name"] for one in calls] == ["Demo-Person Hilfe", "Demo-Person Suche"]


async def test_in_a_pause_nobody_is_asked() -> None:
    await pause(await until_a_day(), date(2027, 2, 28), BY_OFFICE, NOW)
    for days in range(20):
        await care(datetime(2027, 1, 20, 7, tzinfo=BERLIN) + timedelta(days=days))
    assert not await CheckIn.exists()
