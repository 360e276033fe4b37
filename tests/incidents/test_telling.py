"""Visits fall out while an incident is open: both hear that, and nobody hears why. Then it goes on, and they hear that too."""

from datetime import timedelta

import pytest

import people
from engagement_makers import a_trial, a_visit
from incident_makers import ASKER, HELPER, report
from makers import NOW, OFFICE, a_city, an_engagement
from mittendrin.engagements.engaging import Meeting, plan_first_meeting
from mittendrin.engagements.pausing import pause
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import EVERYTHING, Voice
from mittendrin.incidents.actions import decide_incident, read_incident
from mittendrin.incidents.rules import Decision
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import Person
from mittendrin.volunteering.tables import Engagement
from people import sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
PURPOSES = ["visits_rest", "goes_on_as_before", "visits_again"]
Line = tuple[str, str, str]


async def told() -> list[Line]:
    """Purpose, to whom, and how: what is still true."""
    mail, task = Mail, CallTask
    mails = await mail.select(mail.purpose, mail.recipient_name).where(mail.purpose.is_in(PURPOSES))
    tasks = await task.select(task.purpose, task.recipient_name).where(
        task.purpose.is_in(PURPOSES), task.state == "open"
    )
    return sorted(
        [(one["purpose"], one["recipient_name"], "mail") for one in mails]
        + [(one["purpose"], one["recipient_name"], "call") for one in tasks]
    )


async def with_mail(name: str) -> None:
    await Person.update({Person.email: "demo@example.org"}).where(Person.name == name)


@pytest.mark.parametrize(
    ("about", "helper_hears"),
    [pytest.param(HELPER, "call", id="helper"), pytest.param(ASKER, "mail", id="asker")],
)
async def test_both_hear_that_the_visit_falls_out_and_the_reported_helper_by_telephone(
    about: str, helper_hears: str
) -> None:
    await a_visit(await a_trial())
    await Visit.update({Visit.starts_at: NOW + timedelta(days=3)}, force=True)
    for name in (HELPER, ASKER):
        await with_mail(name)
    await report(about)
    assert await told() == [("visits_rest", HELPER, helper_hears), ("visits_rest", ASKER, "mail")]
    said = [*await Mail.select(), *await CallTask.select().where(CallTask.purpose == "visits_rest")]
    assert not any(word in str(row) for row in said for word in ("Geld", "Vorfall"))


async def test_a_visit_within_two_days_is_called_off_by_telephone_at_once() -> None:
    visit = await a_visit(await a_trial())
    await with_mail(ASKER)
    await Visit.update({Visit.starts_at: NOW + timedelta(days=2)}).where(Visit.id == visit)
    await report(HELPER)
    assert await told() == [("visits_rest", HELPER, "call"), ("visits_rest", ASKER, "call")]
    assert await CallTask.select(CallTask.due_at).where(CallTask.purpose == "visits_rest").first() == {
        "due_at": NOW
    }


async def test_a_first_meeting_falls_out_too_and_is_arranged_anew() -> None:
    engagement, _proposal = await an_engagement()
    meeting = Meeting(NOW + timedelta(days=1), "Café am Markt")
    await plan_first_meeting(engagement, meeting, Voice(OFFICE), NOW)
    number = await report(HELPER)
    assert await told() == [("visits_rest", HELPER, "call"), ("visits_rest", ASKER, "call")]
    assert (
        await CallTask.select(CallTask.headline).where(CallTask.purpose == "visits_rest")
        == [{"headline": "Das erste Treffen fällt aus: Dienstag, 12. Januar"}] * 2
    )
    await decide_incident(number, Decision.GO_ON, OFFICE, NOW)
    assert await Engagement.select(Engagement.status, Engagement.first_meeting_at) == [
        {"status": "first_meeting", "first_meeting_at": None}
    ]


async def test_without_a_visit_nobody_hears_anything() -> None:
    await a_trial()
    await report(HELPER)
    assert await told() == []


async def test_what_was_called_off_before_is_not_said_again() -> None:
    engagement = await a_trial()
    visit = await a_visit(engagement)
    await Visit.update({Visit.state: "called_off", Visit.slot: None}).where(Visit.id == visit)
    await report(HELPER)
    assert await told() == []


async def test_when_the_lead_ends_it_whoever_waits_is_still_called() -> None:
    await a_visit(await a_trial())
    await decide_incident(await report(HELPER), Decision.END, OFFICE, NOW)
    assert await told() == [("visits_rest", HELPER, "call"), ("visits_rest", ASKER, "call")]
    assert {"goes_on_as_before", "visits_again"} < {*EVERYTHING}


async def test_it_goes_on_and_the_office_makes_new_visits() -> None:
    visit = await a_visit(await a_trial())
    await decide_incident(await report(HELPER), Decision.GO_ON, OFFICE, NOW)
    assert await Visit.select(Visit.id, Visit.state) == [{"id": visit, "state": "called_off"}]
    assert [one for one in await told() if one[0] != "visits_rest"] == [
        ("goes_on_as_before", HELPER, "mail"),
        ("goes_on_as_before", ASKER, "call"),
        ("visits_again", HELPER, "call"),
    ]
    headline = await CallTask.select(CallTask.headline).where(CallTask.purpose == "visits_again")
    assert headline == [{"headline": f"Termine neu verabreden: {HELPER}"}]


async def test_after_the_last_of_two_incidents_too() -> None:
    await a_visit(await a_trial())
    for number in [await report(HELPER), await report(ASKER)]:
        assert "visits_again" not in [one[0] for one in await told()]
        await decide_incident(number, Decision.GO_ON, OFFICE, NOW)
    assert [one[0] for one in await told()] == [
        "goes_on_as_before", "goes_on_as_before", "visits_again", "visits_rest", "visits_rest",
    ]  # fmt: skip


async def test_without_lost_visits_none_are_to_be_made() -> None:
    await a_trial()
    await decide_incident(await report(HELPER), Decision.GO_ON, OFFICE, NOW)
    assert [one[0] for one in await told()] == ["goes_on_as_before", "goes_on_as_before"]


async def test_whoever_had_a_pause_has_it_on_and_hears_nothing() -> None:
    engagement = await a_trial()
    await pause(engagement, (NOW + timedelta(days=30)).date(), Voice(OFFICE), NOW)
    await decide_incident(await report(HELPER), Decision.GO_ON, OFFICE, NOW)
    assert await told() == []


async def test_the_lead_reads_what_rests_and_whom_the_office_calls(visitor: Visitor) -> None:
    await a_city()
    await a_visit(await a_trial())
    await Visit.update({Visit.starts_at: NOW + timedelta(days=3)}, force=True)
    await with_mail(ASKER)
    number = await report(HELPER)
    assert [one.visits for one in (await read_incident(number, OFFICE, NOW)).stopped] == [
        [row["starts_at"] for row in await Visit.select(Visit.starts_at)]
    ]
    await sign_in(visitor, await people.a_lead())
    await visitor.get(f"/buero/vorfaelle/{number}")
    for said in (
        f"{HELPER} hilft {ASKER}",
        "Donnerstag, 14. Januar 2027, ",
        f"Das Büro ruft {HELPER} an.",
        "Wer keinen Anruf bekommt, hat eine Mail.",
    ):
        assert said in visitor.page.text
