"""Whoever has moved into a home may die there: those who knew them are told once more, and of that."""

from typing import Any

import pytest

from makers import NOW, OFFICE, a_city, an_engagement
from mittendrin.core.refusal import Refused
from mittendrin.farewells.actions import say_farewell, take_farewell_back
from mittendrin.farewells.parted import parted_by_mistake
from mittendrin.farewells.queries import left_by
from mittendrin.farewells.rules import Heard
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.people.departures import departed
from mittendrin.people.rules import Leaving
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.openings import why_not_open
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import HelpRequest
from people import a_clerk, sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
HELPER, ASKER = "Demo-Person Hilfe", "Demo-Person Suche"


async def a_move_of(name: str) -> int:
    """Their id."""
    await a_city()
    await an_engagement()
    row = await Person.select(Person.id).where(Person.name == name).first()
    assert row
    await say_farewell(row["id"], Leaving.HOME, OFFICE, NOW)
    return int(row["id"])


async def calls() -> list[tuple[str, str]]:
    rows = await (
        CallTask.select(CallTask.recipient_name, CallTask.headline)
        .where(CallTask.purpose == "farewell", CallTask.state == CallState.OPEN.value)
        .order_by(CallTask.id)
    )
    return [(row["recipient_name"], row["headline"]) for row in rows]


@pytest.mark.parametrize(("gone", "left"), [(HELPER, ASKER), (ASKER, HELPER)])
async def test_an_open_call_says_what_is_true_now(gone: str, left: str) -> None:
    person = await a_move_of(gone)
    await say_farewell(person, Leaving.DIED, OFFICE, NOW)
    assert await calls() == [(left, f"Bitte in Ruhe anrufen: {gone} ist verstorben")]
    found = await departed(person)
    assert found and found.died
    with pytest.raises(Refused, match="etwas anderes vermerkt"):
        await say_farewell(person, Leaving.HOME, OFFICE, NOW)


async def test_whoever_has_heard_of_the_move_hears_of_the_death_too() -> None:
    person = await a_move_of(ASKER)
    done: dict[Any, Any] = {CallTask.state: CallState.DONE.value}
    await CallTask.update(done).where(CallTask.purpose == "farewell")
    assert [one.contact.name for one in (await left_by(person, NOW)).affected] == [HELPER]
    await say_farewell(person, Leaving.DIED, OFFICE, NOW)
    assert await calls() == [(HELPER, f"Bitte in Ruhe anrufen: {ASKER} ist verstorben")]


async def is_open() -> bool:
    return await HelpRequest.exists().where(HelpRequest.status == RequestState.OPEN.value)


async def test_what_the_office_has_decided_after_the_move_does_not_rest_again() -> None:
    person = await a_move_of(HELPER)
    done: dict[Any, Any] = {CallTask.state: CallState.DONE.value}
    await CallTask.update(done).where(CallTask.purpose == "farewell")
    await decide_request(1, RequestState.OPEN, "", OFFICE, NOW)
    assert [one.request for one in (await left_by(person, NOW)).affected] == [None]
    await say_farewell(person, Leaving.DIED, OFFICE, NOW)
    assert await calls() == [(ASKER, f"Bitte in Ruhe anrufen: {HELPER} ist verstorben")]
    assert await is_open()
    assert await why_not_open([1]) == {}


async def test_a_request_that_still_waits_for_the_first_call_goes_on_waiting() -> None:
    person = await a_move_of(HELPER)
    await say_farewell(person, Leaving.DIED, OFFICE, NOW)
    assert list(await why_not_open([1])) == [1]
    assert not await is_open()


async def test_decided_without_a_call_there_is_one_call_of_the_death_alone() -> None:
    person = await a_move_of(HELPER)
    await nobody_is_there()
    await decide_request(1, RequestState.OPEN, "", OFFICE, NOW)
    await say_farewell(person, Leaving.DIED, OFFICE, NOW)
    assert await calls() == [(ASKER, f"Bitte in Ruhe anrufen: {HELPER} ist verstorben")]
    assert await is_open()
    done: dict[Any, Any] = {CallTask.state: CallState.DONE.value}
    await CallTask.update(done).where(CallTask.purpose == "farewell", CallTask.state == CallState.OPEN.value)
    await take_farewell_back(person, OFFICE, NOW)
    assert [one.heard for one in await parted_by_mistake(person, NOW)] == [Heard.WILL_BE_CALLED]


async def nobody_is_there() -> None:
    tried: dict[Any, Any] = {CallTask.tries: 1}
    await CallTask.update(tried).where(CallTask.purpose == "farewell")


async def test_the_page_of_the_person_offers_it(visitor: Visitor) -> None:
    person = await a_move_of(ASKER)
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"/buero/personen/{person}")
    await visitor.click("Person ist verstorben")
    await visitor.submit("Ja, so eintragen", kanal="phone")
    assert "Verstorben." in visitor.page.text
    assert "Person ist verstorben" not in visitor.page.text
