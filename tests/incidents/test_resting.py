"""What rests while an incident is open: everything of that person, also what begins at this very moment."""

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from datetime import date, time
from typing import Any

import pytest

import people
from databases import Database
from engagement_makers import a_trial, a_visit
from incident_makers import id_of, report
from makers import NOW, OFFICE, a_city, a_pair, a_published_event, an_offer, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.ending import RELEASED_AFTER_END, Ending, finish
from mittendrin.engagements.engaging import keep_on
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.pausing import pause
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits, say_cannot
from mittendrin.incidents.actions import decide_incident, open_incidents
from mittendrin.incidents.rules import Decision
from mittendrin.incidents.tables import Incident
from mittendrin.merging.actions import merge
from mittendrin.outbox.tables import CallTask
from mittendrin.people.actions import add
from mittendrin.people.resting import rests
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.registrations.rules import Target
from mittendrin.registrations.tables import Registration
from mittendrin.rides.actions import answer
from mittendrin.rides.of_date import rides_of_date
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Answer
from mittendrin.rides.rules import Side as RideSide
from mittendrin.rides.tables import RidePair
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer
from people import sign_in
from reliability.waiting import until
from riding import DRIVES, a_ride, a_rider
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
HELPER = Voice(VISITOR, Side.VOLUNTEER)
ON_THE_THIRTEENTH = Plan(date(2027, 1, 13), time(10), Rhythm.ONCE)


async def test_a_clerk_makes_nothing_active_before_the_lead_has_decided() -> None:
    offer, request = await a_pair()
    for name in ("Demo-Person Hilfe", "Demo-Person Suche"):
        await report(name)
    with pytest.raises(Refused, match="Leitung"):
        await decide_offer(offer, OfferState.ACTIVE, "", OFFICE, NOW)
    with pytest.raises(Refused, match="Leitung"):
        await decide_request(request, RequestState.OPEN, "", OFFICE, NOW)
    for number in (1, 2):
        await decide_incident(number, Decision.END, OFFICE, NOW)
    await decide_offer(offer, OfferState.ACTIVE, "", OFFICE, NOW)
    await decide_request(request, RequestState.OPEN, "", OFFICE, NOW)


async def test_what_was_not_active_yet_rests_too() -> None:
    offer, request = await a_pair()
    await Offer.update({Offer.status: OfferState.INTERVIEW.value}, force=True)
    await HelpRequest.update({HelpRequest.status: RequestState.CLARIFYING.value}, force=True)
    for name in ("Demo-Person Hilfe", "Demo-Person Suche"):
        await report(name)
    with pytest.raises(Refused, match="Leitung"):
        await decide_offer(offer, OfferState.ACTIVE, "", OFFICE, NOW)
    with pytest.raises(Refused, match="Leitung"):
        await decide_request(request, RequestState.OPEN, "", OFFICE, NOW)
    await decide_offer(offer, OfferState.ENDED, "", OFFICE, NOW)


async def test_while_a_second_incident_is_open_it_rests_on() -> None:
    offer, _request = await a_pair()
    first, second = await report("Demo-Person Hilfe"), await report("Demo-Person Hilfe")
    await decide_incident(first, Decision.END, OFFICE, NOW)
    with pytest.raises(Refused, match="Leitung"):
        await decide_offer(offer, OfferState.ACTIVE, "", OFFICE, NOW)
    await decide_incident(second, Decision.GO_ON, OFFICE, NOW)
    assert not await rests(await id_of("Demo-Person Hilfe"))


async def test_whoever_is_merged_with_somebody_resting_rests() -> None:
    await a_pair()
    await report("Demo-Person Hilfe")
    kept = await add(Contact("Demo-Person Hilfe", phone="+491713920099"), NOW)
    gone = await Person.select(Person.id).where(Person.id != kept, Person.name == "Demo-Person Hilfe").first()
    assert gone
    await merge(kept, gone["id"], Contact("Demo-Person Hilfe", phone="+491713920099"), OFFICE, NOW)
    assert await rests(kept)


async def test_a_request_of_somebody_resting_does_not_open_when_the_help_ends() -> None:
    engagement = await a_trial()
    await report("Demo-Person Suche")
    await finish(engagement, Ending(), HELPER, NOW)
    assert await HelpRequest.select(HelpRequest.status) == [{"status": "on_hold"}]


