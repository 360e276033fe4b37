"""Nothing is lost on the desk: what is silent by its last sign of life, what rests without a day, what ended unheard."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

import people
from databases import Database
from engagement_makers import a_trial
from incident_makers import HELPER, report
from makers import NOW, OFFICE, a_city, a_pair, a_proposal, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.audit.tables import AuditEntry
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.hours import Entry, count_hours, write_hours
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.quiet import QUIET_AFTER, QuietLine, quiet_engagements
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits
from mittendrin.outbox.tables import CallTask
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.desk_lists import desk_lists
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest
from mittendrin.volunteering.waiting import keep_promises
from people import sign_in
from visitor import Visitor

FOUR_WEEKS = timedelta(weeks=4)
TWO = ("Demo-Person Hilfe", "Demo-Person Suche")


async def silent(now: datetime) -> list[tuple[str, date]]:
    return [(one.path, one.since) for one in (await desk_lists(now)).silent]


async def test_an_answer_is_a_sign_of_life_though_the_state_is_old(database: Database) -> None:
    offer, request = await a_pair()
    proposal = await a_proposal(offer, request)
    later = NOW + FOUR_WEEKS
    assert await silent(later) == []
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.NO, VISITOR, NOW + timedelta(weeks=2))
    found = await desk_lists(later)
    assert (found.silent, [one.path for one in found.open]) == ([], [f"gesuche/{request}"])
    assert await silent(NOW + timedelta(weeks=5)) == [(f"gesuche/{request}", NOW.date() + timedelta(weeks=2))]


@pytest.mark.parametrize(("act", "is_silent"), [("call.not_reached", True), ("call.reached", False)])
async def test_to_ring_in_vain_is_no_sign_of_life(database: Database, act: str, is_silent: bool) -> None:
    _offer, request = await a_pair()
    row = AuditEntry(
        at=NOW + timedelta(weeks=3), actor="account:1", actor_name="Frau Demo", channel="phone",
        act=act, subject=f"help_request:{request}",
    )  # fmt: skip
    await AuditEntry.insert(row)
    assert bool(await silent(NOW + FOUR_WEEKS)) is is_silent


async def test_what_rests_without_a_day_stands_in_a_list_and_with_one_in_none(database: Database) -> None:
    offer, request = await a_pair()
    await decide_request(request, RequestState.ON_HOLD, "", OFFICE, NOW)
    await decide_offer(offer, OfferState.PAUSED, "", OFFICE, NOW)
    for now in (NOW, NOW + FOUR_WEEKS):
        found = await desk_lists(now)
        assert [one.path for one in found.without_day] == [f"gesuche/{request}", f"angebote/{offer}"]
        assert found.silent == []
    day: dict[Any, Any] = {HelpRequest.ask_again_on: NOW.date() + timedelta(days=90)}
    await HelpRequest.update(day).where(HelpRequest.id == request)
    await Person.update({Person.held: True}).where(Person.name == HELPER)
    found = await desk_lists(NOW + FOUR_WEEKS)
    assert (found.without_day, found.silent) == ([], [])


async def test_a_request_that_rests_gets_its_day_and_leaves_the_list(visitor: Visitor) -> None:
    await a_city()
    _offer, request = await a_pair()
    await decide_request(request, RequestState.ON_HOLD, "", OFFICE, NOW)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/hilfe")
    await visitor.click("Ansehen und anrufen: Wie lange noch? Demo-Person Suche, Gesuch 1")
    day = {"wieder-tag": "11", "wieder-monat": "1", "wieder-jahr": "2027"}
    await visitor.submit("Tag notieren", **day)
    assert visitor.page.errors == ["Wählen Sie bitte einen späteren Tag."]
    await visitor.submit("Tag notieren", **day | {"wieder-jahr": "2099"})
    assert visitor.page.errors == ["Wählen Sie bitte einen Tag in den nächsten zwölf Monaten."]
    await visitor.submit("Tag notieren", **day | {"wieder-monat": "2"})
    assert "Wird wieder gefragt am Donnerstag, 11. Februar 2027" in visitor.page.text
    assert (await desk_lists(NOW)).without_day == []
    await keep_promises(NOW + timedelta(days=31))
    assert await CallTask.exists().where(CallTask.purpose == "ask_again")


async def test_an_engagement_is_quiet_by_its_last_visit_or_hours(database: Database) -> None:
    engagement = await a_trial()
    assert await quiet_engagements(NOW + QUIET_AFTER - timedelta(seconds=1)) == []
    line = QuietLine(f"einsaetze/{engagement}", *TWO, NOW.date())
    assert await quiet_engagements(NOW + QUIET_AFTER) == [line]
    plan = Plan(NOW.date() + timedelta(weeks=3), time(10), Rhythm.ONCE)
    await plan_visits(engagement, plan, Voice(OFFICE), NOW)
    assert await quiet_engagements(NOW + QUIET_AFTER) == []
    assert [one.since for one in await quiet_engagements(NOW + timedelta(weeks=10))] == [plan.first]
    found, voice = await pair(engagement), Voice(VISITOR, Side.VOLUNTEER)
    await count_hours(found, voice, NOW)
    day = NOW.date() + timedelta(weeks=5)
    await write_hours(found, Entry(day, 90), voice, NOW + timedelta(weeks=9))
    assert await quiet_engagements(NOW + timedelta(weeks=10)) == []


async def test_what_rests_for_an_incident_is_not_called_quiet(database: Database) -> None:
    await a_trial()
    await report(HELPER)
    assert await quiet_engagements(NOW + timedelta(weeks=20)) == []


async def test_the_desk_shows_them_with_the_next_step(visitor: Visitor) -> None:
    await a_city()
    engagement, _proposal = await an_engagement()
    await finish(engagement, Ending(), Voice(OFFICE), NOW)
    await decide_offer(1, OfferState.PAUSED, "", OFFICE, NOW)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/hilfe")
    assert "Ruht, und kein Tag ist notiert: 1" in visitor.page.text
    await visitor.click("Ansehen und anrufen: Wie war es? Demo-Person Hilfe, Einsatz 1")
    assert visitor.page.path == f"/buero/hilfe/einsaetze/{engagement}"
