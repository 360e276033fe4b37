"""Until somebody has called whoever is affected, no list, no page and no suggestion says anything of it."""

from typing import Any

import pytest

from makers import NOW, OFFICE, a_city, a_proposal, an_engagement, an_offer
from makers import a_pair as two_who_fit
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.hearing_back import without_feedback
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.rules import EndReason
from mittendrin.engagements.telling import Voice
from mittendrin.farewells.actions import say_farewell
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.people.rules import Contact, Leaving
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.desk_lists import desk_lists
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer
from people import a_clerk, sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
HELPER, ASKER = "Demo-Person Hilfe", "Demo-Person Suche"
CALL_FIRST = "Rufen Sie bitte zuerst an. Der Anruf steht auf Ihrer Liste."


async def id_of(name: str) -> int:
    row = await Person.select(Person.id).where(Person.name == name).first()
    assert row
    return int(row["id"])


async def a_farewell_of(name: str, leaving: Leaving = Leaving.DIED) -> int:
    """The id of the engagement that ends by it."""
    await a_city()
    engagement, _proposal = await an_engagement()
    await say_farewell(await id_of(name), leaving, OFFICE, NOW)
    return engagement


async def where_the_request_stands() -> dict[str, list[str]]:
    """The lists of the desk that have it."""
    lists = await desk_lists(NOW)
    named = {"open": lists.open, "without_day": lists.without_day, "silent": lists.silent, "over": lists.over}
    return {name: [line.path for line in lines] for name, lines in named.items() if lines}


async def the_call_is_made() -> None:
    done: dict[Any, Any] = {CallTask.state: CallState.DONE.value}
    await CallTask.update(done).where(CallTask.purpose == "farewell")


@pytest.mark.parametrize("leaving", Leaving)
async def test_the_request_rests_until_the_call_and_then_the_clerk_decides(leaving: Leaving) -> None:
    await a_farewell_of(HELPER, leaving)
    assert await HelpRequest.select(HelpRequest.status) == [{"status": "on_hold"}]
    assert await where_the_request_stands() == {}
    with pytest.raises(Refused, match=CALL_FIRST):
        await decide_request(1, RequestState.OPEN, "", OFFICE, NOW)
    await the_call_is_made()
    assert await where_the_request_stands() == {"without_day": ["gesuche/1"]}
    await decide_request(1, RequestState.OPEN, "", OFFICE, NOW)
    assert await where_the_request_stands() == {"open": ["gesuche/1"]}


async def test_so_does_a_request_whose_first_yes_came_from_the_one_who_died() -> None:
    await a_city()
    proposal = await a_proposal(*await two_who_fit())
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    done: dict[Any, Any] = {CallTask.state: CallState.DONE.value}
    await CallTask.update(done).where(CallTask.purpose == "ask_requester")
    await say_farewell(await id_of(HELPER), Leaving.DIED, OFFICE, NOW)
    assert await HelpRequest.select(HelpRequest.status) == [{"status": "on_hold"}]
    assert await where_the_request_stands() == {}


async def test_where_others_are_asked_it_goes_on() -> None:
    """An urgent request: of two who were asked, one has said yes and dies."""
    await a_city()
    offer, request = await two_who_fit()
    await HelpRequest.update({HelpRequest.soon: True}).where(HelpRequest.id == request)
    code = await an_offer(contact=Contact("Demo-Person Ersatz", phone="+491713920035"))
    (other,) = await Offer.select(Offer.id).where(Offer.code == code)
    await decide_offer(other["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    proposals = [await a_proposal(one, request) for one in (offer, other["id"])]
    done: dict[Any, Any] = {CallTask.state: CallState.DONE.value}
    await CallTask.update(done, force=True)
    await say_farewell(await id_of(HELPER), Leaving.DIED, OFFICE, NOW)
    assert (await by_id(proposals[1], Side.VOLUNTEER)).waits
    assert await HelpRequest.select(HelpRequest.status) == [{"status": "open"}]


@pytest.mark.parametrize("leaving", Leaving)
async def test_nobody_is_rung_up_to_hear_how_it_was(leaving: Leaving) -> None:
    await a_farewell_of(HELPER, leaving)
    assert await without_feedback(NOW) == []


async def test_after_any_other_end_both_are_asked() -> None:
    await a_city()
    engagement, _proposal = await an_engagement()
    await finish(engagement, Ending(EndReason.MOVED), Voice(OFFICE), NOW)
    assert [line.path for line in await without_feedback(NOW)] == [f"einsaetze/{engagement}"] * 2


@pytest.mark.parametrize(
    ("gone", "side", "before", "after"),
    [
        (HELPER, Side.REQUESTER, "Ihre Hilfe", "Diese Hilfe ist beendet"),
        (ASKER, Side.VOLUNTEER, "Ihr Einsatz", "Ihr Einsatz ist beendet"),
    ],
)
async def test_the_link_of_the_other_says_nothing_before_the_call(
    visitor: Visitor, gone: str, side: Side, before: str, after: str
) -> None:
    engagement = await a_farewell_of(gone)
    await visitor.get((await pair(engagement)).path(side))
    assert visitor.page.heading == before
    assert "Wir melden uns bei Ihnen." in visitor.page.text
    for words in ("beendet", "Wie war es?", "Wir suchen", "verstorben", gone):
        assert words not in visitor.page.text
    await the_call_is_made()
    await visitor.get((await pair(engagement)).path(side))
    assert visitor.page.heading == after
    assert "Wie war es?" not in visitor.page.text


@pytest.mark.parametrize("speaker", ["", "die Tochter"])
async def test_the_clerk_reads_what_happened_and_goes_from_the_call_to_the_request(
    visitor: Visitor, speaker: str
) -> None:
    engagement = await a_farewell_of(HELPER)
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"/buero/hilfe/einsaetze/{engagement}")
    assert "Grund: Demo-Person Hilfe ist verstorben." in visitor.page.text
    assert "Sie möchte Stunden zählen" not in visitor.page.text
    (said_by,) = [one for one in visitor.page.form("Rückmeldung sichern").fields if one.name == "seite"]
    assert said_by.options == ("buero", "requester")
    await visitor.get("/buero/hilfe/gesuche/1")
    assert CALL_FIRST in visitor.page.text
    await visitor.get("/buero/anrufe")
    await visitor.submit("erreicht", anrufer=speaker)
    assert visitor.page.path == "/buero/hilfe/gesuche/1"
    await visitor.submit("Alles klar: Gesuch öffnen")
    assert await HelpRequest.select(HelpRequest.status) == [{"status": "open"}]


async def test_whom_nobody_can_reach_is_helped_by_somebody_else_once_the_office_decides(
    visitor: Visitor,
) -> None:
    await a_farewell_of(HELPER)
    await sign_in(visitor, await a_clerk())
    await visitor.get("/buero/anrufe")
    await visitor.submit("nicht erreicht")
    assert await where_the_request_stands() == {"without_day": ["gesuche/1"]}
    await visitor.get("/buero/hilfe/gesuche/1")
    assert "Am Telefon war noch niemand. Sie dürfen trotzdem weitersuchen." in visitor.page.text
    await visitor.submit("Alles klar: Gesuch öffnen")
    assert await HelpRequest.select(HelpRequest.status) == [{"status": "open"}]
    assert await where_the_request_stands() == {"open": ["gesuche/1"]}
    assert not await CallTask.exists().where(CallTask.about == "help_request:1")
    assert await CallTask.exists().where(CallTask.purpose == "farewell", CallTask.state == "open")
