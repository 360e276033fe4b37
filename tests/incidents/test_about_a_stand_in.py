"""Somebody came instead of the helper, and then something has happened: it is about whoever came."""

from datetime import datetime, timedelta

import pytest

import people
from app_fixtures import StandingClock
from databases import Database
from engagement_makers import a_stand_in, a_trial, a_visit
from incident_makers import ASKER, HELPER, id_of, report
from makers import BERLIN, NOW, OFFICE, a_city
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.upkeep import forget_over
from mittendrin.engagements.visiting import say_cannot
from mittendrin.incidents.actions import decide_incident, open_incidents, read_incident, report_incident
from mittendrin.incidents.rules import Decision, Report
from mittendrin.incidents.tables import Incident
from mittendrin.outbox.tables import CallTask
from mittendrin.people.keeping_apart import apart_from
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Engagement, Offer
from visitor import Visitor

STAND_IN = "Demo-Person Ersatz"
DAY_AFTER = datetime(2027, 1, 13, 9, tzinfo=BERLIN)
MONTH_AFTER = NOW + timedelta(days=40)
WHAT = "Die Vertretung hat Geld genommen."


async def a_visit_in_somebodys_place() -> int:
    await a_city()
    engagement = await a_trial()
    visit = await a_visit(engagement)
    await say_cannot(visit, Voice(VISITOR, Side.VOLUNTEER), NOW)
    await send_stand_in(visit, Agreed(await a_stand_in(), True, True), Voice(OFFICE), NOW)
    return engagement


async def form(engagement: int, side: Side = Side.REQUESTER) -> str:
    return f"{(await pair(engagement)).path(side)}/vorfall"


async def how_offers_are() -> list[str]:
    return [row["status"] for row in await Offer.select(Offer.status).order_by(Offer.id)]


async def chosen(visitor: Visitor) -> str:
    row = await Visit.select(Visit.id).where(Visit.stand_in.is_not_null()).first()
    assert row
    return str(row["id"])


async def test_whoever_came_instead_rests_and_the_helper_goes_on(
    visitor: Visitor, clock: StandingClock
) -> None:
    engagement, clock.now = await a_visit_in_somebodys_place(), DAY_AFTER
    await visitor.get(await form(engagement))
    assert f"{STAND_IN}, als Vertretung am Dienstag, 12. Januar 2027" in visitor.page.text
    await visitor.submit("Jetzt melden", wen=await chosen(visitor), was=WHAT)
    assert "Die Vertretung kommt vorerst nicht mehr." in visitor.page.text
    assert [row["about"] for row in await Incident.select(Incident.about)] == [await id_of(STAND_IN)]
    assert await how_offers_are() == ["active", "paused"]
    assert await Engagement.select(Engagement.status, Engagement.held) == [{"status": "trial", "held": False}]


async def test_it_may_be_about_the_helper_all_the_same(visitor: Visitor, clock: StandingClock) -> None:
    engagement, clock.now = await a_visit_in_somebodys_place(), DAY_AFTER
    await visitor.get(await form(engagement))
    await visitor.submit("Jetzt melden", was=WHAT)
    assert (visitor.page.status, "Wählen Sie bitte, um wen es geht." in visitor.page.text) == (422, True)
    await visitor.submit("Jetzt melden", wen="gegenueber", was=WHAT)
    assert "Der Einsatz ruht ab jetzt." in visitor.page.text
    assert await how_offers_are() == ["paused", "active"]


async def test_the_helper_is_asked_about_nobody_and_reads_no_name(
    visitor: Visitor, clock: StandingClock
) -> None:
    engagement, clock.now = await a_visit_in_somebodys_place(), DAY_AFTER
    await visitor.get(await form(engagement, Side.VOLUNTEER))
    assert ("Um wen geht es?" in visitor.page.text, STAND_IN in visitor.page.text) == (False, False)
    await visitor.submit("Jetzt melden", was=WHAT)
    assert [row["about"] for row in await Incident.select(Incident.about)] == [await id_of(ASKER)]


async def test_whoever_comes_only_tomorrow_comes_no_more(visitor: Visitor, clock: StandingClock) -> None:
    engagement, clock.now = await a_visit_in_somebodys_place(), NOW + timedelta(hours=2)
    await visitor.get(await form(engagement))
    await visitor.submit("Jetzt melden", wen=await chosen(visitor), was=WHAT)
    assert await Visit.select(Visit.state, Visit.stand_in) == [{"state": "helper_cannot", "stand_in": None}]
    await decide_incident((await open_incidents())[0].id, Decision.END, OFFICE, NOW)
    assert await apart_from(await id_of(STAND_IN)) == {await id_of(ASKER)}


@pytest.mark.parametrize("when", [NOW, DAY_AFTER])
async def test_the_two_who_met_are_kept_apart_and_the_helper_from_nobody(
    database: Database, when: datetime
) -> None:
    await a_visit_in_somebodys_place()
    told = Report(await id_of(STAND_IN), WHAT, ASKER)
    await report_incident(told, OFFICE, when)
    await decide_incident((await open_incidents())[0].id, Decision.END, OFFICE, when)
    apart = [await apart_from(await id_of(name)) for name in (STAND_IN, ASKER, HELPER)]
    assert apart == [{await id_of(ASKER)}, {await id_of(STAND_IN)}, set()]


async def test_whoever_was_helped_is_kept_from_all_who_came(database: Database) -> None:
    await a_visit_in_somebodys_place()
    await decide_incident(await report(ASKER, DAY_AFTER), Decision.END, OFFICE, DAY_AFTER)
    assert await apart_from(await id_of(ASKER)) == {await id_of(HELPER), await id_of(STAND_IN)}


@pytest.mark.parametrize("reported", [HELPER, ASKER, STAND_IN])
async def test_who_came_is_known_as_long_as_the_lead_has_not_decided(
    database: Database, reported: str
) -> None:
    await a_visit_in_somebodys_place()
    incident = await report(reported, DAY_AFTER)
    await forget_over(MONTH_AFTER)
    view = await read_incident(incident, OFFICE, MONTH_AFTER)
    assert [(one.instead.name, one.helper, one.asker) for one in view.instead] == [(STAND_IN, HELPER, ASKER)]
    await decide_incident(incident, Decision.GO_ON, OFFICE, MONTH_AFTER)
    await forget_over(MONTH_AFTER)
    assert await Visit.select(Visit.stand_in) == [{"stand_in": None}]


async def test_the_lead_reads_who_came_that_day(visitor: Visitor) -> None:
    await a_visit_in_somebodys_place()
    incident = await report(HELPER)
    await people.sign_in(visitor, await people.a_lead())
    await visitor.get(f"/buero/vorfaelle/{incident}")
    assert f"10 Uhr: {STAND_IN} für {HELPER}, bei {ASKER}" in visitor.page.text


async def test_the_office_may_report_whoever_came_from_the_page_of_the_two(visitor: Visitor) -> None:
    engagement = await a_visit_in_somebodys_place()
    await people.sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/einsaetze/{engagement}")
    await visitor.click(f"über {STAND_IN}")
    assert visitor.page.heading == f"Vorfall melden: {STAND_IN}"


async def test_whoever_comes_instead_has_the_number_for_what_may_happen(database: Database) -> None:
    await a_visit_in_somebodys_place()
    call = await CallTask.select(CallTask.script).where(CallTask.purpose == "stand_in_goes").first()
    assert call and "Oder ist etwas vorgefallen? Dann rufen Sie uns bitte an." in call["script"]
