"""It was a mistake: whoever believes it is called, whoever knows nothing is not, and the clerk reads what comes next."""

from datetime import timedelta
from typing import Any

import pytest

from makers import NOW, OFFICE, a_city, a_pair, a_proposal, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.pairs import pair
from mittendrin.farewells.actions import say_farewell, take_farewell_back
from mittendrin.farewells.parted import parted_by_mistake
from mittendrin.farewells.rules import Heard, Next, next_step
from mittendrin.farewells.taken_back import open_again
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.people.rules import Leaving
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import Proposal
from people import a_clerk, sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
HELPER, ASKER = "Demo-Person Hilfe", "Demo-Person Suche"
LATER = NOW + timedelta(hours=1)
OTHER = {HELPER: (ASKER, Side.REQUESTER), ASKER: (HELPER, Side.VOLUNTEER)}


async def id_of(name: str) -> int:
    row = await Person.select(Person.id).where(Person.name == name).first()
    assert row
    return int(row["id"])


async def gone(name: str, leaving: Leaving = Leaving.DIED) -> int:
    """The id of whoever is taken for gone."""
    await a_city()
    await an_engagement()
    person = await id_of(name)
    await say_farewell(person, leaving, OFFICE, NOW)
    return person


async def the_call_is_made(purpose: str = "farewell") -> None:
    done: dict[Any, Any] = {CallTask.state: CallState.DONE.value}
    open_ones = (CallTask.purpose == purpose) & (CallTask.state == CallState.OPEN.value)
    await CallTask.update(done).where(open_ones)


async def calls() -> list[tuple[str, str]]:
    """To whom, and what is read out first of all."""
    rows = await (
        CallTask.select(CallTask.recipient_name, CallTask.script)
        .where(CallTask.purpose == "farewell_mistake", CallTask.state == CallState.OPEN.value)
        .order_by(CallTask.id)
    )
    return [(row["recipient_name"], row["script"]) for row in rows]


async def heard_and_next(person: int) -> list[tuple[Heard, Next]]:
    return [(one.heard, one.next) for one in await parted_by_mistake(person, LATER)]


@pytest.mark.parametrize("name", [HELPER, ASKER])
@pytest.mark.parametrize(
    ("leaving", "said"),
    [
        (Leaving.DIED, "Ich habe eine gute Nachricht: {name} lebt."),
        (Leaving.HOME, "Jetzt gilt etwas anderes: {name} ist wieder zu erreichen."),
    ],
)
async def test_whoever_was_told_is_called(name: str, leaving: Leaving, said: str) -> None:
    person = await gone(name, leaving)
    await the_call_is_made()
    await take_farewell_back(person, OFFICE, LATER)
    (first, script), (second, own) = await calls()
    assert (first, second) == (OTHER[name][0], name)
    assert said.format(name=name) in script
    assert "Dann fragen wir Sie beide neu." in script
    assert "Das war ein Irrtum. Bitte entschuldigen Sie." in own
    assert (await heard_and_next(person))[0][0] is Heard.WILL_BE_CALLED
    await the_call_is_made("farewell_mistake")
    assert (await heard_and_next(person))[0][0] is Heard.THE_MISTAKE


@pytest.mark.parametrize("name", [HELPER, ASKER])
async def test_whoever_knows_nothing_hears_nothing_and_reads_no_end(visitor: Visitor, name: str) -> None:
    person = await gone(name)
    await take_farewell_back(person, OFFICE, LATER)
    assert await calls() == []
    assert (await heard_and_next(person))[0][0] is Heard.NOTHING
    for side in Side:
        await visitor.get((await pair(1)).path(side))
        assert "Wir melden uns bei Ihnen." in visitor.page.text
        assert "beendet" not in visitor.page.text


async def test_whom_nobody_could_call_reads_on_the_page_that_it_is_over_and_is_called_now() -> None:
    await a_city()
    await an_engagement()
    known = await Person.select(Person.phone, Person.email).where(Person.name == ASKER).first()
    assert known
    nothing: dict[Any, Any] = {Person.phone: "", Person.email: ""}
    await Person.update(nothing).where(Person.name == ASKER)
    await say_farewell(await id_of(HELPER), Leaving.DIED, OFFICE, NOW)
    again: dict[Any, Any] = {Person.phone: known["phone"]}
    await Person.update(again).where(Person.name == ASKER)
    await take_farewell_back(await id_of(HELPER), OFFICE, LATER)
    (to, script), _own = await calls()
    assert to == ASKER
    assert "Auf Ihrer Seite steht, dass die Hilfe beendet ist." in script
    assert "gute Nachricht" not in script


async def test_a_move_that_was_told_stays_told_when_the_death_was_not() -> None:
    person = await gone(HELPER, Leaving.HOME)
    await the_call_is_made()
    await say_farewell(person, Leaving.DIED, OFFICE, NOW)
    await take_farewell_back(person, OFFICE, LATER)
    (to, script), _own = await calls()
    assert to == ASKER
    assert f"{HELPER} ist wieder zu erreichen." in script
    assert "lebt" not in script


