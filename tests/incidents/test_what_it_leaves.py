"""What an incident must not swallow, and must close: questions that nobody asked, and numbers of what is over."""

from datetime import date, datetime, timedelta

import pytest

from engagement_makers import a_trial
from incident_makers import ASKER, HELPER, report
from makers import BERLIN, NOW, OFFICE, an_engagement
from mittendrin.core.refusal import NotFound
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.engaging import Meeting, begin_trial, plan_first_meeting
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.releases import released_contact
from mittendrin.engagements.tables import CheckIn
from mittendrin.engagements.telling import Voice
from mittendrin.incidents.actions import decide_incident
from mittendrin.incidents.rules import Decision
from mittendrin.jobs.caring import care
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.telling import about as about_proposal

pytestmark = pytest.mark.usefixtures("database")
BY_OFFICE = Voice(OFFICE)


def at(day: int, month: int) -> datetime:
    return datetime(2027, month, day, 6, tzinfo=BERLIN)


async def a_trial_since_the_fifteenth() -> int:
    """Its four weeks end on 12 February."""
    engagement, _proposal = await an_engagement()
    met = datetime(2027, 1, 14, 15, tzinfo=BERLIN)
    await plan_first_meeting(engagement, Meeting(met, "Café am Markt"), BY_OFFICE, NOW)
    await begin_trial(engagement, BY_OFFICE, at(15, 1))
    await care(at(15, 1))
    return engagement


async def asked(since: datetime, until: datetime) -> list[tuple[str, date]]:
    """What the two are asked in this time, and when."""
    day = since
    while day <= until:
        await care(day)
        day += timedelta(days=1)
    rows = await (
        CheckIn.select(CheckIn.occasion, CheckIn.asked_at)
        .where(CheckIn.asked_at >= since)
        .order_by(CheckIn.id)
    )
    return [(row["occasion"], row["asked_at"].astimezone(BERLIN).date()) for row in rows]


async def test_what_nobody_was_asked_yet_is_asked_when_it_goes_on() -> None:
    engagement = await a_trial_since_the_fifteenth()
    await care(at(12, 2))
    number = await report(HELPER, at(12, 2) + timedelta(hours=3))
    await decide_incident(number, Decision.GO_ON, OFFICE, at(16, 2))
    assert (await pair(engagement)).trial_ends_on == date(2027, 2, 17)
    assert await asked(at(16, 2), at(20, 3)) == [("trial", date(2027, 2, 17))]


async def test_what_was_asked_already_is_not_asked_again() -> None:
    await a_trial_since_the_fifteenth()
    await care(at(12, 2))
    await CallTask.update({CallTask.state: "done"}, force=True)
    number = await report(HELPER, at(12, 2) + timedelta(hours=3))
    await decide_incident(number, Decision.GO_ON, OFFICE, at(16, 2))
    assert await asked(at(16, 2), at(20, 3)) == []


async def test_a_trial_gets_the_days_back_on_which_it_rested() -> None:
    engagement = await a_trial_since_the_fifteenth()
    number = await report(HELPER, at(10, 2))
    await decide_incident(number, Decision.GO_ON, OFFICE, at(28, 2))
    assert (await pair(engagement)).trial_ends_on == date(2027, 3, 2)
    assert await asked(at(28, 2), at(20, 3)) == [("trial", date(2027, 3, 2))]


async def test_both_are_asked_again_for_a_day_when_an_incident_took_their_first_meeting() -> None:
    engagement, _proposal = await an_engagement()
    assert await asked(at(18, 1), at(19, 1)) == [("arrange", date(2027, 1, 18))]
    await CallTask.update({CallTask.state: "done"}, force=True)
    meeting = Meeting(datetime(2027, 1, 26, 15, tzinfo=BERLIN), "Café am Markt")
    await plan_first_meeting(engagement, meeting, BY_OFFICE, at(20, 1))
    number = await report(HELPER, at(22, 1))
    await decide_incident(number, Decision.GO_ON, OFFICE, at(23, 1))
    assert await asked(at(23, 1), at(26, 1)) == [("arrange", date(2027, 1, 23))]


@pytest.mark.parametrize("about", [HELPER, ASKER])
async def test_also_of_what_has_ended_lately_nobody_reads_the_number_any_more(about: str) -> None:
    engagement = await a_trial()
    await finish(engagement, Ending(), BY_OFFICE, at(20, 1))
    assert (await released_contact(engagement, to=Side.VOLUNTEER, now=at(22, 1))).name == ASKER
    await report(about, at(22, 1))
    for side in Side:
        with pytest.raises(NotFound):
            await released_contact(engagement, to=side, now=at(22, 1))


async def test_a_mail_with_the_number_that_has_not_gone_out_yet_does_not_go() -> None:
    _engagement, proposal = await an_engagement()
    with_number = (Mail.about == about_proposal(proposal)) & (Mail.purpose == "both_yes_volunteer")
    assert await Mail.select(Mail.state).where(with_number) == [{"state": "pending"}]
    await report(HELPER)
    assert await Mail.select(Mail.state).where(with_number) == [{"state": "withdrawn"}]