async def test_what_ended_while_its_asker_rested_is_looked_for_again_when_it_goes_on() -> None:
    engagement = await a_trial()
    number = await report("Demo-Person Suche")
    await finish(engagement, Ending(), HELPER, NOW)
    await decide_incident(number, Decision.GO_ON, OFFICE, NOW)
    assert await HelpRequest.select(HelpRequest.status) == [{"status": "open"}]


async def test_it_is_looked_for_again_after_the_last_of_two_incidents_about_either_side() -> None:
    """One about the helper ends it while the asker rests; the other lets the asker go on."""
    await a_trial()
    about_helper, about_asker = await report("Demo-Person Hilfe"), await report("Demo-Person Suche")
    await decide_incident(about_helper, Decision.END, OFFICE, NOW)
    assert await HelpRequest.select(HelpRequest.status) == [{"status": "on_hold"}]
    await decide_incident(about_asker, Decision.GO_ON, OFFICE, NOW)
    assert await HelpRequest.select(HelpRequest.status) == [{"status": "open"}]


async def test_what_the_office_put_on_hold_meanwhile_stays_there() -> None:
    engagement = await a_trial()
    number = await report("Demo-Person Suche")
    await finish(engagement, Ending(), HELPER, NOW)
    request = await HelpRequest.select(HelpRequest.id).first()
    assert request
    await decide_request(request["id"], RequestState.CLOSED, "", OFFICE, NOW)
    await decide_incident(number, Decision.GO_ON, OFFICE, NOW)
    assert await HelpRequest.select(HelpRequest.status) == [{"status": "closed"}]


async def test_it_goes_on_although_nobody_knows_any_more_whom_it_was_about() -> None:
    engagement = await a_trial()
    number = await report("Demo-Person Hilfe")
    await Offer.update({Offer.person: None}).where(Offer.person == await id_of("Demo-Person Hilfe"))
    await Incident.update({Incident.about: None}).where(Incident.id == number)
    await decide_incident(number, Decision.GO_ON, OFFICE, NOW)
    assert await Engagement.select(Engagement.status, Engagement.held).where(Engagement.id == engagement) == [
        {"status": "trial", "held": False}
    ]


async def test_whoever_would_come_instead_does_not_come() -> None:
    visit = await a_visit(await a_trial())
    stand_in = await a_stand_in()
    await say_cannot(visit, HELPER, NOW)
    await send_stand_in(visit, Agreed(stand_in, True, True), Voice(OFFICE), NOW)
    await CallTask.update({CallTask.state: "done"}, force=True)
    await report("Demo-Person Ersatz")
    assert await Visit.select(Visit.state, Visit.stand_in) == [{"state": "helper_cannot", "stand_in": None}]
    calls = await CallTask.select(CallTask.purpose, CallTask.recipient_name).where(
        CallTask.state == "open", CallTask.purpose != "incident"
    )
    assert sorted((one["purpose"], one["recipient_name"]) for one in calls) == [
        ("stand_in_stays", "Demo-Person Ersatz"),
        ("visit_helper_cannot", "Demo-Person Suche"),
    ]