async def test_who_did_not_know_the_name_hears_nothing_of_a_death() -> None:
    """A proposal to the asker: the helper has said yes, and their first name was all that was known."""
    await a_city()
    proposal = await a_proposal(*await a_pair())
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    await the_call_is_made("ask_requester")
    await say_farewell(await id_of(HELPER), Leaving.DIED, OFFICE, NOW)
    await the_call_is_made()
    await take_farewell_back(await id_of(HELPER), OFFICE, LATER)
    assert await calls() == []


async def test_gone_again_it_is_put_right_only_once_more() -> None:
    person = await gone(HELPER)
    await the_call_is_made()
    await take_farewell_back(person, OFFICE, LATER)
    await say_farewell(person, Leaving.DIED, OFFICE, LATER + timedelta(hours=1))
    assert await calls() == []
    await take_farewell_back(person, OFFICE, LATER + timedelta(hours=2))
    assert [to for to, _script in await calls()] == [ASKER]
    await the_call_is_made("farewell_mistake")
    await say_farewell(person, Leaving.DIED, OFFICE, LATER + timedelta(hours=3))
    await take_farewell_back(person, OFFICE, LATER + timedelta(hours=4))
    assert await calls() == []


async def test_taken_back_twice_it_is_said_once() -> None:
    person = await gone(HELPER)
    await the_call_is_made()
    for _time in range(2):
        await take_farewell_back(person, OFFICE, LATER)
    assert len(await calls()) == 2


@pytest.mark.parametrize(
    ("request_is", "offer_is", "reopens", "expected"),
    [
        ("closed", "active", True, Next.REOPEN),
        ("closed", "active", False, Next.NOTHING),
        ("open", "ended", False, Next.NOTHING),
        ("matched", "active", False, Next.SOMEBODY_ELSE),
        ("on_hold", "ended", True, Next.REOPEN),
        ("on_hold", "interview", False, Next.OPEN_REQUEST),
        ("open", "interview", False, Next.OPEN_OFFER),
        ("open", "active", False, Next.ASK_BOTH),
    ],
)
def test_the_next_step(request_is: str, offer_is: str, reopens: bool, expected: Next) -> None:
    assert next_step(RequestState(request_is), OfferState(offer_is), reopens=reopens) is expected


async def test_after_a_month_the_page_no_longer_asks() -> None:
    person = await gone(HELPER)
    await take_farewell_back(person, OFFICE, LATER)
    assert await parted_by_mistake(person, LATER + timedelta(days=29)) != []
    assert await parted_by_mistake(person, LATER + timedelta(days=30)) == []


async def test_the_clerk_goes_from_step_to_step_and_asks_both_anew(visitor: Visitor) -> None:
    person = await gone(HELPER)
    await the_call_is_made()
    await take_farewell_back(person, OFFICE, NOW)
    await sign_in(visitor, await a_clerk())
    page = f"/buero/personen/{person}"
    await visitor.get(page)
    assert f"{HELPER} hilft {ASKER}: Einkauf und Erledigung" in visitor.page.text
    assert f"Der Anruf steht auf der Liste: {ASKER}." in visitor.page.text
    assert "Öffnen Sie zuerst wieder, was oben steht." in visitor.page.text
    await open_again(person, "offer:1", OFFICE, NOW)
    await visitor.get(page)
    assert "Zuerst das Gesuch öffnen" in visitor.page.text
    await decide_request(1, RequestState.OPEN, "", OFFICE, NOW)
    await visitor.get(page)
    assert "Zuerst das Angebot öffnen" in visitor.page.text
    await decide_offer(1, OfferState.ACTIVE, "", OFFICE, NOW)
    await visitor.get(page)
    await visitor.submit(f"Beide neu fragen {HELPER}, {ASKER}")
    assert visitor.page.errors == []
    assert visitor.page.path == "/buero/hilfe/gesuche/1"
    assert [row["status"] for row in await Proposal.select(Proposal.status).order_by(Proposal.id)] == [
        "both_yes",
        "asked_volunteer",
    ]
    await visitor.get(page)
    assert "Nach dem Irrtum" not in visitor.page.text


async def test_the_call_leads_to_the_page_of_whoever_is_back(visitor: Visitor) -> None:
    person = await gone(HELPER)
    await the_call_is_made()
    await take_farewell_back(person, OFFICE, NOW)
    await sign_in(visitor, await a_clerk())
    await visitor.get("/buero/anrufe")
    assert f"Bitte in Ruhe anrufen: {HELPER} lebt, wir haben uns geirrt" in visitor.page.text
    await visitor.submit("erreicht")
    assert visitor.page.path == f"/buero/personen/{person}"
