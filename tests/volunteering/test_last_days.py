""" "Bis wann?" is over: nobody is looked for, whoever asked is asked whether they still need help, and the desk sees it."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import people
from app_fixtures import StandingClock
from databases import Database
from makers import NOW, OFFICE, a_city, a_pair, a_proposal
from mittendrin.core.clock import local_day
from mittendrin.core.marks import Change, marks
from mittendrin.jobs.following_up import follow_up_proposals
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import Person
from mittendrin.volunteering.changing import change_request
from mittendrin.volunteering.contents import answers, request_content
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.desk_lists import desk_lists
from mittendrin.volunteering.prefilling import request_as_form
from mittendrin.volunteering.queries import town
from mittendrin.volunteering.single_days import write_days
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import HelpRequest, Proposal
from people import sign_in
from visitor import Visitor

LAST = local_day(NOW) + timedelta(days=2)
BEFORE, AFTER = NOW + timedelta(days=2), NOW + timedelta(days=3)


async def until(request: int) -> int:
    last: dict[Any, Any] = {HelpRequest.wanted_until: LAST}
    await HelpRequest.update(last).where(HelpRequest.id == request)
    return request


async def how_it_is() -> dict[str, Any] | None:
    columns = (HelpRequest.status, HelpRequest.asked_again_at, HelpRequest.wanted_until)
    return await HelpRequest.select(*columns).first()


async def test_the_day_after_nobody_is_looked_for_and_the_person_is_asked_once(database: Database) -> None:
    _offer, request = await a_pair()
    await until(request)
    await follow_up_proposals(BEFORE)
    assert (await how_it_is() or {})["status"] == "open"
    for _twice in range(2):
        await follow_up_proposals(AFTER)
    assert await how_it_is() == {"status": "on_hold", "asked_again_at": AFTER, "wanted_until": LAST}
    (call,) = await CallTask.select(CallTask.script).where(CallTask.purpose == "ask_again")
    assert "Sie wollten Hilfe bis Mittwoch, 13. Januar 2027. Dieser Tag ist vorbei." in call["script"]
    lists = await desk_lists(AFTER)
    assert ([one.path for one in lists.over], lists.open, lists.without_day) == (
        [f"gesuche/{request}"],
        [],
        [],
    )


async def test_who_was_asked_to_come_hears_that_it_is_settled(database: Database) -> None:
    offer, request = await a_pair()
    await a_proposal(offer, await until(request))
    await follow_up_proposals(AFTER)
    assert [row["status"] for row in await Proposal.select(Proposal.status)] == ["withdrawn"]
    assert await Mail.exists().where(Mail.purpose == "question_settled")


async def the_link_after(days: dict[Any, Any]) -> str:
    await a_city()
    await a_pair()
    await HelpRequest.update(days, force=True)
    await Person.update({Person.email: "suche@example.org", Person.phone: ""}).where(
        Person.name == "Demo-Person Suche"
    )
    await follow_up_proposals(AFTER)
    (mail,) = await Mail.select(Mail.body).where(Mail.purpose == "ask_again")
    link = re.search(r"/gesuch/\w+/\w+", mail["body"])
    assert link and "Sollen wir weiter jemanden für Sie suchen?" in mail["body"]
    return link[0]


async def test_a_yes_by_link_looks_on_without_a_last_day(visitor: Visitor, clock: StandingClock) -> None:
    link = await the_link_after({HelpRequest.wanted_until: LAST})
    clock.now = AFTER
    await visitor.get(link)
    assert "Sie wollten Hilfe bis Mittwoch, 13. Januar 2027. Dieser Tag ist vorbei." in visitor.page.text
    await visitor.submit("Ja, bitte suchen Sie jemanden")
    assert await how_it_is() == {"status": "open", "asked_again_at": None, "wanted_until": None}
    await follow_up_proposals(AFTER + timedelta(days=1))
    assert (await how_it_is() or {})["status"] == "open"


async def test_after_a_day_that_was_named_the_clerk_asks_for_the_new_one(
    visitor: Visitor, clock: StandingClock
) -> None:
    link = await the_link_after({HelpRequest.on_days: write_days([LAST])})
    clock.now = AFTER
    await visitor.get(link)
    assert visitor.page.heading == "Brauchen Sie noch Hilfe?"
    assert "Sie wollten Hilfe am Mittwoch, 13. Januar 2027. Dieser Tag ist vorbei." in visitor.page.text
    assert "vor einiger Zeit passte es gerade nicht" not in visitor.page.text
    for _twice in range(2):
        await visitor.post(link, {"antwort": "ja"})
        assert visitor.page.status == 200
    lists = await desk_lists(AFTER)
    assert ([one.path for one in lists.to_clarify], lists.open) == (["gesuche/1"], [])


async def test_while_everything_of_somebody_rests_nobody_asks_them(database: Database) -> None:
    _offer, request = await a_pair()
    await until(request)
    await Person.update({Person.held: True}, force=True)
    await follow_up_proposals(AFTER)
    assert (await how_it_is() or {})["status"] == "open"


async def test_another_change_leaves_the_day_that_is_over(database: Database) -> None:
    await a_city()
    _offer, request = await a_pair()
    stored = await request_content(await until(request))
    today = local_day(AFTER)
    form = request_as_form(stored, await town(today))
    assert form.value("bis-tag") == ""
    seen = replace(stored, until=None, interests="Schach")
    await change_request(request, Change(seen, marks(answers(stored, today))), OFFICE, AFTER)
    assert await request_content(request) == replace(stored, interests="Schach")


async def test_the_list_of_the_desk_names_it(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    _offer, request = await a_pair()
    await until(request)
    clock.now = AFTER
    await follow_up_proposals(AFTER)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/hilfe")
    assert "Der letzte Tag ist vorbei: 1" in visitor.page.text
    await decide_request(request, RequestState.CLOSED, "", OFFICE, AFTER)
    await visitor.get("/buero/hilfe")
    assert "Der letzte Tag ist vorbei" not in visitor.page.text
