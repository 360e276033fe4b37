"""What comes first stands first, whenever somebody has written it down."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from engagement_makers import THE_DAY
from makers import BERLIN, NOW, OFFICE, a_city, an_engagement
from mittendrin.engagements.arranging import to_arrange
from mittendrin.engagements.engaging import Meeting, plan_first_meeting
from mittendrin.engagements.telling import Voice
from mittendrin.volunteering.desk_lists import desk_lists
from mittendrin.volunteering.states import EngagementState, Frequency, OfferState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer

pytestmark = pytest.mark.usefixtures("database")


async def three() -> list[int]:
    """One after the other; each helper is forgotten, so that the next one has room."""
    await a_city()
    numbers = []
    for _each in range(3):
        engagement, _proposal = await an_engagement()
        numbers.append(engagement)
        gone: dict[Any, Any] = {Offer.status: OfferState.ENDED.value, Offer.person: None}
        await Offer.update(gone, force=True)
    return numbers


async def changes(number: int, **values: Any) -> None:
    changed: dict[Any, Any] = values
    await Engagement.update(changed).where(Engagement.id == number)


async def test_the_next_first_meeting_stands_first() -> None:
    numbers = await three()
    for day, number in zip((14, 13, 12), numbers, strict=True):
        meeting = Meeting(datetime(2027, 1, day, 15, tzinfo=BERLIN), "Café am Markt")
        await plan_first_meeting(number, meeting, Voice(OFFICE), NOW + timedelta(minutes=number))
    coming = [one.path for one in (await desk_lists(NOW)).meetings]
    assert coming == [f"einsaetze/{number}" for number in reversed(numbers)]
    past = [one.path for one in (await desk_lists(NOW + timedelta(days=5))).met]
    assert past == coming


async def test_the_trial_that_ends_first_stands_first() -> None:
    numbers = await three()
    for day, number in zip((14, 13, 12), numbers, strict=True):
        await changes(number, status=EngagementState.TRIAL.value, trial_ends_on=date(2027, 1, day))
    ending = [one.path for one in (await desk_lists(NOW)).trials_ending]
    assert ending == [f"einsaetze/{number}" for number in reversed(numbers)]


async def test_help_that_is_wanted_tomorrow_is_arranged_before_what_has_time() -> None:
    in_a_month, waits, tomorrow = await three()
    days = {in_a_month: THE_DAY + timedelta(days=30), tomorrow: date(2027, 1, 12)}
    requests = await HelpRequest.select(HelpRequest.id).order_by(HelpRequest.id)
    for number, day in days.items():
        once: dict[Any, Any] = {
            HelpRequest.frequency: Frequency.ONCE.value,
            HelpRequest.on_days: day.isoformat(),
        }
        await HelpRequest.update(once).where(
            HelpRequest.id == requests[(in_a_month, waits, tomorrow).index(number)]["id"]
        )
    order = [one.path for one in await to_arrange(NOW)]
    assert order == [f"einsaetze/{number}" for number in (tomorrow, waits, in_a_month)]
