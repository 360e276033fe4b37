""" "Dürfen wir wieder jemanden für Sie suchen?": who has only mail answers by link, three months after "Gerade nicht"."""

import re
from datetime import date, timedelta

import pytest

from app_fixtures import StandingClock
from databases import Database
from makers import NOW, OFFICE, a_city, a_pair
from mittendrin.audit.tables import AuditEntry
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import HelpRequest
from mittendrin.volunteering.waiting import keep_promises
from visitor import Visitor

THAT_DAY = NOW + timedelta(days=90)
LATER = "Gerade nicht. Fragen Sie mich in 3 Monaten wieder."


async def a_resting_request() -> int:
    """Of somebody who has only mail and wants to be asked again on that day."""
    await a_city()
    _offer, request = await a_pair()
    reached = {Person.phone: "", Person.email: "suche@example.org"}
    await Person.update(reached).where(Person.name == "Demo-Person Suche")
    await decide_request(request, RequestState.ON_HOLD, "", OFFICE, NOW)
    await HelpRequest.update({HelpRequest.ask_again_on: THAT_DAY.date()}, force=True)
    return request


async def the_link() -> str:
    await a_resting_request()
    for _twice in range(2):
        await keep_promises(THAT_DAY)
    (mail,) = await Mail.select(Mail.body).where(Mail.purpose == "ask_again")
    found = re.search(r"/gesuch/\w+/\w+", mail["body"])
    assert found and not await CallTask.exists().where(CallTask.purpose == "ask_again")
    return found[0]


@pytest.mark.parametrize(
    ("button", "state", "again"),
    [
        ("Ja, bitte suchen Sie jemanden", "open", None),
        (LATER, "on_hold", date(2027, 7, 11)),
        ("Nein, ich brauche keine Hilfe mehr", "closed", None),
    ],
)
async def test_a_click_answers_once(
    visitor: Visitor, clock: StandingClock, button: str, state: str, again: date | None
) -> None:
    path = await the_link()
    clock.now = THAT_DAY
    await visitor.get(path)
    assert visitor.page.heading == "Dürfen wir wieder jemanden für Sie suchen?"
    await visitor.submit(button)
    assert visitor.page.heading == "Danke für Ihre Antwort zum Gesuch"
    row = await HelpRequest.select(HelpRequest.status, HelpRequest.ask_again_on).first()
    assert row == {"status": state, "ask_again_on": again}
    for said, becomes in (("ja", "open"), ("spaeter", "on_hold"), ("ende", "closed")):
        await visitor.post(path, {"antwort": said})
        refused = (visitor.page.status, "Das haben Sie uns schon gesagt." in visitor.page.text)
        assert refused == ((200, False) if state == becomes else (422, True))
    assert await HelpRequest.select(HelpRequest.status, HelpRequest.ask_again_on).first() == row


async def test_the_log_names_whose_link_answered(visitor: Visitor, clock: StandingClock) -> None:
    path = await the_link()
    clock.now = THAT_DAY
    await visitor.post(path, {"antwort": "spaeter"})
    log = AuditEntry.select(AuditEntry.on_behalf_of).where(AuditEntry.act == "help_request.rests")
    assert [one["on_behalf_of"] for one in await log.order_by(AuditEntry.id)][-1] == "Demo-Person Suche"


async def test_opening_the_link_answers_nothing_and_another_opens_nothing(visitor: Visitor) -> None:
    path = await the_link()
    await visitor.get(path)
    assert await HelpRequest.select(HelpRequest.status) == [{"status": "on_hold"}]
    await visitor.get(f"{path.rpartition('/')[0]}/falsch")
    assert visitor.page.status == 404


async def somebody_rests(*, held: bool) -> None:
    await Person.update({Person.held: held}).where(Person.name == "Demo-Person Suche")


@pytest.mark.parametrize("said", ["ja", "spaeter", "ende"])
async def test_nobody_hears_that_something_about_them_is_looked_into(visitor: Visitor, said: str) -> None:
    path = await the_link()
    await somebody_rests(held=True)
    await visitor.get(path)
    assert (visitor.page.heading, "Rufen Sie uns bitte an." in visitor.page.text) == ("Ihr Gesuch", True)
    assert "jemanden" not in visitor.page.text and "Gerade nicht" not in visitor.page.text
    await visitor.post(path, {"antwort": said})
    assert (visitor.page.status, visitor.page.heading) == (422, "Ihr Gesuch")
    assert "Leitung" not in visitor.page.text
    row = await HelpRequest.select(HelpRequest.status, HelpRequest.ask_again_on).first()
    assert row == {"status": "on_hold", "ask_again_on": None}


async def test_whoever_rests_is_asked_once_it_goes_on(database: Database) -> None:
    await a_resting_request()
    await somebody_rests(held=True)
    asked = [await keep_promises(THAT_DAY)]
    await somebody_rests(held=False)
    asked += [await keep_promises(THAT_DAY), await keep_promises(THAT_DAY)]
    assert (asked, await Mail.count().where(Mail.purpose == "ask_again")) == ([0, 1, 0], 1)


async def test_an_old_link_does_not_undo_what_the_office_decided(
    visitor: Visitor, clock: StandingClock
) -> None:
    path = await the_link()
    clock.now = THAT_DAY
    await visitor.post(path, {"antwort": "ja"})
    (request,) = await HelpRequest.select(HelpRequest.id, HelpRequest.status)
    assert request["status"] == "open"
    await decide_request(request["id"], RequestState.ON_HOLD, "", OFFICE, THAT_DAY)
    await visitor.get(path)
    assert visitor.page.heading == "Danke für Ihre Antwort zum Gesuch"
    for said in ("ja", "spaeter", "ende"):
        await visitor.post(path, {"antwort": said})
        assert visitor.page.status == 422
    row = await HelpRequest.select(HelpRequest.status, HelpRequest.ask_again_on).first()
    assert row == {"status": "on_hold", "ask_again_on": None}
