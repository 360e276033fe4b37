"""Name, number and code word that nobody had heard before everything rested are said when it goes on."""

from typing import Any

import pytest

from engagement_makers import for_one_day, on_the_day
from incident_makers import ASKER, HELPER, report
from makers import NOW, OFFICE, an_engagement
from mittendrin.engagements.engaging import begin_trial
from mittendrin.engagements.telling import Voice
from mittendrin.incidents.actions import decide_incident
from mittendrin.incidents.rules import Decision
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import Person
from mittendrin.volunteering.tables import Engagement, Offer

pytestmark = pytest.mark.usefixtures("database")
TO_HELPER, TO_ASKER, GOES_ON = "both_yes_volunteer", "both_yes_requester", "goes_on_as_before"
PURPOSES = [TO_HELPER, TO_ASKER, GOES_ON]


async def went_out(table: Any, purpose: str) -> None:
    said = "sent" if table is Mail else "done"
    await table.update({table.state: said}).where(table.purpose == purpose)


async def waits() -> list[tuple[str, str]]:
    mails = await Mail.select(Mail.purpose, Mail.recipient_name).where(
        Mail.purpose.is_in(PURPOSES), Mail.state == "pending"
    )
    tasks = await CallTask.select(CallTask.purpose, CallTask.recipient_name).where(
        CallTask.purpose.is_in(PURPOSES), CallTask.state == "open"
    )
    return sorted((one["purpose"], one["recipient_name"]) for one in [*mails, *tasks])


async def it_goes_on(about: str = HELPER) -> None:
    await decide_incident(await report(about), Decision.GO_ON, OFFICE, NOW)


@pytest.mark.parametrize("about", [HELPER, ASKER])
async def test_neither_had_heard(about: str) -> None:
    await an_engagement()
    await it_goes_on(about)
    assert await waits() == [(TO_ASKER, ASKER), (TO_HELPER, HELPER)]
    engagement = await Engagement.select(Engagement.code_word).first()
    said = await Mail.select(Mail.body).where(Mail.purpose == TO_HELPER, Mail.state == "pending").first()
    assert engagement and said
    assert engagement["code_word"] in said["body"] and f"{ASKER}\n0171 " in said["body"]


async def test_whoever_had_heard_hears_only_that_it_goes_on() -> None:
    await an_engagement()
    await went_out(Mail, TO_HELPER)
    await it_goes_on()
    assert await waits() == [(TO_ASKER, ASKER), (GOES_ON, HELPER)]


async def test_both_had_heard() -> None:
    await an_engagement()
    await went_out(Mail, TO_HELPER)
    await went_out(CallTask, TO_ASKER)
    await it_goes_on()
    assert await waits() == [(GOES_ON, HELPER), (GOES_ON, ASKER)]


async def test_while_another_incident_is_open_nothing_is_said() -> None:
    await an_engagement()
    first, second = await report(HELPER), await report(ASKER)
    await decide_incident(first, Decision.GO_ON, OFFICE, NOW)
    assert await waits() == []
    await decide_incident(second, Decision.GO_ON, OFFICE, NOW)
    assert await waits() == [(TO_ASKER, ASKER), (TO_HELPER, HELPER)]


async def test_it_rests_a_second_time_before_anybody_heard() -> None:
    await an_engagement()
    for _time in range(2):
        await it_goes_on()
    assert await waits() == [(TO_ASKER, ASKER), (TO_HELPER, HELPER)]


async def test_whoever_has_met_is_not_told_how_to_meet() -> None:
    engagement, _proposal = await an_engagement()
    await begin_trial(engagement, Voice(OFFICE), NOW)
    await it_goes_on()
    assert await waits() == [(GOES_ON, HELPER), (GOES_ON, ASKER)]


async def test_of_help_for_one_day_nobody_hears_of_a_meeting() -> None:
    await on_the_day(await for_one_day())
    await it_goes_on()
    assert await waits() == [(TO_ASKER, ASKER), (TO_HELPER, HELPER)]
    said = await CallTask.select(CallTask.script).where(
        CallTask.purpose == TO_ASKER, CallTask.state == "open"
    )
    assert "Treffen Sie sich" not in said[0]["script"]
    assert await CallTask.exists().where(CallTask.purpose == "visits_again", CallTask.state == "open")


async def test_whose_other_is_forgotten_hears_only_that_it_goes_on() -> None:
    await an_engagement()
    number = await report(HELPER)
    helper = await Person.select(Person.id).where(Person.name == HELPER).first()
    assert helper
    await Offer.update({Offer.person: None}).where(Offer.person == helper["id"])
    await Person.delete().where(Person.id == helper["id"])
    await decide_incident(number, Decision.GO_ON, OFFICE, NOW)
    assert await waits() == [(GOES_ON, ASKER)]