async def a_stand_in() -> int:
    code = await an_offer(contact=Contact("Demo-Person Ersatz", phone="+491713920035"))
    row = await Offer.select(Offer.id).where(Offer.code == code).first()
    assert row
    await decide_offer(row["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    return int(row["id"])


@pytest.mark.parametrize("agreed", [False, True])
async def test_rides_are_called_off_and_nobody_reads_why(agreed: bool) -> None:
    await a_city()
    event = await a_published_event(terms=seats(20))
    day = (await occurrence_ids(event))[0]
    ride = await a_ride(event, day)
    for side in RideSide if agreed else ():
        await answer(await pair_of(ride, side, NOW), Answer.YES, VISITOR, NOW)
    await report("Demo-Person Fahrerin")
    assert await RidePair.select(RidePair.state) == [{"state": "over"}]
    off = CallTask.purpose == "ride_called_off"
    columns = (CallTask.recipient_name, CallTask.script)
    told = await CallTask.select(*columns).where(off).order_by(CallTask.id)
    assert [one["recipient_name"] for one in told] == ["Demo-Person Fahrerin", "Demo-Person Gast"] * agreed
    assert not any("Vorfall" in one["script"] or "Geld" in one["script"] for one in told)
    assert not await CallTask.exists().where(CallTask.purpose == "ride_asked", CallTask.state == "open")
    await a_rider(Target(event, day), "Demo-Person Zwei", DRIVES)
    assert [one.giver.name for one in (await rides_of_date(day, NOW)).matches] == ["Demo-Person Zwei"]
    assert await Registration.exists().where(Registration.status == "confirmed")


Deed = Callable[[int], Awaitable[Any]]


@pytest.mark.parametrize(
    "deed",
    [
        pytest.param(lambda one: plan_visits(one, ON_THE_THIRTEENTH, HELPER, NOW), id="plan visits"),
        pytest.param(lambda one: keep_on(one, HELPER, NOW), id="go on"),
        pytest.param(lambda one: pause(one, date(2027, 3, 1), HELPER, NOW), id="pause"),
    ],
)
async def test_what_somebody_does_at_the_same_moment_changes_nothing(database: Database, deed: Deed) -> None:
    """Over two connections: the incident is written but not yet there for others, and the deed waits for it."""
    engagement, outside = await a_trial(), copy_context()
    async with transaction():
        await report("Demo-Person Hilfe")
        # In the context from before, so that it does not join this transaction.
        at_once = outside.run(asyncio.create_task, deed(engagement))
        await is_waiting(database, at_once)
    with pytest.raises(Refused):
        await at_once
    assert await Engagement.select(Engagement.status, Engagement.held) == [{"status": "paused", "held": True}]
    assert not await Visit.exists().where(Visit.state == "planned")


async def is_waiting(database: Database, task: asyncio.Task[Any]) -> None:
    """Until it waits for our lock, or has come through without; SQLite lets one writer in anyway."""
    if database.kind == "sqlite":
        return
    for_us = "NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"

    async def waits() -> bool:
        rows = await Engagement.raw(f"SELECT count(*) AS n FROM pg_locks WHERE {for_us}")
        return task.done() or rows[0]["n"] > 0

    await until(waits)


async def test_each_step_of_an_incident_stands_in_the_log_of_the_engagement() -> None:
    await a_trial()
    await decide_incident(await report("Demo-Person Hilfe"), Decision.GO_ON, OFFICE, NOW)
    changed = (AuditEntry.subject == "engagement:1") & (AuditEntry.act == "engagement.changed")
    acts = await AuditEntry.select(AuditEntry.detail).where(changed).order_by(AuditEntry.id)
    assert [one["detail"] for one in acts] == ["Probezeit", "Pause", "Probezeit"]


async def test_an_old_link_reports_nothing_any_more(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    await finish(engagement, Ending(), Voice(OFFICE), NOW - RELEASED_AFTER_END)
    path = f"{(await pair(engagement)).path(Side.REQUESTER)}/vorfall"
    await visitor.get(path)
    assert "schon länger vorbei" in visitor.page.text
    assert not visitor.page.tree.findall(".//textarea")
    await visitor.post(path, {"was": "Es fehlte Geld."})
    assert visitor.page.status == 422
    assert await open_incidents() == []


async def test_by_one_link_somebody_reports_three_times_a_day(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    path = f"{(await pair(engagement)).path(Side.REQUESTER)}/vorfall"
    for day, expected in enumerate((200, 200, 200, 422)):
        await visitor.post(path, {"was": f"Es fehlte Geld, Tag {day}."})
        assert visitor.page.status == expected
    assert len(await open_incidents()) == 3


async def test_the_page_of_the_engagement_leads_to_the_report(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/einsaetze/{engagement}")
    await visitor.click("über Demo-Person Hilfe")
    await visitor.submit("Jetzt melden", was="Es fehlte Geld.")
    assert (await Engagement.select(Engagement.held)) == [{"held": True}]
    await visitor.get(f"/buero/hilfe/einsaetze/{engagement}")
    assert "bis die Leitung entscheidet" in visitor.page.text
    assert "Es geht weiter" not in visitor.page.answer.text
    assert "Karte für" not in visitor.page.text
